/** Invented markets whose truth is known: vendors with their own contamination, who publish selectively, and laboratories that see more or less. */
import { seeded } from '../../src/quality/random.ts';
import type { LotInput, RuleVerdict, ScoresInput, TestInput } from '../../src/quality/scores-input.ts';
import { normalCdf, normalQuantile } from '../../src/quality/special.ts';

export interface SimulatedMarket {
  readonly input: ScoresInput;
  readonly truths: ReadonlyMap<string, Truth>;
}

/** Shares of lots within the yardstick, over metals, pathogens and counts as this vendor tests them. */
export interface Truth {
  readonly kind: 'steady' | 'drifting' | 'switched';
  readonly publishes: 'everything' | 'half of its failures' | 'few of its failures';
  /** Of the lots it would publish on the day of the scores. */
  readonly publishedNow: number;
  /** Of those it has published: the mean of their chances, each lot weighing what it weighs in the score. */
  readonly publishedSoFar: number;
  /** Of all lots it makes on the day of the scores, published or not. */
  readonly made: number;
}

/** Logarithmic levels of contamination. */
interface State {
  readonly lead: number;
  readonly mould: number;
  readonly salmonella: number;
}

interface Panel {
  readonly metals: boolean;
  readonly counts: boolean;
  readonly pathogens: boolean;
}

type Laboratory = 'sharp' | 'blunt' | 'silent';

const MONTHS = 48;
const AS_OF = Date.UTC(2026, 5, 30);
const LIMIT = { lead: Math.log(1.2), mould: Math.log(1e5) };
/** Between lots of one vendor, of the logarithm. */
const SPREAD = { lead: 0.6, mould: 1.2 };
/** What a laboratory can quantify, mg/kg of lead; `silent` prints no limit. */
const LOQ: Record<Laboratory, number> = { sharp: 0.05, blunt: 2, silent: 0.1 };
const TESTED = { metals: 0.9, counts: 0.85, pathogens: 0.8 };
const PUBLISHED = { everything: 1, 'half of its failures': 0.5, 'few of its failures': 0.15 } as const;

export function simulateMarket(seed: string): SimulatedMarket {
  const draw = seeded(seed);
  const truths = new Map<string, Truth>();
  const vendors = Array.from({ length: 30 + Math.floor(draw() * 51) }, (_, i) => {
    const id = `vendor-${i + 1}`;
    const { lots, truth } = simulateVendor(id, draw);
    truths.set(id, truth);
    return { id, name: `Invented vendor ${i + 1}`, sample: false, unlinked: 0, lots };
  });
  return { input: { format: 'leafproof-scores-input', version: 1, model: 'scorecard_v1', asOf: dayOf(0), vendors }, truths };
}

const normal = (draw: () => number): number => normalQuantile(1e-12 + draw() * (1 - 2e-12));

const chosen = <T>(draw: () => number, ...choices: readonly (readonly [share: number, value: T])[]): T => {
  let left = draw();
  for (const [share, value] of choices) {
    left -= share;
    if (left < 0) return value;
  }
  return choices.at(-1)![1];
};

const dayOf = (monthsAgo: number): string => new Date(AS_OF - monthsAgo * 30.4375 * 86_400_000).toISOString().slice(0, 10);

const drawState = (draw: () => number): State => ({
  lead: Math.log(0.45) + 0.5 * normal(draw),
  mould: Math.log(8000) + normal(draw),
  salmonella: draw() < 0.15 ? 0.08 : 0.01,
});

function simulateVendor(id: string, draw: () => number): { lots: LotInput[]; truth: Truth } {
  const kind = chosen<Truth['kind']>(draw, [0.6, 'steady'], [0.25, 'drifting'], [0.15, 'switched']);
  const publishes = chosen<Truth['publishes']>(draw, [0.6, 'everything'], [0.25, 'half of its failures'], [0.15, 'few of its failures']);
  const own = chosen<Laboratory>(draw, [0.7, 'sharp'], [0.2, 'blunt'], [0.1, 'silent']);
  const stateAt = history(kind, draw);
  const since = 6 + draw() * (MONTHS - 6);
  const size = Math.max(1, Math.min(80, Math.round(Math.exp(2.1 + 0.9 * normal(draw)))));
  const lots: LotInput[] = [];
  let [chance, weights] = [0, 0];
  for (let i = 0; i < size; i++) {
    const monthsAgo = draw() * since;
    const laboratory = draw() < 0.8 ? own : chosen<Laboratory>(draw, [0.7, 'sharp'], [0.2, 'blunt'], [0.1, 'silent']);
    const made = makeLot(stateAt(monthsAgo), laboratory, draw);
    if (made.over && draw() >= PUBLISHED[publishes]) continue;
    lots.push(lotOf(`${id}-lot-${i + 1}`, dayOf(monthsAgo), made.verdicts, draw));
    const weight = 2 ** (-monthsAgo / 18);
    chance += weight * publishedShare(stateAt(monthsAgo), publishes);
    weights += weight;
  }
  const now = stateAt(0);
  const publishedNow = publishedShare(now, publishes);
  return {
    lots,
    truth: { kind, publishes, publishedNow, publishedSoFar: weights > 0 ? chance / weights : publishedNow, made: shareWithin(now) },
  };
}

