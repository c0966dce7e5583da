/**
 * Labels composed of what they are of and what they tell of it: `Test Certificate` + `Identification`, `Chargen` + `kennung`, `código de` +
 * `muestra`. They are understood by their parts, as no list holds all of them.
 */
import type { LabelWords } from './fields.ts';

interface Language {
  /** `behind`: `Lot Number` · `before`: `número de lote`. */
  readonly attribute: 'behind' | 'before';
  readonly link: string;
  readonly report: string;
  /** Of the work for one report. */
  readonly job: string;
  readonly lot: string;
  /** What the laboratory numbers. */
  readonly sample: string;
  readonly client: string;
  readonly product: string;
  readonly number: string;
  /** What may be a number or words, as its value is. */
  readonly identity: string;
  readonly name: string;
  /** What happens on a day, each in all its forms. */
  readonly received: string;
  readonly reported: string;
  readonly tested: string;
  readonly sampled: string;
}

const ENGLISH: Language = {
  attribute: 'behind',
  link: ' ',
  report: '(?:(?:test|testing|analysis|analytical|lab|laboratory|final|our) )?(?:report|certificate|coa)',
  job: '(?:(?:lab|laboratory|our) )?(?:job|case|file|login|work order)',
  lot: '(?:(?:product|production|manufacturing|manufacturer|customer|client|retail|sample|material|item|article|your) )?(?:(?:lot|batch)(?: ?/ ?(?:lot|batch|code))?)',
  sample: '(?:(?:lab|laboratory|analytical)(?: (?:sample|test|specimen))?|our (?:sample|test|specimen)|specimen)',
  client: '(?:client|customer)(?: (?:legal|company|business|full))?',
  product: '(?:product|item|article|material|commodity)',
  number: String.raw`(?:#|№|n[°º]|no\.|no|nr\.|nr|number|num\.|id|code|(?:ref(?:erence|\.)?|ident(?:ification|ifier|ity))(?: ?(?:#|no\.|no|number|id|code))?)`,
  identity: 'ident(?:ification|ifier|ity)|designation',
  name: '(?:name|title|company)(?: ?/ ?description)?',
  received: '(?:(?:samples?|item|specimen|product|lab|laboratory) )?(?:receipt|received|reception|receiving|arrival|arrived|intake)',
  reported:
    '(?:(?:report|certificate|coa|certification|document|results?) )?(?:issu(?:e|ed|ing|ance)|releas(?:e|ed|ing)|reporting|certification)',
  tested: '(?:test(?:ing|s)?|analys[ei]s) (?:complet(?:ion|ed)|finish(?:ed)?|ended|end)',
  sampled: '(?:samples? )?(?:collection|sampling)',
};

const GERMAN: Language = {
  attribute: 'behind',
  link: '(?:s|n|en)? ?',
  report: '(?:prüf|analysen?|untersuchungs|labor)?(?:bericht|zertifikat|gutachten)',
  job: '(?:auftrag|vorgang)',
  lot: '(?:charge|los|lot|partie|batch)',
  sample: '(?:labor(?:proben?)?|proben?|muster|analysen?)',
  client: '(?:kunde|auftraggeber|firma)',
  product: '(?:artikel|produkt|muster|waren?|erzeugnis|material)',
  number: String.raw`(?:nr\.|nr|nummer|kennung|kennzeichen|id|code|referenz|zeichen)`,
  identity: 'identifikation|identität',
  name: '(?:name|bezeichnung|benennung)',
  received: '(?:(?:proben?|muster) ?)?(?:eingang|erhalt|annahme|eingegangen)',
  reported: '(?:(?:prüf|analysen)?(?:bericht|zertifikat)s? ?)?(?:erstellt|ausgestellt|ausstellung|freigegeben|freigabe)',
  tested: '(?:prüfung|analyse|untersuchung)(?:en|n)? ?(?:abgeschlossen|beendet)',
  sampled: '(?:proben?|muster) ?(?:entnommen|ziehung|entnahme)',
};

