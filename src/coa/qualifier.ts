/** The words that stand in result cells instead of numbers, in the languages met. */
import { remember } from './remember.ts';

export type QualifierWord =
  | 'not_detected'
  | 'not_tested'
  | 'not_reported'
  | 'not_legible'
  | 'present'
  | 'absent'
  | 'trace'
  | 'below_lod'
  | 'below_loq'
  | 'below_reporting_limit'
  | 'above_range';

const LIMIT_LOD = '(?:lod|mdl|dl|detection limit|limit of detection|mez[ei]? detekce|md|ld|nwg|ng|nachweisgrenze)';
const LIMIT_LOQ =
  '(?:l?loq|lloq|loqs|ql|pql|l\\.\\s?[cq]\\.?|quantitation limit|limit of quanti(?:tation|fication)|mez[ei]? stanovitelnosti|ms|lq|lc|bg|bestimmungsgrenze)';
const LIMIT_RL = '(?:rl|mrl|mrdl|reporting limit|crl)';
/** Before a number, in the languages met: `kleiner als 0,01`. */
export const LESS_THAN =
  '(?:less than|below|under|kleiner(?: als| dan)?|weniger als|unter|inf[ée]rieure? à|inferior a|menor (?:que|do que|a)|inferiore a|minore di|minder dan|onder|méně než|menej ako|pod|mniej niż|poniżej|kurang dari|mindre (?:än|end|enn))';
const BELOW = '(?:[<‹]=?|≤|below|less than|under|pod)';

/** In this order: the first that matches the whole text decides. All are tried on lower-case text without diacritics. */
const WORDS: readonly (readonly [QualifierWord, RegExp])[] = [
  [
    'not_tested',
    /^(?:nt|n\.t\.?|not (?:tested|analy[sz]ed|performed|determined|requested)|untested|(?:(?:test|results?|analysis) )?(?:pending|to follow|in progress)|netestovano|nestanoveno|nehodnoceno)$/,
  ],
  ['not_reported', /^(?:|-+|n\/?a|n\.a\.?|nr|n\.r\.?|not (?:reported|applicable|available)|none|null|\.+|\*+|report results|neuvedeno)$/],
  ['not_legible', /^(?:illegible|not legible|unreadable|\?+|necitelne)$/],
  [
    'not_detected',
    /^(?:nd|n\.d\.?|n\/d|non?-?\s?detect(?:ed)?|non?-detectable|not[ -]?detected|no detection|none (?:detected|observed|seen|found|noted)|not (?:observed|seen)|nil|not found|undetected|undetectable|below detection|no (?:analytes?|detectable|residues?|growth|cq|ct|amplification)(?: [a-z ]+)?|nedetekovano|nezjisteno|neprokazano|nenalezeno|nicht (?:nachweisbar|nachgewiesen)|n\.\s?n\.?|nn|no detectad[oa]|non detecte?e?|niet (?:aantoonbaar|aangetoond|aangetroffen)|nie ?wykryto|non rilevat[oa]|nao detectad[oa]|tidak (?:ter(?:deteksi|identifikasi)|ditemukan|dikesan)|tak terdeteksi|ttd\.?|(?:ej|inte|ikke) pavis(?:t|ad|ade|at)|tespit edil(?:e)?medi|saptanmad[iı]|bulunmad[iı]|khong phat hien|ไมพบ|ตรวจไมพบ|未检出|未檢出|不検出|検出せず|불검출)$/,
  ],
  ['below_lod', new RegExp(`^(?:${BELOW}\\s?(?:the )?${LIMIT_LOD}|bdl|bld|b\\.d\\.l\\.?|blod)$`)],
  [
    'below_loq',
    new RegExp(
      `^(?:${BELOW}\\s?(?:the )?${LIMIT_LOQ}|blq|bloq|bql|blloq|b\\.l\\.q\\.?|nq|n\\.q\\.?|n\\/q|not quantifi(?:ed|able)|tidak terkuantifikasi)$`,
    ),
  ],
  ['below_reporting_limit', new RegExp(`^(?:${BELOW}\\s?(?:the )?${LIMIT_RL}|brl)$`)],
  [
    'above_range',
    /^(?:tntc|too numerous to count|numerous|>\s?(?:u?loq|uloq|range|upper limit)|aloq|auloq|over range|nepocitatelne|confluent growth)$/,
  ],
  [
    'trace',
    new RegExp(
      `^(?:traces?|tr\\.?|stopy|spuren|trazas|tracce|sporen|(?:detected|present|traces?)[ ,;(]*${BELOW}\\s?${LIMIT_LOQ}\\)?|${BELOW}\\s?${LIMIT_LOQ}[ ,;(]*(?:detected|present|traces?)\\)?|detected,? not quanti(?:fied|fiable|tated)|dnq)$`,
    ),
  ],
  [
    'absent',
    /^(?:absent|absence|negative|neg\.?|not present|negativni|nepritomn[aoey]?|negativ|negativo|negatif|negatief|tidak ada|ausente|ausencia|abwesend|absente?|assente|assenza|afwezig|nieobecn[aey]|ujemny|absent\/negative|am tinh|阴性|陰性|음성)$/,
  ],
  [
    'present',
    /^(?:present|presence|positive|pos\.?|detected|pozitivni|pritomn[aoey]?|positiv|presente|presencia|presenca|presenza|positivo|positif|positief|terdeteksi|nachgewiesen|vorhanden|prokazano|detectee?|detectad[oa]|rilevat[oa]|aangetoond|aanwezig|wykryto|obecn[aey]|dodatni|growth)$/,
  ],
];

