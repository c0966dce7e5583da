/** Which panel a table belongs to, and which tables are none of the sample's: quality control, recoveries, blanks. */
import { analyteById, matchAnalyte } from '../../src/coa/analyte.ts';
import type { Panel } from '../../src/coa/transcript.ts';
import { parseUnit } from '../../src/coa/unit.ts';
import { tidy } from './cell.ts';
import { knownAnalyte, SYMBOL } from './names.ts';

const TITLES: readonly (readonly [Panel, RegExp])[] = [
  ['alkaloids', /kratom|alkaloid|mitragyn|mgm-?1\d|aktivn[ií] l[aá]tky|7-?oh\b|kava(?:lactone)?|active (?:compounds?|ingredients?)/],
  ['cannabinoids', /cannabinoid|potency|kanabinoid/],
  ['terpenes', /terpen/],
  ['mycotoxins', /mycotoxin|mykotoxin|aflatoxin|ochratoxin|micotoxin/],
  [
    'metals',
    /heavy metal|metals?\b|t[eě][zž]k[eé] kovy|miner[aá]ln[ií] l[aá]tky|minerals?\b|elemental|\b[eé]l[eé]ment(?:e|s|i|os)\b|schwermetall|metales|metaux|m[eé]taux|metalli|metale/,
  ],
  ['microbes', /microb|mikrob|patogen|pathogen|yeast|mold|aspergillus|salmonella|keimzahl|mikro|bacteri|cfu\/g|kvasin/],
  ['pesticides', /pesticid|pestizid|agricultural|herbicid|fungicid|insekticid/],
  ['solvents', /solvent|rozpou[sš]t[eě]d|volatile organic|\bvocs?\b|l[oö]sungsmittel|solvant|disolvente/],
  ['moisture', /moisture|water activity|vlhkost|aktivita vody|loss on drying|feuchte|humedad|humidit/],
  ['foreign_matter', /foreign|filth|extraneous|fremdstoff|mate?ri?a extra/],
];

const QUALITY_CONTROL =
  /\b(?:recover(?:y|ies)|spiked?|matrix spike|method blank|blank|(?<!\bin )duplicate(?! (?:digestion|determination|injection|measurement|preparation|portion)s?\b)|rpd|rsd|quality control(?! (?:department|dept|division|section|unit|lab|manager|officer|head|chemist|analyst|team|cell))|qa ?\/ ?qc|qc (?:results?|data|report|sample)|lab(?:oratory)? control|control sample|lcs|calibration|surrogate|internal standard|(?:prepared|expected|theoretical|nominal|spiked)(?: analyte)? (?:conc\.?|concentrations?|values?|results?|(?<!theoretical )levels?)|positive control|negative control|výtěžnost|wiederfindung)\b/i;

/** `CERTIFICAT D'ANALYSE N° LCS-24-0912`: the number of the report, whatever its letters stand for elsewhere. */
const NAMES_REPORT = /^(?:certifi\p{L}*|zertifikat|(?:test |analytical )?report|rapport\p{L}*|informe|prüfbericht|protokol)(?!\p{L})/iu;
const CODE = /(?<![\p{L}\d])\p{Lu}{2,4}(?:[-/]\d+)+/gu;

/** The title of a table of the laboratory's own controls. */
export const titlesControls = (text: string): boolean => isQualityControl(NAMES_REPORT.test(text) ? text.replace(CODE, '') : text);

export const isQualityControl = (text: string): boolean => QUALITY_CONTROL.test(tidy(text));

/** What a blank, a duplicate or a recovery beside the results of a sample is headed. */
const BESIDE_RESULTS =
  /\b(?:(?:positive|negative) controls?|blanks?|duplicates?|dup|rpd|rsd|(?:spike |surrogate |matrix |lcs |qc |average |mean |% ?)?recover(?:y|ies)|(?:% ?|spike |surr\.? |surrogate |matrix )rec|lcs|blindwert|wiederfindung|výtěžnost)\b|% ?spike\b|\bspike ?%/i;
/** Amounts that were put in: the results beside them are those of a control. */
const PUT_IN =
  /\b(?:(?:spike|amount|conc\w*|level) (?:added|level|amount|conc\w*)|spiked|added|true value|certified|expected|nominal|theoretical|source|prepared|target value)\b/i;

