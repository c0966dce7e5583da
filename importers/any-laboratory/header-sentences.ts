/** `The sample Red Leaf, lot EX-12, received on 3 March 2025 from Example Botanicals, was analysed on …`: a header told in sentences. */
import type { DateField, Printed } from '../../src/coa/transcript.ts';
import type { Page, Word } from '../../src/document/document.ts';
import type { LabelledPage } from './header-page.ts';
import { DATE } from './header-values.ts';
import { makePiece, printed, textOf } from './piece.ts';
import { sentencesOf } from './prose.ts';

export interface TellsHeader {
  readonly name?: Printed;
  readonly lot?: Printed;
  readonly client?: Printed;
  readonly dates: Partial<Record<DateField, Printed>>;
}

/** In words: a shorter line tells of no sample. */
const FEWEST = 6;
const ABOUT = /\b(?:samples?|specimens?|materials?|products?|test(?:ing|ed)|analys[ei]s|analy[sz]ed|report|certificate)\b/i;

const CODE = String.raw`(?=[^\s,;()]*\d)[A-Z\d][\w./-]*[A-Z\d]`;
const LOT = new RegExp(String.raw`\b(?:lot|batch)(?: ?(?:no\.?|number|nr\.?|code|id|#))?:? ?#?(${CODE})`, 'i');
const IDENTIFIED = '(?:(?:(?:that was |which was |was )?(?:identified|labell?ed|described|designated|marked) as:?|of|named) )?';
/** Up to a comma, a bracket or what was done with it; what is called so by the way begins with a small letter. */
const NAME = new RegExp(
  String.raw`\b(?:sample|specimen)s?,? ${IDENTIFIED}(?:["“”'‘’]+([^"“”'‘’]{3,60}?),?["“”'‘’]+|((?:\p{Lu}|\d)[^,;:()"“”]{2,60}?)(?=,| \(| (?:lot|batch|was|were|has|from|received|submitted|with|bearing)\b))`,
  'u',
);
const FIRM_WORD = String.raw`(?:\p{Lu}|\d)[\p{L}\d&'’.-]*`;
const GIVEN = String.raw`\b(?:received|submitted|supplied|provided|delivered|sent)\b`;
const IS_GIVEN = new RegExp(GIVEN);
const CLIENT = new RegExp(`${GIVEN}[^.;]{0,60}? (?:by|from|on behalf of) (${FIRM_WORD}(?: (?:(?:&|and|of|the) )?${FIRM_WORD}){0,7})`, 'u');

const DAYS: Partial<Record<DateField, RegExp>> = {
  received: new RegExp(`${GIVEN}(?:(?!analy|test|report|issued|complet|manufactur|expir)[^;]){0,90}? on $`, 'i'),
  tested:
    /\b(?:analy[sz]ed|tested|(?:testing|analys[ei]s|tests|work) (?:was|were) (?:completed|performed|carried out|finished|conducted)) on $/i,
  reported: /\b(?:report|certificate) (?:(?:was|is|has been) )?(?:issued|released|dated|prepared) on $/i,
};

/** The words that hold a part of their text, as they are printed. */
function partOf(words: readonly Word[], page: Page, from: number, to: number): Printed {
  let at = 0;
  const own = words.filter(({ text }) => {
    const [start, end] = [at, at + text.length];
    at = end + 1;
    return start < to && end > from;
  });
  return printed(textOf(words).slice(from, to), [makePiece(own, page.number)], page);
}

/** What sentences of the first page say of the one sample; of two that differ nothing is known. */
export function toldInSentences({ page, runs }: LabelledPage): TellsHeader {
  if (!runs.some(({ words, text }) => words.length >= FEWEST && ABOUT.test(text))) return { dates: {} };
  const found = sentencesOf(page).flatMap(words => (words.length < FEWEST ? [] : [inSentence(words, page)]));
  const one = (values: readonly (Printed | undefined)[]): Printed | undefined => {
    const [first, ...others] = values.filter(value => value !== undefined);
    return others.every(({ text }) => text === first?.text) ? first : undefined;
  };
  const [name, lot, client] = (['name', 'lot', 'client'] as const).map(key => one(found.map(told => told[key])));
  const dates: Partial<Record<DateField, Printed>> = {};
  for (const field of ['received', 'tested', 'reported'] as const) {
    const day = one(found.map(told => told.dates[field]));
    if (day) dates[field] = day;
  }
  return { ...(name && { name }), ...(lot && { lot }), ...(client && { client }), dates };
}

function inSentence(words: readonly Word[], page: Page): TellsHeader {
  const text = textOf(words);
  const part = (pattern: RegExp): Printed | undefined => {
    const match = pattern.exec(text);
    const value = (match?.[1] ?? match?.[2])?.replace(/[.,]$/, '');
    if (!match || value === undefined) return undefined;
    const from = match.index + match[0].lastIndexOf(value);
    return partOf(words, page, from, from + value.length);
  };
  const days = daysIn(text);
  const dates: Partial<Record<DateField, Printed>> = {};
  for (const [field, before] of Object.entries(DAYS)) {
    const day = days.find(({ from }) => before.test(text.slice(0, from)));
    if (day) dates[field as DateField] = partOf(words, page, day.from, day.to);
  }
  const lot = part(LOT);
  const name = part(NAME);
  // of a sample that is neither numbered nor was received anything may be said
  if (!name || !(lot || IS_GIVEN.test(text))) return { dates };
  const client = part(CLIENT);
  const isDay = client !== undefined && days.some(({ from }) => text.startsWith(client.text, from));
  return { name, ...(lot && { lot }), ...(client && !isDay && { client }), dates };
}

function daysIn(text: string): { readonly from: number; readonly to: number }[] {
  const days: { from: number; to: number }[] = [];
  for (let at = 0; at < text.length; ) {
    const match = DATE.exec(text.slice(at));
    if (!match) break;
    days.push({ from: at + match.index, to: at + match.index + match[0].length });
    at += match.index + match[0].length;
  }
  return days;
}