const romance = (words: Omit<Language, 'attribute' | 'link'>): Language => ({
  attribute: 'before',
  link: "(?: d[eiuo](?:l|lla|lo)?(?: l[ao])?| des| da| d['’]| de l['’]| dell['’])? ?",
  ...words,
});

const SPANISH = romance({
  report: '(?:informe|certificado|reporte|boletín)',
  job: '(?:orden de trabajo|expediente)',
  lot: '(?:lote|partida)',
  sample: '(?:muestra|laboratorio)',
  client: '(?:cliente|solicitante|empresa)',
  product: '(?:producto|artículo|material)',
  number: String.raw`(?:n\.º|n[°º]|no\.|no|núm\.|número|código|clave|folio|referencia|ref\.|id)`,
  identity: 'identificación|denominación',
  name: '(?:nombre|denominación|descripción|razón social)',
  received: '(?:recepción|ingreso|entrada|llegada|recibo)',
  reported: '(?:emisión|expedición|entrega|publicación)',
  tested: '(?:término|fin|finalización|conclusión)',
  sampled: '(?:muestreo|toma|recolección)',
});

const FRENCH = romance({
  report: '(?:rapport|certificat|bulletin)',
  job: '(?:dossier|commande de travail)',
  lot: 'lot',
  sample: '(?:échantillon|laboratoire|labo)',
  client: "(?:client|demandeur|donneur d[’']ordre)",
  product: '(?:produit|article)',
  number: String.raw`(?:n[°º]|no\.|no|num\.|numéro|code|référence|réf\.|identifiant)`,
  identity: 'identification|désignation',
  name: '(?:nom|désignation|dénomination|raison sociale)',
  received: '(?:réception|arrivée|entrée)',
  reported: '(?:émission|délivrance|édition|publication)',
  tested: '(?:fin|achèvement)',
  sampled: '(?:prélèvement|échantillonnage)',
});

const ITALIAN = romance({
  report: '(?:rapporto|certificato)',
  job: '(?:commessa|pratica)',
  lot: 'lotto',
  sample: '(?:campione|laboratorio)',
  client: '(?:cliente|committente|richiedente)',
  product: '(?:prodotto|articolo)',
  number: String.raw`(?:n\.|n[°º]|num\.|numero|codice|riferimento|rif\.|id)`,
  identity: 'identificazione|denominazione',
  name: '(?:nome|denominazione|descrizione|ragione sociale)',
  received: '(?:ricevimento|ricezione|arrivo|accettazione)',
  reported: '(?:emissione|rilascio)',
  tested: '(?:fine|conclusione|termine)',
  sampled: '(?:campionamento|prelievo)',
});

const PORTUGUESE = romance({
  report: '(?:relatório|certificado|laudo)',
  job: '(?:ordem de serviço|processo)',
  lot: 'lote',
  sample: '(?:amostra|laboratório)',
  client: '(?:cliente|solicitante|requerente)',
  product: '(?:produto|artigo)',
  number: String.raw`(?:n[°º]|nº|num\.|número|código|referência|ref\.|id)`,
  identity: 'identificação|designação',
  name: '(?:nome|designação|descrição|razão social)',
  received: '(?:receção|recepção|recebimento|entrada|chegada)',
  reported: '(?:emissão|publicação)',
  tested: '(?:fim|conclusão|término)',
  sampled: '(?:colheita|coleta|amostragem)',
});

const either = (...words: readonly string[]): string => `(?:${words.join('|')})`;

/** What the name of a day is of: `Date of Receipt`, `Receipt Date`, `Eingangsdatum`, `Fecha de recepción`. */
const dayBehind = (event: string): string =>
  either(
    `${event}s? ?(?:date(?: ?/ ?time)?|time|datum|tag|on|am|at (?:the )?lab(?:oratory)?|by (?:the )?lab(?:oratory)?)`,
    `${event}(?= ?[:/]|$)`,
    `date(?: ?/ ?time)?s? (?:and time )?(?:of )?(?:the )?${event}`,
  );