/** A heading of what was put into a control. */
export const isPutIn = (heading: string): boolean => PUT_IN.test(tidy(heading));

/** A heading of quality control that may stand beside the results of a sample. */
export const isControlBeside = (heading: string): boolean => BESIDE_RESULTS.test(tidy(heading)) && !PUT_IN.test(tidy(heading));

/** Of columns that control the results, only a blank, and what a control gave, say nothing of whose results they are. */
export const isBlank = (heading: string): boolean =>
  /\b(?:blanks?|blindwert|blanco|(?:positive|negative) controls?)\b/i.test(tidy(heading));

/** `Found (mg/capsule)`, `mg per tablet`: of what is sold, so that a recovery beside it is of what the label claims. */
export const isOfUnit = (heading: string): boolean =>
  /(?:\/|\bper )\s?(?:unit|piece|pc|cap(?:sule)?|tab(?:let)?|softgel|gumm(?:y|ies)|serving|container|package|pkg|pack(?:et)?|bottle|bar|lozenge|dose|stick|scoop)s?\b/i.test(
    tidy(heading),
  );

/** What a label claims, and how much of it was found, is headed so; what was added to a spike may be too. */
export const isOfClaim = (heading: string): boolean =>
  /\b(?:expected|theoretical|nominal|rec(?:over(?:y|ed))?)\b/i.test(tidy(heading)) &&
  !/\b(?:spike[ds]?|surrogate|matrix|lcsd?|qc|added)\b/i.test(heading);

/** How far the runs of the sample itself differ. */
export const isSpread = (heading: string): boolean => /^%?\s?rsd\b/i.test(tidy(heading));

const PANEL_NAME =
  /^(?:total )?(?:microbials?|microbiolog\w*|microbes|pathogen\w*|pesticides?|heavy metals?|metals|mycotoxins?|(?:residual )?solvents?|terpen(?:e|oid)s?|cannabinoids?|alkaloids?|potency|foreign (?:materials?|matter)|filth(?: (?:and|&) foreign (?:materials?|matter))?|moisture|water activity|other analyses|homogeneity|identity|label claim)(?: (?:tests?|testing|screen|analysis|analyses|results?|panel|profile|content|residues?|contaminants?|summary))*$/i;

/** `Heavy Metals`, `Microbial Screen`: the name of a panel, not of an analyte. */
export const isPanelName = (text: string): boolean => PANEL_NAME.test(tidy(text));

/** The panel a title names; null when it names none. */
export function panelOfTitle(text: string): Panel | null {
  const s = tidy(text).toLowerCase();
  return TITLES.find(([, pattern]) => pattern.test(s))?.[0] ?? null;
}

/** The panel to which at least half of the analytes belong, or `least` of them. */
export function panelOfAnalytes(names: readonly string[], least = 0.5): Panel | null {
  const votes = new Map<Panel, number>();
  for (const name of names) {
    const match = matchAnalyte(name);
    const panel = match && analyteById(match.id)?.panel;
    if (panel) votes.set(panel, (votes.get(panel) ?? 0) + 1);
  }
  const [first] = [...votes].sort((a, b) => b[1] - a[1]);
  return first && first[1] >= least * names.length ? first[0] : null;
}

/**
 * Of the table, unless the dictionary knows the analyte for another one's; in a table of several panels, of what it is most like, or its unit says.
 * There `As` is arsenic, and `Heavy Metals` with a limit all of them together.
 */
export function panelOfRow(
  name: string,
  { panel: table, mixed }: { readonly panel: Panel; readonly mixed: boolean },
  { unit = '', isLimited }: { readonly unit?: string | undefined; readonly isLimited: boolean },
): Panel {
  const dimension = (): string => parseUnit(unit)?.dimension ?? '';
  // no microbe is weighed, and the least of one that is allowed would be read as what fails
  const rest = (): Panel => (table === 'microbes' && dimension() === 'mass_fraction' ? 'other' : table);
  if (mixed && SYMBOL.test(name)) return 'metals';
  if (mixed && isLimited && isPanelName(name)) return panelOfTitle(name) ?? table;
  if (mixed) return panelOfAnalytes([name]) ?? (/^(?:cfu|mpn)_/.test(dimension()) ? 'microbes' : rest());
  const own = knownAnalyte(name)?.panel;
  return own !== undefined && own !== 'other' ? own : rest();
}
