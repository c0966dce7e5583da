/** How laboratories spell units, in the languages met. */

const SPELLINGS: Readonly<Record<string, string>> = {
  'wt%': '%',
  '%wt': '%',
  '%w/w': '%',
  'w/w%': '%',
  '%(w/w)': '%',
  '(w/w)%': '%',
  '%m/m': '%',
  '%(m/m)': '%',
  '%b/b': '%',
  '%(b/b)': '%',
  '%hm': '%',
  'hm%': '%',
  'hmotn%': '%',
  '%bywt': '%',
  '%byweight': '%',
  'weight%': '%',
  '%weight': '%',
  'w/w': '%',
  percent: '%',
  pct: '%',
  'g/100g': 'g/100g',
  'mg/100g': 'mg/100g',
  'ppm(w/w)': 'ppm',
  'ppb(w/w)': 'ppb',
  '%w/v': '% w/v',
  'w/v%': '% w/v',
  '%(w/v)': '% w/v',
  '%v/v': '% v/v',
  'v/v%': '% v/v',
  '%(v/v)': '% v/v',
  '%area': '% area',
  'area%': '% area',
  '%ofalkaloids': '% of alkaloids',
  '%oftotalalkaloids': '% of alkaloids',
  '%alkaloids': '% of alkaloids',
  'mg/dl': 'mg/100mL',
  'meqo2/kg': 'meq/kg',
  'mgkoh/g': 'mg KOH/g',
  ntu: 'NTU',
  'us/cm': 'uS/cm',
  'ms/cm': 'mS/cm',
  'ms/m': 'mS/m',
  'bq/kg': 'Bq/kg',
  'bq/g': 'Bq/g',
  'eu/g': 'EU/g',
  'eu/mg': 'EU/mg',
  'eu/ml': 'EU/mL',
  'iu/g': 'IU/g',
  'iu/kg': 'IU/kg',
  'g/cc': 'g/mL',
  'g/cm3': 'g/mL',
  'g/cm^3': 'g/mL',
  aw: 'aw',
  ph: 'pH',
  phunits: 'pH',
  count: 'count',
  counts: 'count',
  pieces: 'count',
  pcs: 'count',
  minutes: 'min',
  mins: 'min',
  ml: 'mL',
  l: 'L',
  '°c': '°C',
  gram: 'g',
  grams: 'g',
  microgram: 'ug',
  micrograms: 'ug',
  milligram: 'mg',
  milligrams: 'mg',
};

const WORDS: readonly (readonly [RegExp, string])[] = [
  [/\bper\b/g, '/'],
  [/(?<=[a-z])\s*[.·∙*]?\s*(kg|g|ml|l)\s*\^?-1$/g, '/$1'],
  [/\b(ktj|kbe|tke|ufc|jtk|kve|kje|cfus|colon(?:y|ies)|koloni)\b/g, 'cfu'],
  [/(?<=\/\s*)\d+(?:[.,]\d+)?\s?(?:g|ml)\s+(?=serv)/g, ''],
  [/\b(servings?|serv|svg|porce)\b/g, 'serving'],
  [/\b(tablets?|tabs?|tbl|tableta|tablette|comprimido|compressa)\b|\bcomprim[ée](?![a-zé])/g, 'tablet'],
  [/\b(capsules?|caps?|kapsle|kapsel|gelule|tobolk[au])\b|\bgélule\b|\b[ck][áa]psula\b/g, 'capsule'],
  [/\b(gummy|gummies)\b/g, 'gummy'],
  [/\b(package|pkg|pack|pouch)\b/g, 'package'],
  [/\b(softgels?)\b/g, 'softgel'],
  [/(?<=\/\s*)(?:can|jar|tube|tin|cartridge)\b/g, 'container'],
  [/(?<=\/\s*)(?:chew|lozenge|cookie|strip|pill)\b/g, 'piece'],
  [/(?<=\/\s*)(?:ct|count)\b/g, 'unit'],
  [/\bunits\b/g, 'unit'],
  [/\b(grams?|gm)\b/g, 'g'],
  [/\bkilograms?\b/g, 'kg'],
  [/\bmilligrams?\b/g, 'mg'],
  [/\b(micrograms?|mcg)\b/g, 'ug'],
  [/\bmilliliters?\b/g, 'ml'],
  [/\bday\b|\bden\b/g, 'day'],
];

/** `v 25 g`, `/10g`: a test portion in the place of a unit. */
export const PORTION = /^(?:\/|v|in|na|auf|en|em|dans|je|pro|w)\s*(\d+(?:[.,]\d+)?)\s*(g|ml)$/;

/** The code of a text without blanks; it may be no code of the table. */
export function codeOf(squeezed: string): string {
  const spelled = Object.hasOwn(SPELLINGS, squeezed) ? (SPELLINGS[squeezed] ?? squeezed) : squeezed;
  const log = /^\(?log(?:10)?\(?(cfu\/(?:g|ml))\)*$/.exec(spelled);
  const code = log
    ? `log ${log[1]}`
    : spelled
        .replace(/^nmp(?=\/)/, 'mpn')
        .replace(/^(cfu|mpn)\/1(g|ml)$/, '$1/$2')
        .replace(/^(.*)\/ea(ch)?$/, '$1/unit');
  return code.replace(/cfu/, 'CFU').replace(/mpn/, 'MPN').replace(/ml\b/, 'mL').replace(/\/l$/, '/L');
}

/** Lower case, spelled-out words shortened. */
export function plainUnit(printed: string): string {
  const text = printed
    .replace(/[μµ]/g, 'u')
    .normalize('NFKC')
    .toLowerCase()
    .replace(/μ/g, 'u')
    .replace(/⁻¹|\^\(-1\)/g, '^-1')
    .replace(/[‐-―−]/g, '-')
    .replace(/^[[({]\s*(.*?)\s*[\])}]$/, '$1')
    .replace(/_\d*$|[._]+$/g, '')
    .replace(/\s+/g, ' ')
    .trim();
  return WORDS.reduce((current, [from, to]) => current.replace(from, to), text).trim();
}
