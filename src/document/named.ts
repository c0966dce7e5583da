/** What barcodes and links name, held against the identifiers printed on the certificate. */
import type { Reading } from '../coa/reading.ts';
import type { Signal } from '../coa/signal.ts';
import { decoded, unwrapped } from '../coa/web-address.ts';
import type { CodeOnPage } from './barcode.ts';

const MOST_SIGNALS = 12;
/** Shorter ones stand in any address by chance. */
const SHORTEST = 5;

interface Identifier {
  readonly what: string;
  readonly printed: string;
}

/** One observation a code; links that name nothing that is printed are told in one. `printed`: all text of the document. */
export function codeSignals(codes: readonly CodeOnPage[], readings: readonly Reading[], printed: string): Signal[] {
  const identifiers = identifiersOf(readings);
  const text = squeeze(printed);
  const distinct = [...Map.groupBy(codes, code => `${code.form === 'link'} ${code.text}`).values()].map(same => same[0]!);
  const judged = distinct.map(code => signalOf(code, identifiers, text));
  const links = judged.filter(signal => signal.kind === 'link' && signal.outcome === 'inconclusive');
  const told = judged.filter(signal => !links.includes(signal)).slice(0, MOST_SIGNALS);
  return [...told, ...otherLinks(links)];
}

function identifiersOf(readings: readonly Reading[]): Identifier[] {
  const all = readings.flatMap(({ reportNumber, sample }) => [
    { what: 'report number', printed: reportNumber?.text ?? '' },
    { what: 'sample number', printed: sample.labSampleId?.text ?? '' },
    { what: 'lot', printed: sample.lot?.text ?? '' },
  ]);
  const usable = all.filter(({ printed }) => squeeze(printed).length >= SHORTEST && /\d/.test(printed));
  return [...new Map(usable.map(identifier => [squeeze(identifier.printed), identifier])).values()];
}

function signalOf(code: CodeOnPage, identifiers: readonly Identifier[], text: string): Signal {
  const kind = code.form === 'link' ? 'link' : 'barcode';
  const what = kind === 'link' ? `A link on page ${code.page}` : `A code on page ${code.page} (${code.form})`;
  const base = {
    kind,
    facts: { form: code.form, text: code.text, page: code.page },
    evidence: { kind: 'page', page: code.page, box: code.box, text: code.text, method: 'text' },
  } as const;
  const content = squeeze(decoded(code.text));
  const wrapped = squeeze(unwrapped(code.text).join(' '));
  const same = identifiers.find(({ printed }) => content.includes(squeeze(printed)) || wrapped.includes(squeeze(printed)));
  if (same) {
    return {
      ...base,
      outcome: 'supports',
      detail: `${what} names the ${same.what} printed on the certificate, ${same.printed}. It was not followed.`,
    };
  }
  const other = alikeButDifferent(decoded(code.text), identifiers, text);
  if (other) {
    const detail = `${what} names ${other.found}, which stands nowhere on the certificate; the ${other.like.what} printed is ${other.like.printed}. A code may name another sample or an order. It was not followed.`;
    return { ...base, outcome: 'contradicts', detail, facts: { ...base.facts, found: other.found, printed: other.like.printed } };
  }
  return {
    ...base,
    outcome: 'inconclusive',
    detail: `${what} reads “${shorten(code.text)}”, which names no printed identifier. It was not followed.`,
  };
}

/** Something of the very form of a printed identifier (`RP-2025-0117` and `RP-2025-0118`) that is printed nowhere. */
function alikeButDifferent(content: string, identifiers: readonly Identifier[], text: string) {
  for (const found of content.match(/[A-Za-z0-9]+(?:[-_.][A-Za-z0-9]+)*/g) ?? []) {
    const like = identifiers.find(({ printed }) => isTelling(printed) && form(printed) === form(found));
    if (like && !text.includes(squeeze(found))) return { found, like };
  }
  return null;
}

/** Digits alone of few places have the form of too much. */
function isTelling(identifier: string): boolean {
  const digits = identifier.replace(/\D/g, '').length;
  return digits >= 4 && (/[A-Za-z]/.test(identifier) || digits >= 7);
}

/** Letters as they are, as they mark the kind of number; each digit alike. */
function form(identifier: string): string {
  return identifier.toUpperCase().replace(/\d/g, '9');
}

function otherLinks(links: readonly Signal[]): Signal[] {
  if (links.length === 0) return [];
  const texts = links.map(({ facts }) => String(facts.text));
  const shown = texts.slice(0, 3).map(text => `“${shorten(text)}”`);
  const more = texts.length > shown.length ? ` and ${texts.length - shown.length} more` : '';
  return [
    {
      kind: 'link',
      outcome: 'inconclusive',
      detail: `The document links to ${shown.join(', ')}${more}. None names a printed identifier, and none was followed.`,
      facts: { links: texts.slice(0, 50) },
    },
  ];
}

/** Letters and digits alone, so that blanks, dashes and case make no difference. */
function squeeze(text: string): string {
  return text.toUpperCase().replace(/[^\p{L}\p{N}]+/gu, '');
}

function shorten(text: string): string {
  return text.length > 120 ? `${text.slice(0, 119)}…` : text;
}
