/** Results counted by what they have in common, with statistics for values below limits. */
import { z } from 'zod';
import { METHODS } from '../../quality/censored.ts';
import { GROUP_KEYS, type GroupKey, groupResults, type ResultGroup } from '../../store/groups.ts';
import { HttpProblem } from '../errors.ts';
import type { Route } from '../route.ts';
import { FilterText } from './filter.ts';
import { idsOf } from './law.ts';
import { listRoutes } from './list.ts';
import { Count, Flag, name, type Shown, Text, Words } from './schema.ts';
import { analysisShape, presentAnalysis } from './statistics.ts';

const GroupSchema = name(
  'ResultGroup',
  z.object({
    key: z
      .partialRecord(z.enum(GROUP_KEYS as [GroupKey, ...GroupKey[]]), Text.nullable())
      .meta({ description: 'Null where it is not known.' }),
    results: Count,
    samples: Count,
    measured: Count.meta({ description: 'Of `results`, those with a number.' }),
    censored: Count.meta({ description: 'Of `results`, those only known between bounds.' }),
    statistics: z
      .object({ unit: Text.nullable(), basis: Text.nullable(), ...analysisShape })
      .nullable()
      .meta({ description: 'One value a sample, of one unit and the most frequent basis; null where not asked for.' }),
  }),
  'Results that have something in common.',
  { key: { analyte: 'lead', vendor: 'green-leaf' }, results: 12, samples: 12, measured: 9, censored: 3, statistics: null },
);

function refused(parameter: string, message: string): HttpProblem {
  return new HttpProblem('invalid-parameter', `${parameter}: ${message}`, {
    errors: [{ name: parameter, message, accepted: parameter === 'group_by' ? GROUP_KEYS : METHODS }],
  });
}

function present({ statistics, ...group }: ResultGroup, methods: readonly string[]): Shown<typeof GroupSchema> {
  if (statistics === null) return { ...group, statistics: null };
  const analysis = presentAnalysis(statistics);
  const wanted = <T extends object>(of: T): T => Object.fromEntries(Object.entries(of).filter(([method]) => methods.includes(method))) as T;
  const { unit, basis } = statistics;
  return { ...group, statistics: { unit, basis, ...analysis, methods: wanted(analysis.methods), refused: wanted(analysis.refused) } };
}

export const groupRoutes: readonly Route[] = listRoutes({
  path: '/results/groups',
  operationId: 'groupResults',
  tag: 'Results',
  summary: 'Results that meet a filter, counted by what they have in common',
  description:
    'In the order of the keys. `stats` adds estimates made for values below limits (docs/statistics.md), with refusals where there are too few; it needs `analyte` among the keys, and takes 30 groups a page.',
  filter: {
    group_by: Words(200).meta({ description: `One or more of ${GROUP_KEYS.join(', ')}, with commas.` }),
    stats: Words(200)
      .optional()
      .meta({ description: `\`all\`, or some of ${METHODS.join(', ')}, with commas.` }),
    filter: FilterText.optional(),
    samples: Flag.meta({ description: '`true`: of the invented sample data alone; else of real data alone. They are never mixed.' }),
  },
  schemaName: 'ResultGroupList',
  item: GroupSchema,
  columns: [
    ...GROUP_KEYS.map(key => ({ name: key, value: (group: Shown<typeof GroupSchema>) => group.key[key] })),
    ...(['results', 'samples', 'measured', 'censored'] as const),
  ],
  async fetch({ store }, { group_by, stats, filter, samples }, page) {
    const by = [...new Set(idsOf(group_by))] as GroupKey[];
    const unknown = by.find(key => !GROUP_KEYS.includes(key));
    if (unknown !== undefined || by.length === 0) throw refused('group_by', `there is no key “${unknown ?? ''}”`);
    const methods = stats === undefined ? [] : stats === 'all' ? METHODS : idsOf(stats);
    const strange = methods.find(method => !(METHODS as readonly string[]).includes(method));
    if (strange !== undefined) throw refused('stats', `there is no method “${strange}”`);
    if (methods.length > 0 && !by.includes('analyte'))
      throw refused('group_by', 'needs `analyte`: values of different analytes are never put together');
    const limit = methods.length > 0 ? Math.min(page.limit, 30) : page.limit;
    const found = await groupResults(
      store.em(),
      { filter: filter?.filter, samples, by, statistics: methods.length > 0 },
      { ...page, limit },
    );
    return { ...found, items: found.items.map(group => ({ group, methods })) };
  },
  present: ({ group, methods }) => present(group, methods),
});