const PORTION =
  /(?:\s*(?:\/|per|in|v|na|dans|en|em|auf|w)\s*|\s+)(?:a\s)?(\d+(?:[.,]\d+)?)\s?(g|gms?|grams?|gramu?|ml|milliliters?)\b\.?(?: sample)?$/;

export interface Qualifier {
  readonly word: QualifierWord;
  /** `25 g`, from `Not detected in 25 g`. */
  readonly testPortion: string | null;
}

/** The qualifier that the whole of a plain, lower-case text is; null when it is none. */
export const readQualifier = remember((lower: string): Qualifier | null => {
  const text = lower.normalize('NFD').replace(/\p{M}+/gu, '');
  const portion = PORTION.exec(text);
  const bare = (portion ? text.slice(0, portion.index) : text).replace(/^[[(]\s*(.*?)\s*[\])]$/, '$1').trim();
  if (portion && bare === '') return null;
  const found = WORDS.find(([, pattern]) => pattern.test(bare));
  if (!found) return null;
  return { word: found[0], testPortion: portion ? portionText(portion[1]!, portion[2]!) : null };
});

const portionText = (amount: string, unit: string): string => `${amount.replace(',', '.')} ${unit.startsWith('m') ? 'mL' : 'g'}`;

/** `25 g` from `in 25 g`, `v 25 g`, `/10 g`, `25 grams`; null when no portion is named. */
export function readTestPortion(printed: string): string | null {
  const found = /(\d+(?:[.,]\d+)?)\s?(g|gms?|grams?|gramu?|ml)\b/i.exec(printed);
  return found ? portionText(found[1]!, found[2]!.toLowerCase()) : null;
}

/** Letters after a number, as American laboratories print them. */
export const FLAG_MEANINGS: Readonly<Record<string, string>> = {
  u: 'not detected at the number printed',
  j: 'estimated, between the detection and the reporting limit',
  i: 'estimated, between the detection and the quantitation limit (Florida)',
  b: 'found in the blank',
  h: 'holding time exceeded',
  e: 'outside the calibrated range',
  q: 'quality control outside its limits',
  r: 'rejected',
};