/** Levels by how many months ago. Drifting: a random walk of 0.3 a year on each logarithm. Switched: another supplier, once. */
function history(kind: Truth['kind'], draw: () => number): (monthsAgo: number) => State {
  const first = drawState(draw);
  if (kind === 'steady') return () => first;
  if (kind === 'switched') {
    const [second, at] = [drawState(draw), draw() * MONTHS];
    return monthsAgo => (monthsAgo < at ? second : first);
  }
  const states = [first];
  const step = 0.3 / Math.sqrt(12);
  for (let month = 0; month < MONTHS; month++) {
    const last = states.at(-1)!;
    states.push({ ...last, lead: last.lead + step * normal(draw), mould: last.mould + step * normal(draw) });
  }
  return monthsAgo => states[Math.floor(monthsAgo)]!;
}

const chanceOver = ({ lead, mould, salmonella }: State): Record<keyof Panel, number> => ({
  metals: normalCdf((lead - LIMIT.lead) / SPREAD.lead),
  counts: normalCdf((mould - LIMIT.mould) / SPREAD.mould),
  pathogens: salmonella,
});

/** Over the panels that count overall (metals and one microbial group), each as often as it is chosen. */
function shareWithin(state: State): number {
  const over = chanceOver(state);
  const both = TESTED.counts * TESTED.pathogens * (1 - over.counts) * (1 - over.pathogens);
  const counts = TESTED.counts * (1 - TESTED.pathogens) * (1 - over.counts);
  const pathogens = (1 - TESTED.counts) * TESTED.pathogens * (1 - over.pathogens);
  return ((1 - over.metals) * (both + counts + pathogens)) / (1 - (1 - TESTED.counts) * (1 - TESTED.pathogens));
}

function publishedShare(state: State, publishes: Truth['publishes']): number {
  const within = shareWithin(state);
  return within / (within + PUBLISHED[publishes] * (1 - within));
}

/** `over`: what its maker knows. What the certificate says is up to the laboratory. */
function makeLot(state: State, laboratory: Laboratory, draw: () => number): { verdicts: RuleVerdict[]; over: boolean } {
  const panel: Panel = { metals: draw() < TESTED.metals, counts: draw() < TESTED.counts, pathogens: draw() < TESTED.pathogens };
  const lead = Math.exp(state.lead + SPREAD.lead * normal(draw));
  const mould = Math.exp(state.mould + SPREAD.mould * normal(draw));
  const salmonella = draw() < state.salmonella;
  const over = (panel.metals && lead >= 1.2) || (panel.counts && mould > 1e5) || (panel.pathogens && salmonella);
  const verdicts = [
    ...(panel.metals ? [leadVerdict(lead, laboratory)] : []),
    ...(panel.pathogens ? [{ rule: 'yardstick_v1-05', ...plain(!salmonella), value: salmonella ? 'Present' : 'Absent' }] : []),
    ...(panel.counts ? [{ rule: 'yardstick_v1-08', ...plain(mould <= 1e5), value: `${Math.round(mould)} cfu/g` }] : []),
  ];
  return { verdicts, over };
}

const plain = (within: boolean): Omit<RuleVerdict, 'rule' | 'value'> => ({
  verdict: within ? 'pass' : 'fail',
  detected: !within,
  sees: true,
});

function leadVerdict(lead: number, laboratory: Laboratory): RuleVerdict {
  const rule = 'yardstick_v1-03';
  const detected = lead >= LOQ[laboratory];
  const sees = laboratory === 'silent' ? null : LOQ[laboratory] <= 1.2;
  if (detected) return { rule, verdict: lead < 1.2 ? 'pass' : 'fail', detected, sees, value: `${lead.toPrecision(3)} mg/kg` };
  return { rule, verdict: sees ? 'pass' : 'undecidable', detected, sees, value: 'ND' };
}

function lotOf(id: string, date: string, verdicts: RuleVerdict[], draw: () => number): LotInput {
  const test: TestInput = {
    ...{ id: `${id}-test`, certificate: `${id}-certificate`, date, dateBasis: 'reported', verdicts },
    laboratory: { name: 'Invented laboratory', independent: draw() < 0.9 },
    ...{ original: true, verifiable: false, panel: [], contents: [], claims: [], retest: null },
  };
  return { id, number: id, product: null, form: 'powder', link: 'printed', tests: [test] };
}
