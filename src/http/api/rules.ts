/** Rule sets with their sources and history, profiles, jurisdictions, and what it takes to judge again. */
import { z } from 'zod';
import { JURISDICTIONS } from '../../quality/data/jurisdictions.ts';
import { DEFAULT_PROFILE, PROFILES } from '../../quality/profile.ts';
import type { Rule, RuleSet } from '../../quality/ruleset.ts';
import { BASES } from '../../quality/ruleset-source.ts';
import { RULESETS, ruleSetById } from '../../quality/rulesets.ts';
import { listRejudgings } from '../../store/rejudgings.ts';
import { ruleHistory } from '../../store/rule-history.ts';
import { HttpProblem } from '../errors.ts';
import { json, type Route, route } from '../route.ts';
import { Jurisdiction, Profile, ruleSetsChosen } from './law.ts';
import { inMemory, listRoutes } from './list.ts';
import { Count, exampleOf, ID, name, pick, type Shown, Text, Time, Words } from './schema.ts';
import { Standing } from './verdict.ts';

const CitationSchema = z.object({ title: Text, url: Text, section: Text, quote: Text, retrievedFrom: Text });
const Confidence = z.enum(['high', 'medium', 'low']).meta({ description: '`high`: the text itself was seen.' });

const RuleSchema = name(
  'Rule',
  z.object({
    id: Text,
    analyte: Text,
    denominator: Text.nullable(),
    basis: z.enum(BASES),
    comparator: Text,
    value: Text.nullable().meta({ description: 'As the source prints it.' }),
    unit: Text.nullable(),
    limit: Text.meta({ description: 'As judged.' }),
    appliesTo: Text,
    forms: z.array(Text).nullable().meta({ description: 'Forms it applies to; null: all.' }),
    unsureForms: z.array(Text).nullable(),
    effectiveFrom: Text.nullable().meta({ description: 'A year or a month means its first day.' }),
    effectiveTo: Text.nullable(),
    status: Text,
    confidence: Confidence,
    standing: Standing,
    notes: Text,
    source: CitationSchema,
  }),
  'One limit or requirement with its source.',
  {
    ...{ id: 'ri_21_28_12-06', analyte: 'lead', denominator: null, basis: 'per_gram', comparator: '<', value: '1.2', unit: 'ppm' },
    ...{
      limit: '< 1.2 mg/kg',
      appliesTo: 'kratom product',
      forms: null,
      unsureForms: null,
      effectiveFrom: '2026-04-01',
      effectiveTo: null,
    },
    ...{ status: 'in_force', confidence: 'high', standing: 'public', notes: '' },
    source: {
      ...{ title: 'R.I. Gen. Laws 21-28.12-3', url: 'https://webserver.rilegislature.gov/Statutes/TITLE21/', section: '(a)(8)' },
      ...{ quote: '', retrievedFrom: 'web page' },
    },
  },
);

const RuleSetItemSchema = name(
  'RuleSetItem',
  z.object({
    id: Text,
    title: Text,
    jurisdiction: Text,
    force: Text.meta({ description: 'Statute, regulation, pharmacopoeia, guidance … in the words of the source.' }),
    effectiveFrom: Text.nullable(),
    effectiveTo: Text.nullable(),
    status: z.array(Text),
    confidence: z.array(Confidence),
    standing: z.array(Standing),
    rules: Count,
    sources: z.array(Text),
    profiles: z.array(Text),
  }),
  'A published set of limits.',
  {
    ...{ id: 'ri_21_28_12', title: 'R.I. Gen. Laws 21-28.12-3 (Rhode Island Kratom Act)', jurisdiction: 'US-RI', force: 'statute' },
    ...{ effectiveFrom: '2026-04-01', effectiveTo: null, status: ['in_force'], confidence: ['high'], standing: ['public'], rules: 8 },
    ...{ sources: ['https://webserver.rilegislature.gov/Statutes/TITLE21/'], profiles: ['rhode_island'] },
  },
);

const ChangeSchema = z.object({
  rule: Text,
  change: z.enum(['added', 'removed', 'changed']),
  fields: z.array(z.object({ field: Text, before: z.unknown(), after: z.unknown() })),
});

