/** Sentences of a certificate about the sample, its uncertainty and what the results stand for: no label introduces them. */
import type { Sampling, SamplingField } from '../../src/coa/sampling.ts';
import type { Printed } from '../../src/coa/transcript.ts';
import { joinPrinted, printedPart } from './header-printed.ts';
import type { PageRuns, Run } from './header-runs.ts';

const REPORT = '(?:reports?|certificates?|coa|c of a)(?!\\p{L})';
const KIND = '(?:(?:test|laboratory|lab|analytical|analysis|final|original|earlier|previous(?:ly issued)?|the|our) )*';

/**
 * A headline (`Amended report`, `Revision 2 of R-123`), or a sentence that says which report is replaced. What a laboratory says on every report, of
 * any earlier one or of amended ones to come, says nothing of this one.
 */
const AMENDMENT = new RegExp(
  [
    `^\\P{L}*(?:amended|revised|corrected|re-?issued) ${KIND}(?:report|certificate|coa|c of a)(?!\\p{L})(?! (?:will|shall|may|can|must|is|are|should)(?!\\p{L}))`,
    `^(?:revision|amendment) (?:n(?:o|r)\\.? ?)?[\\da-z]{1,2} (?:of|to) (?=\\S*\\d)\\S{4,}$`,
    `(?<!\\p{L})(?:supersedes|superseding|replaces|replacing|amends|amending|re-?issue of|(?:revision|amendment|correction)(?: (?:no\\.? ?)?[\\da-z]{1,2})? (?:of|to)) ${KIND}${REPORT}`,
    `${REPORT}[^.]{0,30} (?:supersedes|replaces|amends)(?= (?:no\\.? |number )?[^\\s.]*\\d)`,
    `(?:nahrazuje|ersetzt|remplace|sustituye|reemplaza|vervangt|zastępuje|sostituisce)(?: [^.\\s]+){0,3} (?:protokol|prüfbericht|bericht|rapport|certificat|informe|certificado|sprawozdanie|rapporto)`,
  ].join('|'),
  'iu',
);

