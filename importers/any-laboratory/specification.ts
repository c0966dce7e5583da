/** Sheets that tell what a product is specified to hold look like certificates, and nothing on them was measured. */
import { remember } from '../../src/coa/remember.ts';
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

const isTitle = remember((text: string): boolean => TITLE.test(text));
const isTitled = (page: Page): boolean => readPage(page).runs.some((run, _, all) => isTitle(run.text) && !isHeading(run, all));
const isMeasured = (page: Page): boolean => readPage(page).runs.some(({ text }) => MEASURED.test(text));

/** A page that calls itself a specification and nowhere speaks of results, as vendors bind it to a certificate. */
const isSheet = (page: Page): boolean => isTitled(page) && !isMeasured(page);

/** Without the specifications bound to a certificate, which may be of another product. */
export function withoutSheets(pages: readonly Page[]): readonly Page[] {
  if (pages.length < 2) return pages;
  const others = pages.filter(page => !isSheet(page));
  return others.length > 0 ? others : pages;
}

/** The rows, doubted where the pages call themselves a specification and nowhere speak of results: all of them, or one bound to a certificate. */
export function unlessSpecified<Row extends TranscriptRow>(pages: readonly Page[], rows: readonly Row[]): readonly Row[] {
  const titled = pages.filter(isTitled);
  if (titled.length === 0) return rows;
  const isAlone = !pages.some(isMeasured);
  const sheets = new Set(titled.filter(page => isAlone || !isMeasured(page)).map(({ number }) => number));
  const isOfSheet = ({ value: { evidence } }: Row): boolean => evidence.kind === 'page' && sheets.has(evidence.page);
  return rows.map(row => (isAlone || isOfSheet(row) ? withDoubt(row, 'specification-suspected') : row));
}
