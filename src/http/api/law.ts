/** Which rules judge, by the law of which day, at which amounts: the parameters that lots, certificates and results share. */
import { z } from 'zod';
import { PROFILES, profileById, ruleSetsFor } from '../../quality/profile.ts';
import type { RuleSet } from '../../quality/ruleset.ts';
import { RULESETS, ruleSetById } from '../../quality/rulesets.ts';
import { readSize } from '../../quality/size.ts';
import type { LawChoice } from '../../store/judged.ts';
import { HttpProblem } from '../errors.ts';
import { Day, Time, Words } from './schema.ts';

const Size = Words(60).refine(text => readSize(text) !== null, 'is no amount with a unit, such as 2.4 g');

const PROFILE_IDS = PROFILES.map(({ id }) => id) as [string, ...string[]];
const JURISDICTION_IDS = [...new Set(RULESETS.map(set => set.jurisdiction))].sort() as [string, ...string[]];

export const Jurisdiction = z.enum(JURISDICTION_IDS).meta({ description: 'Of the rule sets, e.g. `US-RI`.' });
export const Profile = z.enum(PROFILE_IDS).meta({ description: 'A named selection of rule sets, `GET /profiles`.' });
export const RuleIds = Words(2000).meta({
  description: 'Rule sets by their ids, with commas; rules as well where stored verdicts are asked for.',
});

/** A day or a moment; a day means its end, when everything of that day was public. */
export const Moment = z.union([Day, Time]).meta({ description: 'Shows what was public at the end of this ISO day, or at this moment.' });

export const momentOf = (asOf: string | undefined): string | undefined =>
  asOf !== undefined && asOf.length === 10 ? `${asOf}T23:59:59.999Z` : asOf;

export const lawQuery = {
  profile: Profile.optional().meta({ description: 'Whose rules judge; without `profile` and `rules` those of `us_federal`.' }),
  rules: RuleIds.optional(),
  date: z
    .union([z.enum(['reported', 'collected', 'today']), Day])
    .optional()
    .meta({ description: 'Whose law counts: of the day of the report (default), of sampling, of today, or of an ISO day.' }),
  intake: Size.optional().meta({ description: 'Stated daily intake, e.g. `4.8 g`; counts before what is printed.' }),
  serving: Size.optional().meta({ description: 'Stated serving, e.g. `2.4 g`.' }),
  container: Size.optional().meta({ description: 'Stated container, e.g. `60 g`.' }),
  as_of: Moment.optional(),
};

interface LawQuery {
  readonly profile?: string | undefined;
  readonly rules?: string | undefined;
  readonly date?: string | undefined;
  readonly intake?: string | undefined;
  readonly serving?: string | undefined;
  readonly container?: string | undefined;
  readonly as_of?: string | undefined;
}

export const idsOf = (text: string): string[] => text.split(',').flatMap(id => (id.trim() === '' ? [] : [id.trim()]));

export function lawChoice({ profile, rules, date, intake, serving, container, as_of: asOf }: LawQuery): LawChoice & { today: string } {
  const stated = Object.fromEntries(Object.entries({ intake, serving, container }).filter(([, size]) => size !== undefined));
  return { rulesets: ruleSetsChosen({ profile, rules }), date, today: new Date().toISOString().slice(0, 10), stated, asOf: momentOf(asOf) };
}

/** Undefined where neither is given. */
export function ruleSetsChosen({ profile, rules }: Pick<LawQuery, 'profile' | 'rules'>): readonly RuleSet[] | undefined {
  if (profile === undefined && rules === undefined) return undefined;
  const named = idsOf(rules ?? '');
  const unknown = named.find(id => !ruleSetById(id));
  if (unknown !== undefined) throw unknownRules(unknown);
  return ruleSetsFor(named, profile === undefined ? undefined : profileById(profile));
}

export function unknownRules(id: string): HttpProblem {
  const message = `there is no rule set ${id}; GET /rules lists them`;
  return new HttpProblem('invalid-parameter', `rules: ${message}`, { errors: [{ name: 'rules', message }] });
}

export const AsOf = Moment;
