/** Every sentence about scorecards, apart from the markup. All of them are about published lots. */
import type { HazardGroup, PanelItem } from '../../quality/hazard.ts';
import type { Failure, LabelPart, SafetyPart } from '../../quality/scorecard-shape.ts';
import { limitWords, subjectWords } from './verdict-words.ts';
import { count } from './words.ts';
import { ruleOfYardstick } from './yardstick-rules.ts';

export const PARTS = ['safety', 'coverage', 'consistency', 'openness'] as const;
export type PartName = (typeof PARTS)[number];

export const PART_WORDS: Readonly<Record<PartName, { readonly title: string; readonly what: string }>> = {
  safety: { title: 'Safety record', what: 'Share of published lots within the comparison limits. More is better.' },
  coverage: { title: 'Coverage', what: 'How much of what a careful buyer needs was tested. More is better.' },
  consistency: { title: 'Consistency', what: 'How far mitragynine differs from lot to lot. Less is steadier.' },
  openness: { title: 'Openness', what: 'How much can be checked by anyone. It says nothing about safety.' },
};

export const GROUP_WORDS: Readonly<Record<HazardGroup, { readonly title: string; readonly what: string }>> = {
  metals: { title: 'Heavy metals', what: 'arsenic, cadmium, lead, mercury' },
  pathogens: { title: 'Germs that make ill', what: 'Salmonella, E. coli' },
  microbial_counts: { title: 'Counts of microbes', what: 'bacteria, yeast, mould, coliforms' },
  solvents: { title: 'Residual solvents', what: 'of extracts only' },
  alkaloids: { title: '7-OH and synthetic alkaloids', what: '7-hydroxymitragynine, pseudoindoxyl, MGM-15, MGM-16' },
};

export const ITEM_WORDS: Readonly<Record<PanelItem, string>> = {
  alkaloids: 'alkaloids',
  arsenic: 'arsenic',
  cadmium: 'cadmium',
  lead: 'lead',
  mercury: 'mercury',
  salmonella: 'Salmonella',
  e_coli: 'E. coli',
  counts: 'counts of microbes',
  solvents: 'solvents',
};

export const PUBLISHED_ONLY =
  'All of this is about published lots. Vendors and shops choose which certificates they publish, and nobody can see what was left out.';

export const YARDSTICK_SENTENCE =
  'To compare vendors, every lot is held against one list of limits, the scoring yardstick. It is not a law, and being within it does not mean that a lot is free of risk.';

/** Beside lots over limits of law, whose number may differ from that of the scorecard. */
export const NOT_THE_SCORECARD =
  'Limits of law and of published standards, as in force on the day of each report. The scorecard compares all vendors by one list of its own, so a lot may be over a limit here and within the list there, or the other way round.';

/** Above what was tested of each lot. */
export const BY_COMPARISON_LIMITS = '“Within” and “over” are said of the comparison limits of the scorecard, which are not a law.';

export const FEW_LOTS_SENTENCE = 'Few lots.';

/** `0.9312` → `93 %`. What is not all or nothing never reads as if it were. */
export function percent(share: string): string {
  const value = Number(share) * 100;
  if (value < 100 && value >= 99.5) return 'over 99\u00a0%';
  if (value > 0 && value < 0.5) return 'under 1\u00a0%';
  return `${Math.round(value)}\u00a0%`;
}

/** `81 to 99 %`. */
export function percentRange(lower: string, upper: string): string {
  const [from, to] = [percent(lower), percent(upper)];
  if (from === to) return from;
  return /^\d/.test(from) && /^\d/.test(to) ? `${from.replace('\u00a0%', '')} to ${to}` : `${from} to ${to}`;
}

/** The model's reason with what it means for a reader. */
export const notScored = (reason: string | null): string => (reason === null ? 'not scored' : `not scored: ${reason}`);

/** What the safety record comes to, in plain words. */
export function safetySentence(safety: SafetyPart): string {
  if (safety.status === 'not_scored' || safety.lower === null || safety.upper === null) {
    if (safety.tested.lots === 0)
      return 'No published lot was tested for both heavy metals and microbes, so there is no safety record to show.';
    return `There is no safety record yet: it needs three published lots that could be judged, and there ${safety.lots === 1 ? 'is' : 'are'} ${safety.lots === 0 ? 'none' : safety.lots}.`;
  }
  const over = safety.failed === 0 ? 'none was over one' : `${safety.failed} ${safety.failed === 1 ? 'was' : 'were'} over one`;
  return `Of ${count(safety.lots, 'published lot')} that could be judged, ${safety.passed === 0 ? 'none' : safety.passed} stayed within every comparison limit tested and ${over}.`;
}

/** What the interval means. */
export function intervalSentence({ lower, upper, fewLots, lots }: SafetyPart): string | null {
  if (lower === null || upper === null) return null;
  const rough = fewLots ? ` With only ${lots} lots this is a rough picture.` : '';
  return `From these lots, the share within the limits is most likely ${percentRange(lower, upper)}.${rough}`;
}

/** `lead over the limit of 1.2 mg/kg`, `Salmonella found`. */
export function failureWords({ rule: id, kind }: Pick<Failure, 'rule' | 'kind'>): string {
  const rule = ruleOfYardstick(id);
  if (rule === undefined) return id;
  const subject = subjectWords(rule.analyte);
  return kind === 'limit' ? `${subject} over the comparison limit (${limitWords(rule)})` : `${subject} found`;
}

export const OPENNESS_WORDS = {
  certificate: 'with a certificate on file',
  lotNumber: 'with a printed lot number',
  independentLaboratory: 'tested by a named independent laboratory',
  verifiable: 'with a verification link or a valid signature',
} as const;

export function labelSentence({ claims, within, outside, open, ratio }: LabelPart): string {
  if (claims === 0) return 'No label claim could be held against a measured amount.';
  const median = ratio === null ? '' : ` Typically ${percent(ratio)} of the claim was measured.`;
  return `Of ${count(claims, 'label claim')}, ${within} measured within 90 to 110\u00a0% of the claim, ${outside} outside${open > 0 ? `, ${open} cannot be told` : ''}.${median}`;
}

export const TIE_SENTENCE =
  'Vendors of one group are not told apart by the data: their intervals overlap. Groups are ordered by what is surely reached, the lower end of the interval.';

export const NOT_KNOWN = [
  'Lots whose certificates were never published.',
  'Whether the bag in the shop holds what the laboratory was sent.',
  'Substances that were not tested for.',
] as const;
