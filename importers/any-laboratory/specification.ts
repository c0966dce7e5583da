/** Sheets that tell what a product is specified to hold look like certificates, and nothing on them was measured. */
import type { TranscriptRow } from '../../src/coa/transcript.ts';
import type { Page } from '../../src/document/document.ts';
import type { Run } from './header-runs.ts';
import { roleOfHeader } from './roles.ts';
import { readPage } from './segments.ts';
import { withDoubt } from './table-row.ts';

const TITLE =
  /^(?:(?:final |finished |raw |bulk |standard |technical )?(?:product|material|ingredient|goods|quality|sales)? ?specifications?(?: sheet)?|(?:technical|product)(?: information| data)? sheet|tds|fiche (?:technique|produit)|ficha t[eé]cnica|scheda tecnica|(?:produkt|rohstoff|technische )?spezifikation|technisches? datenblatt|specifikace(?: výrobku)?|technický list|karta techniczna|productspecificatie)(?:\s?[:–-].*| of .*)?$/iu;

/** What a report of measurements says of itself. */
const MEASURED =
  /\b(?:certificate of analysis|c\.? ?o\.? ?a\.?|(?:test|analysis|analytical|laboratory) report|lab(?:oratory)? results?|results?|findings?|certificat d['’]analyse|résultats?|certificado de análisis|resultados?|certificato di analisi|risultat[oi]|analysenzertifikat|prüfbericht|ergebnis(?:se)?|messwert|protokol|výsled\p{L}+|świadectwo|wynik\p{L}*|analysecertificaat|resultaten)\b/iu;

/** `Average | Specification | Outcome`: the heading of a column, and no title. */
const isHeading = ({ text, baseline, fontSize }: Run, runs: readonly Run[]): boolean =>
  /^(?:spezifikation|specifi(?:cations?|kace))$/i.test(text) &&
  runs.filter(other => Math.abs(other.baseline - baseline) < 0.5 * fontSize && roleOfHeader(other.text) !== null).length > 2;

/** The rows, each doubted where the pages call themselves a specification and nowhere speak of results. */
export function unlessSpecified<Row extends TranscriptRow>(pages: readonly Page[], rows: readonly Row[]): readonly Row[] {
  const runs = pages.flatMap(page => readPage(page).runs);
  const titled = pages.some(page => readPage(page).runs.some((run, _, all) => TITLE.test(run.text) && !isHeading(run, all)));
  if (!titled || runs.some(({ text }) => MEASURED.test(text))) return rows;
  return rows.map(row => withDoubt(row, 'specification-suspected'));
}