const RuleSetSchema = name(
  'RuleSet',
  z.object({
    ...RuleSetItemSchema.shape,
    rounding: Text.nullable(),
    uncertainty: z.enum(['simple', 'favours_product', 'guard_band']),
    warning: Text.nullable().meta({ description: 'What is over is told by these words and is no fail.' }),
    ruleList: z.array(RuleSchema),
    history: z
      .array(
        z.object({
          fingerprint: Text,
          engine: Count,
          inUseFrom: Time,
          inUseUntil: Time.nullable(),
          changes: z.array(ChangeSchema).meta({ description: 'Against the version before.' }),
        }),
      )
      .meta({ description: 'The versions by which this installation judged, the newest first.' }),
  }),
  'A rule set with every rule, its sources, and how it changed here.',
  {
    ...exampleOf(RuleSetItemSchema),
    ...{ rounding: null, uncertainty: 'simple', warning: null, ruleList: [exampleOf(RuleSchema)] },
    history: [{ fingerprint: '0123456789abcdef', engine: 1, inUseFrom: '2026-04-04T08:15:30.000Z', inUseUntil: null, changes: [] }],
  },
);

const ProfileSchema = name(
  'Profile',
  z.object({ id: Text, title: Text, rulesets: z.array(Text), note: Text.nullable(), default: z.boolean() }),
  'A named selection of rule sets.',
  { id: 'rhode_island', title: 'Rhode Island', rulesets: ['ri_21_28_12', 'us_dea_mp'], note: null, default: false },
);

const JurisdictionSchema = name(
  'Jurisdiction',
  z.object({
    id: Text,
    status: Text.meta({ description: '`unknown` never means legal.' }),
    minimumAge: Text.nullable(),
    rule: Text.nullable(),
    label: Text.nullable(),
    testing: Text.nullable(),
    effectiveFrom: Text.nullable(),
    effectiveTo: Text.nullable(),
    notes: Text.nullable(),
    confidence: Text,
    source: z.object({ title: Text.nullable(), url: Text.nullable(), quote: Text.nullable(), retrievedFrom: Text.nullable() }),
    rulesets: z.array(Text),
  }),
  'What a state, country or union says of kratom at all.',
  {
    ...{ id: 'US-GA', status: 'regulated', minimumAge: '21', rule: '150 mg MG/serving', label: 'required labeling', testing: null },
    ...{ effectiveFrom: '2025-01-01', effectiveTo: null, notes: null, confidence: 'high' },
    source: { title: 'Ga. Code 16-13-122', url: null, quote: null, retrievedFrom: 'web page' },
    rulesets: ['ga_hb181'],
  },
);

const RejudgingSchema = name(
  'Rejudging',
  z.object({
    id: ID,
    why: z.enum(['rules-changed', 'engine-changed', 'never-judged', 'asked', 'judged-by-other-rules']),
    rules: z.array(Text).nullable().meta({ description: 'Null: all.' }),
    samples: Count,
    waiting: Count,
    read: Count.meta({ description: 'Verdicts looked at.' }),
    written: Count.meta({ description: 'Verdicts that were new or took the place of another.' }),
    startedAt: Time,
    finishedAt: Time.nullable(),
  }),
  'One occasion on which verdicts were made anew, and how far that is.',
  {
    ...{ id: '0199a3c4-0000-7000-8000-000000000010', why: 'rules-changed', rules: ['ri_21_28_12-06'], samples: 120, waiting: 20 },
    ...{ read: 100, written: 100, startedAt: '2026-04-04T08:15:30.000Z', finishedAt: null },
  },
);