const dayBefore = (event: string, link: string): string =>
  `(?:date|fecha|data)${link}${event}(?:${link}(?:échantillons?|muestras?|campion[ei]|amostras?|informe|rapport[oi]?|certificad?[ot]o?|analys[ei]s?|análisis|análises|analisi|essais?|ensayos?|ensaios?|prov[ae]|pruebas?))?`;

/** The labels of one language; where a list has the same words, the list's go before. */
const composed = (language: Language): LabelWords[] => {
  const { attribute, link } = language;
  const [isBehind, plain] = [attribute === 'behind', link === ' '];
  const of = (subject: string, told: string): string =>
    isBehind ? `${subject}${plain ? (told === language.number ? ' ?' : ' ') : link}${told}` : `${told}${link}${subject}`;
  const day = (event: string): string => (isBehind ? dayBehind(event) : dayBefore(event, link));
  const named = either(language.name, language.identity);
  return [
    { field: 'reportNumber', rank: 0, words: of(language.report, language.number) },
    { field: 'reportNumber', rank: 1, words: of(language.job, language.number) },
    { field: 'lot', rank: 1, words: of(language.lot, either(language.number, language.identity)) },
    { field: 'labSampleId', rank: 0, words: of(language.sample, language.number) },
    { field: 'client', rank: 0, words: of(language.client, named) },
    { field: 'name', rank: 0, words: of(language.product, language.name) },
    { field: 'name', rank: 1, words: of(language.product, either(language.identity)) },
    { field: 'received', rank: 0, words: day(language.received) },
    { field: 'reported', rank: 0, words: day(language.reported) },
    { field: 'tested', rank: 0, words: day(language.tested) },
    { field: 'sampled', rank: 0, words: day(language.sampled) },
  ];
};

const THING = '(?:product|item|sample|article|material)';
const SUBJECT =
  '(?:test|sample|report|certificate|lab|laboratory|customer|client|batch|lot|order|job|project|product|item|article|material|analysis|analytical|internal|external|supplier|vendor|receipt|issue|reference|release|certification|registration|completion)';

/** Of the wording of English only, and last all that is made of the same parts and tells of nothing kept here. */
const FURTHER: readonly LabelWords[] = [
  { field: 'labSampleId', rank: 1, words: 'internal(?: sample)? (?:#|no\\.|no|number|id|code|ref(?:erence|\\.)?|identifi(?:er|cation))' },
  // whether number or words, its value tells
  { field: 'labSampleId', rank: 2, words: 'sample (?:identi(?:fier|ty)|designation|ref(?:erence|\\.)? ?(?:#|no\\.|no|number|id|code))' },
  {
    field: 'name',
    rank: 0,
    words: `(?:tested|analy[sz]ed|examined) ${THING}|${THING} (?:being )?(?:tested|analy[sz]ed|examined|under test)`,
  },
  { field: 'name', rank: 1, words: `(?:customer|client|your) ${THING} (?:name|title|description|identi(?:fication|fier|ty)|designation)` },
  {
    field: 'reported',
    rank: 0,
    words:
      '(?:test|testing|analysis|analytical|lab|laboratory|final) (?:report|certificate|coa) (?:(?:issue|issuance|release) )?date|date of (?:the )?(?:final|test|analysis|analytical) (?:report|certificate|coa)',
  },
  { field: 'lot', rank: 1, words: 'your (?:lot|batch)' },
  { field: 'client', rank: 1, words: 'razón social|raison sociale|ragione sociale|razão social' },
  {
    field: 'client',
    rank: 0,
    words: '(?:prepared|tested|issued|reported|submitted|analy[sz]ed|certified) (?:for|by|to) (?:the )?(?:customer|client)',
  },
  {
    field: 'other',
    rank: 0,
    words: `(?:${SUBJECT} )+(?:#|no\\.|no|number|id|code|ref(?:erence|\\.)?|identi(?:fication|fier|ty)|designation|name|date|time|details|status)(?= ?:|$)`,
  },
];

export const COMPOSED: readonly LabelWords[] = [...[ENGLISH, GERMAN, SPANISH, FRENCH, ITALIAN, PORTUGUESE].flatMap(composed), ...FURTHER];