/** English first, then Czech, German, French, Spanish, Dutch, Polish and Italian. */
const SENTENCES: readonly (readonly [SamplingField, RegExp])[] = [
  [
    'disclaimer',
    /(?:results?|values? reported|report|herein|here) (?:[^.]{0,60} )?(?:(?:relates?|appl(?:y|ies)|pertains?)(?: (?:only|solely))? to|(?:is|are) based solely on) [^.]*\b(?:samples?|materials?|products?|items?|lot)\b|samples? [^.]{0,40}analy[sz]ed as (?:they were )?received|týkají (?:se )?(?:jen|pouze)|beziehen sich (?:ausschlie(?:ß|ss)lich|nur) auf|ne (?:concernent|s['’]appliquent|se rapportent) qu|se refieren (?:exclusiva|única|sola)mente|hebben (?:uitsluitend|alleen) betrekking|odnoszą się (?:wyłącznie|tylko)|si riferiscono (?:esclusivamente|solo)/iu,
  ],
  [
    'uncertainty',
    /expanded (?:measurement )?uncertaint|uncertaint[^.]{0,80}(?:\bk ?= ?\d|coverage (?:factor|probability)|95 ?%)|rozšířen\p{L}* nejistot|erweiterte (?:mess)?unsicherheit|incertitude élargie|incertidumbre expandida|uitgebreide (?:meet)?onzekerheid|niepewność rozszerzona|incertezza estesa/iu,
  ],
  [
    'decisionRule',
    /decision rule|uncertainty (?:is )?not (?:taken|accounted)|without taking (?:the )?(?:measurement )?uncertainty|výrok o shodě|entscheidungsregel|règle de décision|regla de decisión|beslisregel|zasada podejmowania decyzji|regola decisionale/iu,
  ],
  [
    'accreditationScope',
    /(?:not (?:in|within|covered by|included in|part of) (?:the |our |its )?(?:scope|accredit\p{L}*)|(?:outside|beyond) (?:of )?(?:the |our |its )?(?:accreditation )?scope|not (?:iso(?:\/iec)? ?(?:17025)?|a2la|pjla|anab)[ -]?accredited)|rozsahu akreditace|nicht akkreditiert|hors accréditation|no (?:están )?acreditad|niet geaccrediteerd|nieakredytowan|non accreditat/iu,
  ],
  ['amendment', AMENDMENT],
  ['condition', /samples? (?:was|were) received[^.]*\b(?:sealed|intact|undamaged|good condition|damaged|refrigerated|frozen|ambient)\b/iu],
];

const COMPOSITION =
  /\b(?:(?:composite|grab|individual|single) samples?|composite of \d+[^.,;]{0,40}|směsný vzorek|bodový vzorek|mischprobe|einzelprobe|échantillon (?:composite|ponctuel)|muestra compuesta|mengmonster|próbka zbiorcza|campione composito)(?!\p{L})/iu;

/** Who took a sample is often “client”, which elsewhere is a label itself. */
const TAKEN_BY =
  /^(?:(?:sampled|(?:sample )?(?:collected|taken|drawn)) by|sampler|vzorek odebral|odběr (?:vzork[uů] )?provedl|probenehmer|prélevé par|muestreado por|bemonsterd door|próbkę pobrał|campionato da) ?:(?:[ +]*([\p{L}\d].*))?$/iu;

function takenBy(runs: readonly Run[], run: Run): Printed | null {
  const match = TAKEN_BY.exec(run.text);
  if (!match) return null;
  if (match[1] !== undefined) return printedPart(run, run.text.length - match[1].length);
  const beside = runs.find(other => other.baseline === run.baseline && other.page === run.page && other.box[0] > run.box[2]);
  const at = beside?.text.search(/[\p{L}\d]/u) ?? -1;
  return beside && at >= 0 ? printedPart(beside, at) : null;
}

const MOST_LINES = 5;

/** The first printing of each; what is not printed is absent. */
export function findSampling(pages: readonly PageRuns[]): Sampling {
  const found: Partial<Record<SamplingField, Printed>> = {};
  for (const { runs } of pages) {
    for (const run of runs) {
      if (run.text.length < 9) continue;
      const by = found.sampledBy ? null : takenBy(runs, run);
      if (by) found.sampledBy = by;
      for (const [field, pattern] of SENTENCES) {
        if (found[field]) continue;
        const match = pattern.exec(run.text);
        if (match) found[field] = sentence(runs, run, match.index);
      }
      const kind = found.composition ? null : COMPOSITION.exec(run.text);
      if (kind) found.composition = printedPart(run, kind.index, kind.index + kind[0].length);
    }
  }
  return found;
}

/** A full stop that ends a sentence: not that of `no. 5`, `č. 1316` or `(čl. 4.2.3)`. */
const END = /(?<!(?<!\p{L})(?:no|nr|č|čl|str|e\.g|i\.e|cf|vs))[.!](?=\s|$)/iu;

/** From the beginning of the sentence, as far as its line holds it, to its end, over the lines of the paragraph. */
function sentence(runs: readonly Run[], run: Run, at: number): Printed {
  let from = 0;
  for (const stop of run.text.slice(0, at).matchAll(new RegExp(END, 'giu'))) from = stop.index + 1;
  const parts: Printed[] = [];
  let [line, start]: [Run | undefined, number] = [run, from];
  while (line !== undefined && parts.length < MOST_LINES) {
    const searched: string = line.text.slice(Math.max(start, line === run ? at : 0));
    const end = END.exec(searched);
    if (end) return joinPrinted([...parts, printedPart(line, start, line.text.length - searched.length + end.index + 1)]);
    parts.push(printedPart(line, start));
    // a short line is the last of its paragraph
    [line, start] = [line.box[2] - line.box[0] < 30 * line.fontSize ? undefined : lineBelow(runs, line), 0];
  }
  return joinPrinted(parts);
}

const lineBelow = (runs: readonly Run[], { page, baseline, fontSize, box }: Run): Run | undefined =>
  runs.find(
    other =>
      other.page === page &&
      other.baseline > baseline + 0.5 * fontSize &&
      other.baseline < baseline + 1.8 * fontSize &&
      Math.abs(other.fontSize - fontSize) < 0.15 * fontSize &&
      Math.abs(other.box[0] - box[0]) < 4 * fontSize,
  );
