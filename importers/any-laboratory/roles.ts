/** What a column is for: told by its header in several languages, checked against what stands in it. */
import { remember } from '../../src/coa/remember.ts';
import { type CellKind, isUnit, tidy, unitsIn } from './cell.ts';
import { NOT_KEPT, OF_QUALIFIERS } from './other-headings.ts';

export type ColumnRole =
  | 'name'
  | 'value'
  | 'unit'
  | 'lod'
  | 'loq'
  | 'lod-loq'
  | 'reporting-limit'
  | 'limit'
  | 'verdict'
  | 'uncertainty'
  | 'method'
  | 'note'
  /** Dilution, dates, analysts, sample numbers, label claims: not kept. */
  | 'other';

export interface HeaderWord {
  readonly pattern: RegExp;
  readonly role: ColumnRole;
}

/** In order of precedence: `Detection limit` is an LOD before it is a limit, `Hodnocení výsledků` a verdict before it is a result. */
const HEADER_WORDS: readonly HeaderWord[] = [
  ...NOT_KEPT.map((pattern): HeaderWord => ({ pattern, role: 'other' })),
  { role: 'note', pattern: OF_QUALIFIERS },
  // two-line headings, the upper line a title over several columns
  { role: 'value', pattern: /^(?:batch|lot|sample)(?: analysis| test)? results?$/ },
  { role: 'unit', pattern: /^(?:spec(?:ification)?s?|limits?|results?|reporting|conc(?:entration)?\.?) units?(?: of measure)?$/ },
  // `Results Lot 24-101`
  { role: 'value', pattern: /^(?:test )?results?,? (?:for |of )?(?:this )?(?:lot|batch|sample)\b(?! ?(?:no|nr|#|id|number|size|date)\b)/ },
  // `Lot A-101 Result`
  { role: 'value', pattern: /^(?:lot|batch|sample) (?=\S*\d)\S+ results?$/ },
  // beside `Our limit` and `Result`, under which the verdict stands
  { role: 'value', pattern: /^(?:this|your|current) (?:batch|lot|sample|product)$/ },
  // what a label promises and what is demanded in one column
  {
    role: 'limit',
    pattern:
      /^(?:label )?claims? ?(?:\/|or|&|and) ?spec(?:ification)?s?\.?$|^spec(?:ification)?s?\.? ?(?:\/|or|&|and) ?(?:label )?claims?$/,
  },
  { role: 'value', pattern: /^(?:test )?results?,? (?:with|w\/|and|&) units?$/ },
  // `Wynik badania ± niepewność`, `Valore / Incertezza`: a result and its uncertainty in one cell
  {
    role: 'value',
    pattern:
      /^(?:test )?(?:results?|ergebnis(?:se)?|messwert|resultat\p{L}{0,3}|risultat[oi]|wynik|vysledek|hasil|valore|valor|valeur)\b[^±+]{0,24}(?:±|\+\/-|[/(&+] ?(?:uncert|unsicherheit|messunsicherheit|incert|niepewn|nejistot|onzekerheid))/u,
  },
  // the law's maximum of a residue, unlike the laboratory's own `MRL`
  {
    role: 'limit',
    pattern:
      /\b(?:eu|ec|uk|codex|legal|statutory|wettelijke|tolerance)\b.{0,12}\bmrls?\b|\bmrls?\b.{0,12}\b(?:eu|ec|uk|codex|reg\w*|396|2005)\b|^max\w*\.? residue l/,
  },
  // `Valor de referência`, which is no method, as `Reference` is
  {
    role: 'limit',
    pattern:
      /^(?:reference (?:values?|ranges?|levels?)|valor(?:es)? (?:de referencia|limites?|max\w*\.?)|valeurs? (?:de reference|limites?|max\w*\.?)|valori? (?:di riferimento|limite|mass\w*)|referenz(?:werte?|bereiche?)|referentiewaarden?)$/,
  },
  { role: 'other', pattern: /^(?:\d\d ?% )?(?:ci|confidence (?:interval|limits?|range))(?: ?[([].*)?$/ },
  {
    role: 'limit',
    pattern:
      /^allow(?:ed|able)\b|^(?:spec(?:ification)?s?|limits?|requirements?|acceptance criteria) ?\((?:test )?(?:reference|method)s?\)$/,
  },
  // of drinking water: maximum acceptable concentration
  { role: 'limit', pattern: /^i?mac(?: ?[([].*)?$/ },
  // which laboratory of several measured it, and whether it is accredited for that
  { role: 'other', pattern: /^(?:lab(?:or(?:atory)?)?|site|ukas|akkr?\.?|akkreditiert|accredited)$/ },
  // Thai, whose marks over and under the letters are taken off as those of all scripts are
  { role: 'value', pattern: /^ผล(?:การ)?(?:ทดสอบ|วเคราะห)$/ },
  { role: 'name', pattern: /^รายการ(?:ทดสอบ|วเคราะห)$|^พารามเตอร$/ },
  { role: 'unit', pattern: /^หนวย$/ },
  { role: 'limit', pattern: /^(?:เกณฑ|คา)(?:กาหนด|มาตรฐาน)?$/ },
  { role: 'method', pattern: /^วธ(?:การ)?(?:ทดสอบ|วเคราะห)$/ },
  { role: 'other', pattern: /^ลาดบ(?:ท)?$/ },
  // Chinese
  { role: 'value', pattern: /^(?:检[验测]|檢[驗測]|分析|测试|测定|实测)?(?:结果|結果)$|^(?:实测|检测)值$/ },
  { role: 'name', pattern: /^(?:检[验测]|檢[驗測]|分析|测试)?(?:项目|項目)(?:名称)?$/ },
  { role: 'unit', pattern: /^(?:计量)?(?:单位|單位)$/ },
  { role: 'limit', pattern: /^(?:质量|标准|限量|技术|內控|内控)?(?:标准|標準|规定|要求|指标|限量|限值|限度)(?:规定|要求|限值|值)?$/ },
  { role: 'method', pattern: /^(?:检[验测]|檢[驗測]|分析|测试|试验)?(?:方法|依据)$/ },
  { role: 'verdict', pattern: /^(?:单项)?(?:结论|判定|评价)$/ },
  { role: 'lod', pattern: /^(?:方法)?检出限$/ },
  { role: 'loq', pattern: /^(?:方法)?定量限$/ },
  { role: 'other', pattern: /^序号$/ },
  // German: what should be and what is
  { role: 'limit', pattern: /^soll(?:-?werte?)?$/ },
  { role: 'value', pattern: /^ist(?:-?werte?)?$/ },
  // of suppliers who have their sheets translated
  {
    role: 'name',
    pattern:
      /^(?:le point|(?:l['’ ]?)?articles?|(?:el )?articulos?|(?:el |los )?elementos?(?: de (?:la )?prueba)?|(?:pruf)?merkmale?|pruebas?)$/,
  },
  { role: 'note', pattern: /^risk(?: level| rating)?$/ },
  { role: 'verdict', pattern: /^fail ?\/ ?pass$/ },
  // a determination and its repetition
  { role: 'value', pattern: /^simplo$/ },
  { role: 'other', pattern: /^(?:duplo|triplo)$/ },
  // beside what was found in the sample: what should be in it, is in others, or was measured on the way
  {
    role: 'other',
    pattern:
      /^(?:theoretical|expected|nominal)(?: (?:values?|amounts?|contents?|levels?|results?))?(?: ?[([].*)?$|^% ?(?:of )?(?:theoretical|expected|nominal)\b|^(?:industry|market|national|historical|typical|database|global|library|category) (?:averages?|avg\.?|means?|values?|results?)\b|^(?:std|standard|calibrat\w+|spiked?)\.? (?:amounts?|conc(?:entration|\.)?)|^(?:raw|instrument|on-?column|uncorrected) (?:results?|values?|readings?|conc(?:entration|\.)?)\b/,
  },
  { role: 'other', pattern: /^(?:results?|values?) ?(?:\+|-|plus|minus) ?(?:mu|u|uncertainty)\b|^typical$/ },
  // promised on the label; the upper end of what the instrument measures; of the specimen, and of the run
  {
    role: 'other',
    pattern: /^(?:label(?:l?ed)?|declared) (?:amount|value|content|potency|strength)\b|^declared$|^(?:uloq|upper limit of quanti\w*)\b/,
  },
  { role: 'other', pattern: /^(?:(?:report|sample) )?matrix$|^basis$|^(?:seq(?:uence)?|run)\.?(?: (?:no\.?|#|id))?$|^s\.? ?no\.?$/ },
  // `CA Prop 65 (µg/day)`, `USP <232> Oral (µg/g)`
  {
    role: 'limit',
    pattern:
      /\bprop(?:osition|\.)? ?65\b|^(?:usp|ich|eu|who|efsa|ahpa|codex)(?: (?:<\d+>|q3d|\d{2,4}\/\d+))?(?: (?:oral|parenteral|inhalation|pde|class \w+))* ?(?:[([]|(?:[µmu]?g\/(?:kg|g|day|d)|pp[mb])$)|^eu \d{4}\/\d{2,4}$/,
  },
  // beside the results, what a control gave
  { role: 'other', pattern: /^(?:positive|negative|pos\.?|neg\.?) controls?$/ },
  { role: 'value', pattern: /^(?:weight )?percent(?:age)?$/ },
  // of one kind of analytes only
  {
    role: 'name',
    pattern: /^(?:kavalactones?|nutrients?|allergens?|minerals?|vitamins?|actives?|(?:fatty|amino|organic) acids?|flavonoids?|phenolics?)$/,
  },
  // what a PCR panel looks for
  { role: 'name', pattern: /^targets?(?: (?:organism|analyte|gene))?s?$/ },
  // quality control beside the results
  {
    role: 'other',
    pattern:
      /^(?:(?:method|reagent|procedural?|process|lab(?:oratory)?|prep(?:aration)?|extraction) )?blanks?\b|\b(?:duplicates?|dup\.?|rpd|%? ?rec(?:over(?:y|ies))?|lcsd?|spike[ds]?|surrogates?|wiederfindung|vyteznost|recuperacion|blindwert|blanco|doppelbestimmung)\b/,
  },
  {
    role: 'limit',
    pattern:
      /^(?:spec(?:ification)?s?\.? )?(?:n[lm]t|not (?:less|more) than|[lu]sl|(?:lower|upper)(?: spec(?:ification)?)?(?: limit)?|low|high)\.?$/,
  },
  {
    role: 'lod-loq',
    pattern:
      /\bl\.?o\.?d\.?s?\s*(?:[/&,|(]|or\b|and\b)\s*l?l\.?o\.?q\b|\bl\.?o\.?q\.?s?\s*(?:[/&,|(]|or\b|and\b)\s*l\.?o\.?d\b|\b(?:mdl|dl|lod)\s*[/&,|]\s*(?:pql|loq|rl|mql|mrl)\b|\bnwg\s*[/&,|]\s*bg\b|\bng\s*[/&,|]\s*bg\b|\bnachweis\p{L}*\s*[-/&]+\s*(?:und |& )?bestimmungsgrenze\b/u,
  },
  {
    role: 'other',
    // `Average of last 5 lots`, `Reference material (%)`, `Control result`: beside the sample, and none of its results
    pattern:
      /\b(?:average|mean) of (?:the )?(?:last|past|previous|prior)\b|\breference (?:material|standard|sample)\b|^control (?:results?|samples?|values?|lots?)\b/,
  },
  {
    role: 'value',
    pattern: /^(?:this|current|present) (?:lot|batch|sample)\b(?! (?:id|no|number|#))/,
  },
  {
    role: 'other',
    pattern:
      /\b(?:label claim|claim|% ?(?:of )?(?:label|var|lc|recovery)|label var|dil(?:n|ution|\.)?(?: factor)?|df|theoretical levels?|datafile|data file|analyst|tech(?:nician)?|prep(?:ared|aration)?(?: (?:date|batch|id))?|extracted|run (?:#|no\.?|id|date)|reviewe[rd](?: by)?|checked by|initials|analysed|analyzed|date|datum|cas(?: ?(?:no|number|#|rn))?|(?:test|sample|lab) (?:id|no|number|code)|(?:dynamic|quanti\w+|calibrat\w+|linear|working|measur\w+) range|batch|lot|rt|retention(?: time)?|conversion|pie|chart|graph|r?sd|index)\b|(?:^|\s)% ?(?:of )?(?:label|claim|var|lc|recovery|total|dv|daily value|rda|rdi|nrv|ri|(?:the )?(?:action |reg\w*\.? )?(?:limit|level|max(?:imum)?|spec(?:ification)?s?|mcl))\b|^(?:min|max)(?:imum)?\.? (?:detected|found|observed|measured|results?)$|^(?:sample|test|aliquot) (?:wt|weight|mass|size|portion|volume)\b|^(?:daily )?(?:serving|dose|intake)(?: size)? ?[([]?(?:g|ml)(?: ?\/ ?day)?[)\]]?$|^(?:peak ?)?(?:area|height)(?: ?\(?(?:mau|counts?|[µu]v)[^)]*\)?)?$|^(?:(?:rep(?:licate)?|run|trial|inj(?:ection)?)\.? ?#?(?:\d|[a-f])|(?:plate|aliquot|determination)\.? ?#?(?:[1-9]|[a-f]))(?: ?[([].*)?$|^(?:id|#|no\.?|nr\.?|d|by|(?:ich |usp )?class)$/,
  },
  {
    role: 'lod',
    pattern:
      /\b(?:l\.?o\.?d\.?s?|mdls?|lld|mda|(?:limit|level) (?:of )?detection|(?:detect(?:ion|able)|det\.?) (?:limit|level|lim\.?)|minimum detect\w*|mez detekce|nachweisgrenze|limite? d[e']? ?(?:deteccion|detection|detec?cao)|detectielimiet|aantoonbaarheidsgrens|nachw(?:eis)?\.? ?-? ?gr(?:enze)?|granica wykrywalnosci|limite di rilev(?:abilita|azione)|(?:batas|limit|had) (?:deteksi|pengesanan)|detektionsgr(?:ae|æ|a)n[sd]e?|dete(?:ks|kt)jonsgrense|toteamisraja|kimutatasi hatar)\b|^(?:dl|idl|nwg|l\.?d\.?|ldm)(?: ?[([].*)?$/,
  },
  {
    role: 'loq',
    pattern:
      /\b(?:l?l\.?o\.?q\.?s?|m?loqs?|pql|mql|(?:lower )?(?:limit|level) (?:of )?quanti\w*|quant(?:i\w*|\.)? (?:limit|level|lim\.?)|c?rql|eql|mez stanovitelnosti|mez kvantifikace|best(?:immungs)?\.? ?-? ?gr(?:enze)?|limite? d[e']? ?(?:cuantificacion|quantification|quantificacao)|bepalingsgrens|granica oznaczalnosci|limite di quantificazione|(?:batas|limit|had) (?:kuantifikasi|kuantitasi|kuantisasi|penentuan)|kvantifi\w*gr(?:ae|æ|a|e)n[sd]e?|maaritysraja|meghatarozasi hatar)\b|^(?:bg|m?ql|l\.?q\.?|l\.?c\.?|ldq)(?: ?[([].*)?$/,
  },
  {
    role: 'reporting-limit',
    pattern:
      /\b(?:rep(?:orting|ort|\.)? ?(?:limit|level|lim\b\.?)|rpt\.? (?:limit|lim\b\.?)|(?:limit|level)s? of reporting|lor|report(?:able|ed)? (?:detection )?limit|rl|rdl|mrl|berichtsgrenze|rapportagegrens|rapporteringsgr(?:a|ae|æ|e)n[sd]e?)\b|^rg$/,
  },
  {
    role: 'uncertainty',
    pattern:
      /\b(?:uncertainty|uncert|standard deviation|nejistota|neistota|messunsich(?:erheit)?|incertitude|incertidumbre|incert\b|incerteza|incertezza|onzekerheid|niepewnosc|mu|margin of error|std\.? ?dev\w*|stdev|error)\b|^[±u]?u ?[([]\s?(?:k ?=|±|%)|^± ?(?:mu|u|unc\.?)?$|^(?:9[059] ?% ?)?ci(?: ?9[059] ?%)?$|^u ?9[059]$|\+\/-/,
  },
  {
    role: 'verdict',
    pattern:
      /^(?:pass or fail|within (?:spec(?:ification)?s?|limits?))\??$|^(?:meets (?:\S+ ){0,2}\S+|ok)\?$|^(?:pass(?:es|ed)?|compl(?:ies|iant|y)|conforms?|acceptable|in[- ]?spec(?:ification)?s?) ?(?:\?|\(?y(?:es)? ?\/ ?no?\)?)$|^in[- ]?spec(?:ification)?s?$|\b(?:meets (?:spec\w*|limits?|requirements?|criteria)|status|pass ?\/? ?fail|p ?\/ ?f|disposition|conclusion|compliance|conformity|conformance|evaluation|assessment|verdict|judge?ment|hodnoceni|hodnotenie|vyhovuje|beurteilung|bewertung|konformitat|appreciation|conformite|cumple|conformidad|beoordeling|oordeel|ocena|estado|dictamen|giudizio|avaliacao|minosites)\b/,
  },
  {
    role: 'method',
    pattern:
      /\b(?:method(?:s|ology)?|(?:test )?reference|technique|instrument(?:ation)?|procedure|sop|metoda|metody|method(?:e|en|es)|metod(?:o|os|i)|(?:vizsgalati )?modszer|norm[ae]?|metode(?: (?:uji|acuan|analisis))?|acuan|prufverfahren|metot|yontem)\b/,
  },
  {
    role: 'limit',
    pattern:
      /\b(?:limits?|action(?: levels?)?|spec(?:s|ifications?)?\.?|acceptance|criteri(?:a|on)|requirements?|maximum|minimum|max\.?|min\.?|mcl|allowable|permitted|tolerance|prop(?:osition|\.)? ?65|safe harbou?r|nsrl|madls?|pde|tdi|threshold|guidelines?|guidance|regulatory|target|limitni|hodnota limitu|spezifikation(?:en)?|specificaties?|specifikac[ei]|specyfikacja|pozadavek|grenzwerte?|hochst(?:gehalt|menge|wert)e?|rhg|(?:soll|richt|warn|orientierungs|maximal)werte?|anforderung(?:en)?|limit[ei]|limites|criteres?|especificacion(?:es)?|especificac(?:ao|oes)|specifica|grenswaarde|limiet(?:en)?|grens|seuil|umbral|wymagani[ae]|syarat(?: mutu)?|persyaratan|batas(?: maksimum)?|baku mutu|hatarertek(?:ek)?|vmp|valor(?:es)? maximos? permitidos?|kovetelmeny|graensevaerdi|gransvarde|dopuszczalna|norma|range)\b|^(?:(?:industry|company|internal|in-?house|national|test|quality) )?(?:standards?|estandar(?:es)?|padrao|padroes)(?: (?:requirements?|values?))?(?: ?[([].*)?$/,
  },
  {
    role: 'unit',
    pattern:
      /(?<!\/ ?)\b(?:units?|uom|units? of measure|jednotk[ay]|einheit|unidade?s?|unite|unita|eenheid|jednostka|satuan|enhed|enhet|mertekegyseg|birim(?:i)?|unitati? de masura)\b/,
  },
  {
    role: 'note',
    pattern:
      /\b(?:notes?|remarks?|comments?|qual(?:ifiers?)?|flags?|codes?|poznamk[ay]|bemerkung(?:en)?|remarques?|observacion(?:es)?|opmerking)\b|^q$/,
  },
  {
    role: 'value',
    pattern:
      /\b(?:results?|findings?|values?|conc(?:entration|\.)?|assayed|content|amount|amt|found|measured|observed|observations|obtained|outcome|potency|actual|reported|average|mean|vysledk?[yeua]?k?|vysledek|vysledok|zjisteno|namereno|hodnota|(?:pruf|analysen?)?ergebnis(?:se)?|messwert|gehalt|wert|result(?:ado|at|aat|ato|ats|ados|aten|ati)s?|valeurs?|valor(?:es)?|teneur|contenido|gevonden|wynik|waarde|risultat[oi]|wartosc|stwierdzono|hasil(?: (?:uji|analisis|analisa|pengujian))?|sonuc(?:lar)?|(?:vizsgalati )?eredmeny(?:ek)?|mert ertek|resultatet|as[- ](?:received|is)(?: basis)?|dry (?:weight|basis|weight basis|matter)|per (?:serving|unit|package|container|tablet|capsule|dose|g|gram|gummy|piece))\b|^activity\b|^(?:levels?|counts?)$/,
  },
  {
    role: 'name',
    pattern:
      /\b(?:analytes?|analyt|analyty|analyses?|analiz[ay]|analisis?|essais?|prova|prove|ensaios?|compounds?|pesticides?|metals?|elements?|cannabinoids?|cannabino(?:ide|idi|iden|ides)|terpenes?|terpenoids?|terpen[eio]n?|terpenos|elementos?|elementi|alkaloids?|alcaloides?|plaguicidas?|pestizide|micotoxinas?|disolventes?|solventes?|metales|metalli|metalle|parameters?|components?|substances?|(?:radio)?nuclides?|determinations?|determinands?|constituents?|attributes?|markers?(?: compounds?)?|organisms?|microbes?|micro-?organisms?|microbials?|micro(?:biology)?|contaminants?|mycotoxins?|toxins?(?!-)|solvents?|residual solvents?|tests?(?: (?:analysis|name|description|item|parameter))?|analys[ei]s|items?|characteristics?|propert(?:y|ies)|assays?|ingredients?|category|description|names?|ukazatel|ukazovatel|skusan[ay] (?:vlastnost|parameter|ukazovatel)|parametry?|zkouska|stanoveni|nazev|latka|prvek|parametros?|ensayo|analito|determinacion|sustancia|parametre|substanz|stoff|prufparameter|untersuchung|stof|bepaling|skladnik|oznaczenie|jenis (?:uji|analisis|analisa|pengujian)|parameter uji|analyseparameter|amne|badanie|analita|(?:badana )?cecha|vizsgalt (?:jellemzo|parameter|komponens)|(?:vizsgalati )?jellemzo|wskaznik|sostanza|verbinding|composto|compose|mikroorganismy?|totals)\b/,
  },
];

/** `Limits²`, and the same where the mark lost its height: `Limits2`. */
const FOOTNOTE = /[\u00b9\u00b2\u00b3\u2070-\u2079]+(?!\p{L})|(?<=\p{Ll}{4})\d(?![\p{L}\d.])/gu;

const plain = (text: string): string =>
  tidy(text.replace(FOOTNOTE, ''))
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[*†‡]+/g, '')
    .replace(/\s+/g, ' ')
    .trim();

/** The role a header text announces; null when it announces none. A bare unit (`mg/g`, `%`) heads a value column. */
export function roleOfHeader(text: string, extra: readonly HeaderWord[] = []): ColumnRole | null {
  const own = extra.length > 0 ? extra.find(({ pattern }) => pattern.test(plain(text))) : undefined;
  return own ? own.role : generalRole(text);
}

const saidRole = (plainText: string): ColumnRole | null => HEADER_WORDS.find(({ pattern }) => pattern.test(plainText))?.role ?? null;

const SPLIT_OFF = /^\p{L}{1,3}$/u;

/** `v ysledek`, `lim itni hodnota`: a letter set too far from the next, so that neither half is a word of headings and both together are one. */
function healed(plainText: string): string {
  const words: string[] = [];
  for (const word of plainText.split(' ')) {
    const last = words.at(-1);
    const whole = last !== undefined && (SPLIT_OFF.test(last) || SPLIT_OFF.test(word)) ? last + word : null;
    if (whole !== null && saidRole(last!) === null && saidRole(word) === null && saidRole(whole) !== null) words[words.length - 1] = whole;
    else words.push(word);
  }
  return words.join(' ');
}

/** Longer texts are no headings whose letters could stand apart. */
const HEADING = 42;

/** `m`, `M (cfu/g)`. */
const MARGINAL = /^m(?: ?[([](?:cfu|kbe|ufc|jtk|ktj)\b[^()[\]]*[)\]])?$/i;

const GERMAN_LOD = /^NG(?: ?[([].*)?$/;

const generalRole = remember((text: string): ColumnRole | null => {
  const s = plain(text);
  // `Limite de`: its rest stands elsewhere, and would say of what
  // beside `BG`; small letters are nanograms
  if (GERMAN_LOD.test(text)) return 'lod';
  // criteria of hygiene: what may not be exceeded, and what is satisfactory
  if (MARGINAL.test(text)) return text.startsWith('M') ? 'limit' : 'other';
  if (s === '' || s.length > 120 || /\b(?:of|de|di|da|der|des)$/.test(s)) return null;
  const said = saidRole(s.length <= HEADING ? healed(s) : s);
  if (said !== null) return said;
  return isUnit(text) || (unitsIn(text).length > 0 && s.length < 24) ? 'value' : null;
});

/** Words of headings that are often shortened: `Max. Allowed`. */
const SHORTENED = /\b(max|min|reg|rep|rpt|conc|det|quant|spec|avg|std|meas|approx|accept|allow|dil|ret|nr|no)\.\s/gi;

/** Header words are short; a sentence that holds the word `results` is none. */
const mayHead = (text: string): boolean =>
  text.length <= HEADING &&
  text.split(' ').length <= 6 &&
  !/[.:;=]\s|[:=]$|[+*=]\s?[\d(]|\d\.\d/.test(text.includes('.') ? text.replace(SHORTENED, '$1 ') : text);

const headsByItself = remember((text: string): boolean => mayHead(text) && generalRole(text) !== null);

export const looksLikeHeader = (text: string, extra: readonly HeaderWord[] = []): boolean =>
  extra.length === 0 ? headsByItself(text) : mayHead(text) && roleOfHeader(text, extra) !== null;

/** Of what a method can measure, not of what is allowed. */
export const LIMITS_OF_MEASUREMENT = ['lod', 'loq', 'lod-loq', 'reporting-limit'] as const satisfies readonly ColumnRole[];

export const isOfMeasurement = (role: ColumnRole | null): boolean => LIMITS_OF_MEASUREMENT.some(one => one === role);

export interface ColumnContent {
  readonly kinds: readonly CellKind[];
  readonly verdicts: number;
}

const share = (content: ColumnContent, ...kinds: readonly CellKind[]): number =>
  content.kinds.length === 0 ? 0 : content.kinds.filter(kind => kinds.includes(kind)).length / content.kinds.length;

/** The role that the cells themselves suggest; null when they could be anything. */
export function roleOfContent(content: ColumnContent): ColumnRole | null {
  if (content.kinds.length === 0) return null;
  if (content.verdicts / content.kinds.length > 0.6) return 'verdict';
  if (share(content, 'unit') > 0.6) return 'unit';
  if (share(content, 'uncertainty') > 0.5) return 'uncertainty';
  if (share(content, 'pair') > 0.6) return 'lod-loq';
  if (share(content, 'date') > 0.5) return 'other';
  if (share(content, 'text') > 0.6) return 'method';
  if (share(content, 'number', 'qualified', 'words', 'dash') > 0.6) return 'value';
  return null;
}

/** Header and content together. The header leads, unless the cells cannot be what it says: verdicts are no limits of detection. */
export function settleRole(header: ColumnRole | null, content: ColumnRole | null): { role: ColumnRole | null; guessed: boolean } {
  if (header === null) return { role: content, guessed: content !== 'unit' && content !== 'verdict' };
  if (content === null || header === content) return { role: header, guessed: false };
  if (content === 'verdict' && (header === 'value' || header === 'note' || header === 'limit'))
    return { role: 'verdict', guessed: header === 'limit' };
  if (content === 'lod-loq' && (header === 'lod' || header === 'loq')) return { role: 'lod-loq', guessed: true };
  if (content === 'unit' && header !== 'unit' && header !== 'method') return { role: 'unit', guessed: true };
  if (content === 'uncertainty' && header === 'value') return { role: 'uncertainty', guessed: true };
  if ((header === 'verdict' || header === 'method') && content === 'value') return { role: 'value', guessed: true };
  if (header === 'unit' && content === 'value') return { role: 'value', guessed: true };
  if (content === 'other' && header === 'value') return { role: 'other', guessed: false };
  return { role: header, guessed: false };
}

const PERSONS =
  /^(?:(?:lab )?analysts?|tech(?:nician)?|chemist|operator|reviewer|appr|rev|(?:analyst|tech)(?:['’]s)? id|(?:(?:analyst|tech)(?:['’]s)? )?init(?:ial)?s?|(?:(?:analy[sz]ed|tested|performed|done|run|entered|reviewed|checked|verified|approved) )?by|approved|verified|qa)\.?$/i;

/** Whoever made the tests stands under it, by initials that may be symbols of elements, units or verdicts as well. */
export const headsPersons = (text: string): boolean => PERSONS.test(text);

/** `Basis`, `RT`, `Approved By`: of a column that is not kept, in words that are part of no other heading. */
export const headsNothingKept = (text: string): boolean => {
  const words = plain(text);
  const persons = headsPersons(text) && !/^(?:approved|verified|appr|rev|qa|by)\.?$/.test(words);
  return persons || words === 'basis' || NOT_KEPT.some(pattern => pattern.test(words));
};