export const ruleRoutes: readonly Route[] = [
  ...listRoutes({
    path: '/rules',
    operationId: 'listRules',
    tag: 'Rules',
    summary: 'Rule sets',
    filter: {
      jurisdiction: Jurisdiction.optional(),
      profile: Profile.optional(),
      analyte: Words(100).optional().meta({ description: 'Only those with a rule about it.' }),
    },
    schemaName: 'RuleSetList',
    item: RuleSetItemSchema,
    columns: [
      'id',
      'title',
      'jurisdiction',
      'force',
      'effectiveFrom',
      'effectiveTo',
      { name: 'status', value: item => item.status.join(' ') },
      { name: 'confidence', value: item => item.confidence.join(' ') },
      'rules',
      { name: 'sources', value: item => item.sources.join(' ') },
    ],
    async fetch(_, { jurisdiction, profile, analyte }, page) {
      const found = (ruleSetsChosen({ profile }) ?? RULESETS).filter(
        set =>
          (jurisdiction === undefined || set.jurisdiction === jurisdiction) &&
          (analyte === undefined || set.rules.some(rule => (rule.numerator ?? rule.analyte) === analyte)),
      );
      return inMemory(found, page);
    },
    present: presentItem,
  }),
  route({
    method: 'get',
    path: '/rules/:id',
    operationId: 'getRules',
    tag: 'Rules',
    summary: 'One rule set with its rules, sources and history',
    params: z.strictObject({ id: Words(100) }),
    problems: ['not-found'],
    responses: { 200: { description: 'The rule set', schema: RuleSetSchema } },
    async handle({ store }, { params }) {
      const set = ruleSetById(params.id);
      if (set === undefined) throw new HttpProblem('not-found', `There is no rule set “${params.id}”.`);
      const history = await ruleHistory(store.em(), set.id);
      const { rounding, uncertainty, warning } = set;
      return json({
        ...presentItem(set),
        ...{ rounding, uncertainty, warning },
        ruleList: set.rules.map(presentRule),
        history: history.map(({ fingerprint, engine, inUseFrom, inUseUntil, changes }) => ({
          ...{ fingerprint, engine, inUseFrom, inUseUntil, changes },
        })),
      });
    },
  }),
  ...listRoutes({
    path: '/profiles',
    operationId: 'listProfiles',
    tag: 'Rules',
    summary: 'Profiles',
    filter: {},
    schemaName: 'ProfileList',
    item: ProfileSchema,
    columns: ['id', 'title', { name: 'rulesets', value: item => item.rulesets.join(' ') }, 'note', 'default'],
    fetch: async (_, __, page) => inMemory(PROFILES, page),
    present: ({ id, title, rulesets, note = null }) => ({ id, title, rulesets, note, default: id === DEFAULT_PROFILE }),
  }),
  ...listRoutes({
    path: '/jurisdictions',
    operationId: 'listJurisdictions',
    tag: 'Rules',
    summary: 'Jurisdictions',
    description: 'What was seen of the law of each place, with its source. What was not seen is unknown, never allowed.',
    filter: {},
    schemaName: 'JurisdictionList',
    item: JurisdictionSchema,
    columns: [
      ...(['id', 'status', 'minimumAge', 'rule', 'label', 'testing', 'effectiveFrom', 'effectiveTo', 'notes', 'confidence'] as const),
      { name: 'source', value: item => item.source.url },
    ],
    fetch: async (_, __, page) => inMemory(JURISDICTIONS, page),
    present: ({ source, ...view }) => ({
      ...{ minimumAge: null, rule: null, label: null, testing: null, effectiveFrom: null, effectiveTo: null, notes: null, ...view },
      source: { title: null, url: null, quote: null, retrievedFrom: null, ...source },
      rulesets: RULESETS.filter(set => set.jurisdiction === view.id).map(({ id }) => id),
    }),
  }),
  ...listRoutes({
    path: '/rejudgings',
    operationId: 'listRejudgings',
    tag: 'Rules',
    summary: 'When verdicts were made anew',
    filter: {},
    schemaName: 'RejudgingList',
    item: RejudgingSchema,
    columns: [
      ...(['id', 'why', 'samples', 'waiting', 'read', 'written', 'startedAt', 'finishedAt'] as const),
      { name: 'rules', value: item => item.rules?.join(' ') ?? 'all' },
    ],
    fetch: ({ store }, _, page) => listRejudgings(store.em(), page),
    present: view => pick(RejudgingSchema, view),
  }),
];

function presentItem(set: RuleSet): Shown<typeof RuleSetItemSchema> {
  const distinct = <T extends string>(values: readonly (T | null)[]) =>
    [...new Set(values)].filter(value => value !== null && value !== '').sort() as T[];
  const { id, title, jurisdiction, force, rules } = set;
  const open = rules.some(rule => rule.effectiveTo === null);
  return {
    ...{ id, title, jurisdiction, force },
    effectiveFrom: rules.some(rule => rule.effectiveFrom === null) ? null : (distinct(rules.map(rule => rule.effectiveFrom))[0] ?? null),
    effectiveTo: open ? null : (distinct(rules.map(rule => rule.effectiveTo)).at(-1) ?? null),
    status: distinct(rules.map(rule => rule.status)),
    confidence: distinct(rules.map(rule => rule.confidence)),
    standing: distinct(rules.map(rule => rule.standing)),
    rules: rules.length,
    sources: distinct(rules.map(rule => rule.source.url)),
    profiles: PROFILES.filter(profile => profile.id !== 'strictest' && profile.rulesets.includes(id)).map(profile => profile.id),
  };
}

function presentRule(rule: Rule): Shown<typeof RuleSchema> {
  return pick(RuleSchema, {
    ...rule,
    analyte: rule.numerator ?? rule.analyte,
    denominator: rule.denominator ?? null,
    value: rule.value ?? null,
    unit: rule.unit ?? null,
    forms: rule.forms ?? null,
    unsureForms: rule.unsureForms ?? null,
  });
}
