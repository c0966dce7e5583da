/** Walking page by page while others write: what is there throughout is seen exactly once. */
import fc from 'fast-check';
import { loadSynthetic } from '../../bench/synthetic.ts';
import type { Filter } from '../../src/query/filter.ts';
import { parseFilter } from '../../src/query/parse.ts';
import type { Paging } from '../../src/store/cursor.ts';
import type { SqlEntityManager } from '../../src/store/sql.ts';
import type { Slice } from '../../src/store/views.ts';
import {
  certificatesMeeting,
  laboratoriesMeeting,
  lotsMeeting,
  type Meeting,
  resultsMeeting,
  vendorsMeeting,
} from '../../src/store/walk.ts';
import { onPostgres, openTestStore, type TestStore } from '../database.ts';

let store: TestStore;
let loaded = 16;

beforeAll(async () => {
  store = await openTestStore();
  await loadSynthetic(store, loaded);
}, 60_000);
afterAll(() => store.close());

type Walk = (em: SqlEntityManager, asked: Meeting, paging: Paging) => Promise<Slice<{ readonly id: string }>>;
const WALKS: Readonly<Record<string, Walk>> = {
  results: resultsMeeting,
  lots: lotsMeeting,
  certificates: certificatesMeeting,
  vendors: vendorsMeeting,
  laboratories: laboratoriesMeeting,
};
const FILTERS = [
  'analyte:lead',
  'analyte:lead and possibly > 0.3 mg/kg',
  'panel:metals,microbes and not kind:not_detected',
  'form:powder or form:missing',
  'has(analyte:lead and certainly > 0.2 mg/kg) and analyte:mitragynine',
  'reported >= 2023 and loq:missing',
];
const WRITES = ['add', 'date', 'withdraw', 'restore', 'supersede', 'rename'] as const;

/** What people and programs do while somebody pages. */
async function write(kind: (typeof WRITES)[number], pick: number): Promise<void> {
  const em = store.em();
  if (kind === 'add') {
    // both certificates of a lot
    await loadSynthetic(store, 2, { first: loaded, keepStatistics: true });
    loaded += 2;
    return;
  }
  const version = `select id from certificate_version order by id limit 1 offset ${pick % 16}`;
  const statements = {
    date: `update certificate_version set dated_on = dated_on + ${(pick % 900) - 450} where id in (${version})`,
    withdraw: `update certificate_version set state = 'needs-review' where id in (${version})`,
    restore: `update certificate_version set state = 'public'`,
    supersede: `update result set superseded_at = now() where id in (select id from result where superseded_at is null order by id desc limit 1 offset ${pick % 40})`,
    rename: `update organization set folded = 'renamed ${pick}' where id in (select id from organization order by id limit 1 offset ${pick % 52})`,
  };
  await em.execute(statements[kind]);
}

async function everything(walk: Walk, filter: Filter): Promise<Set<string>> {
  return new Set((await walk(store.em(), { filter }, { limit: 10_000 })).items.map(({ id }) => id));
}

test('each thing that meets the filter throughout a walk is seen exactly once, whatever is written meanwhile', async () => {
  const steps = fc.array(fc.tuple(fc.constantFrom(...WRITES), fc.nat(1000)), { maxLength: 6 });
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...Object.keys(WALKS)),
      fc.constantFrom(...FILTERS),
      fc.integer({ min: 1, max: 9 }),
      steps,
      async (thing, text, size, writes) => {
        const [walk, filter] = [WALKS[thing]!, parseFilter(text)];
        const limit = thing === 'results' ? size * 5 : size;
        let throughout = await everything(walk, filter);
        const seen: string[] = [];
        const waiting = [...writes];
        let cursor: string | null = null;
        do {
          const page: Slice<{ readonly id: string }> = await walk(store.em(), { filter }, { limit, cursor });
          seen.push(...page.items.map(({ id }) => id));
          cursor = page.next;
          const next = waiting.shift();
          if (next) {
            await write(...next);
            const still = await everything(walk, filter);
            throughout = new Set([...throughout].filter(id => still.has(id)));
          }
        } while (cursor !== null);
        expect(new Set(seen).size).toBe(seen.length);
        expect([...throughout].filter(id => !seen.includes(id))).toEqual([]);
      },
    ),
    { numRuns: onPostgres ? 40 : 12 },
  );
}, 120_000);
