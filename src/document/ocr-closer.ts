/** A second, closer look where a page was read badly: ink that nobody read, words that are hardly sure, numbers that may have lost their mark. */
import { looksLikeAnalyte } from '../coa/analyte.ts';
import type { Box } from '../coa/transcript.ts';
import { overlap } from './boxes.ts';
import type { Word } from './document.ts';
import { crop, type Grey, resize } from './grey.ts';
import { isKnownWord } from './legible.ts';
import { inReadingOrder } from './ocr-agree.ts';
import { withGram, withMicro } from './ocr-grams.ts';
import { unreadInk } from './ocr-ink.ts';
import { markOf, withMark } from './ocr-marks.ts';
import { likeItsColumn } from './ocr-units.ts';
import { widened } from './ocr-widths.ts';
import { wordsOf } from './ocr-words.ts';
import type { Language, Recogniser } from './tesseract.ts';

export interface Look {
  readonly engine: Recogniser;
  readonly language: Language;
  /** Points a pixel. */
  readonly scale: number;
  readonly grey: Grey;
  /** As `performance.now()`; what is not looked at by then stays as it was read. */
  readonly until: number;
}

/** Each takes some hundredths of a second. */
const MOST_LOOKS = 120;
const SURE = 0.88;
const BELIEVED = 0.75;
/** Nothing else looks like a `(µg/g)`, whose µ recognition does not know. */
const UNIT_BELIEVED = 0.35;
/** A number whose decimal mark was seen in the picture and not read. */
const MARK_LOST = 0.3;
/** Read when it was enlarged; told from its picture alone. */
const MARK_FOUND = 0.75;
const MARK_MEASURED = 0.5;

/** `0047`: no number is written so. */
const LACKS_MARK = /^[<>≤≥~]?00\d+%?$/u;

export async function lookCloser(look: Look, words: readonly Word[]): Promise<Word[]> {
  let left = MOST_LOOKS;
  const mayLook = () => left-- > 0 && performance.now() < look.until;
  const found: Word[] = [];
  for (const [at, seen] of words.entries()) {
    const read = isBehindTimes(seen, words[at - 1]) ? { ...seen, text: '10°' } : seen;
    const raised = POWER_LOST.test(read.text) && mayLook() ? await withPower(look, read) : read;
    let word = withGram(look, withMicro(look, raised, words));
    if (raised === read && isOdd(word) && lostMark(look, word) === null && mayLook())
      word = withGram(look, withMicro(look, await again(look, word), words));
    const mark = lostMark(look, word);
    if (mark === null)
      found.push(LACKS_MARK.test(word.text) ? { ...word, ocrConfidence: Math.min(word.ocrConfidence ?? 1, MARK_LOST) } : word);
    else found.push(mayLook() ? await marked(look, word, mark) : { ...word, ocrConfidence: MARK_LOST });
  }
  for (const place of unreadInk(look.grey, look.scale, found)) {
    if (isTimes(place, found)) {
      found.push(timesAt(place, found.find(word => isPower(place, word))!));
      continue;
    }
    const narrow = found.findIndex(word => widened(word, place) !== null);
    if (narrow >= 0) {
      found[narrow] = widened(found[narrow]!, place)!;
      continue;
    }
    const at = found.findIndex(word => isPartOf(place, word));
    if (at >= 0) found[at] = mayLook() ? await whole(look, found[at]!, place) : { ...found[at]!, ocrConfidence: MARK_LOST };
    if (at >= 0) continue;
    if (!mayLook()) break;
    for (const seen of await readPlace(look, place)) {
      const read = withMicro(look, seen, found);
      const word = likeItsColumn(read, found);
      if ((word !== read || isBelievable(read)) && !found.some(other => overlap(other.box, read.box))) found.push(word);
    }
  }
  const units = found.map(word => likeItsColumn(word, found));
  return inReadingOrder(units.map(word => likeItsLine(word, units)));
}

/** Headings of one line, one of which is `µg/kg`, say no `ng/kg` beside it. */
function likeItsLine(word: Word, all: readonly Word[]): Word {
  if (!/^[([]?ng\//u.test(word.text)) return word;
  const micro = word.text.replace('n', 'µ');
  const beside = all.some(other => other.text === micro && Math.abs(other.baseline - word.baseline) < 0.3 * word.fontSize);
  return beside ? { ...word, text: micro } : word;
}

/** `4.7x10°`, `7.7x10"`, `2.5x102`, `≤10°`, `10*`: a raised figure too small to be read, or read as one more digit. */
const POWER_LOST = /^(?:([<>≤≥]?\d[\d.,]*\s?[x×*]\s?10)[°º"”“’'*?%\d]{0,2}|([<>≤≥]?10)[°º*”“])$/u;

/** `2.0 x 10%`, `10*`: what stands behind the 10 of a count is its power, whatever it was read as. */
const isBehindTimes = (word: Word, before: Word | undefined): boolean =>
  /^10[^\p{L}\d\s^]$/u.test(word.text) &&
  before !== undefined &&
  /^[x×*]$/u.test(before.text) &&
  Math.abs(word.box[0] - before.box[2]) < 0.6 * word.fontSize &&
  Math.abs(word.baseline - before.baseline) < 0.3 * word.fontSize;

/** The raised figure enlarged; one that is not read even so stays as it was, and says no number. */
async function withPower({ engine, language, scale, grey }: Look, word: Word): Promise<Word> {
  const [, counted, whole = counted] = POWER_LOST.exec(word.text) ?? [];
  const size = word.fontSize;
  const [top, bottom] = [word.baseline - 1.02 * size, word.baseline - 0.28 * size];
  const votes = new Map<string, number>();
  for (const [part, factor] of [
    [0.42, 1],
    [0.36, 1],
    [0.36, 2],
  ] as const) {
    const cut = crop(grey, (word.box[2] - part * size) / scale, top / scale, (word.box[2] + 0.12 * size) / scale, bottom / scale);
    const lines = await engine.read(resize(cut, factor), 'line', language);
    const seen = lines.flatMap(line => line.words.map(one => one.text)).join('');
    // with it, the edge of the 0 before it may be cut out
    const figure = STROKE.test(seen) ? '1' : seen.replace(/^\P{N}(?=\d$)/u, '');
    if (/^[1-9]$/.test(figure)) votes.set(figure, (votes.get(figure) ?? 0) + 1);
  }
  const [best, other] = [...votes].sort((a, b) => b[1] - a[1]);
  const digit = /10(\d+)$/.exec(word.text)?.[1];
  if (digit !== undefined && digit !== best?.[0]) return word;
  return whole && best && best[1] >= 2 && !other ? { ...word, text: `${whole}^${best[0]}`, ocrConfidence: MARK_MEASURED } : word;
}

/** What a lone 1 is read as. */
const STROKE = /^[1ilI!|]{1,2}$/u;

const isPower = (place: Box, { text, box, fontSize }: Word): boolean =>
  /^10\^\d$/.test(text) && Math.abs(box[0] - place[2]) < 0.6 * fontSize && isBeside(place, box);

/** What stands between a number and a power of ten can be nothing else. */
const isTimes = (place: Box, words: readonly Word[]): boolean =>
  words.some(word => isPower(place, word)) &&
  words.some(({ text, box, fontSize }) => /^\d[\d.,]*$/.test(text) && Math.abs(place[0] - box[2]) < 0.6 * fontSize && isBeside(place, box));

const timesAt = (box: Box, power: Word): Word => ({ ...power, text: 'x', box, ocrConfidence: MARK_MEASURED });

const isBeside = ([, top, , bottom]: Box, box: Box): boolean => Math.min(bottom, box[3]) - Math.max(top, box[1]) > 0.3 * (box[3] - box[1]);

/** Ink as close to a number as its figures are to one another. */
function isPartOf([left, top, right, bottom]: Box, { text, box, fontSize }: Word): boolean {
  if (!/^[<>≤≥~±]?[.,]?\d/u.test(text)) return false;
  const gap = Math.max(box[0] - right, left - box[2]);
  return gap < 0.3 * fontSize && Math.min(bottom, box[3]) - Math.max(top, box[1]) > 0.5 * (box[3] - box[1]);
}

/** A number with the ink beside it that was not read: `47` may be the rest of a `1.47`. Where both together read as no number, it is not relied on. */
async function whole(look: Look, word: Word, place: Box): Promise<Word> {
  const box: Box = [Math.min(word.box[0], place[0]), word.box[1], Math.max(word.box[2], place[2]), word.box[3]];
  const seen = await readPlace(look, box, { word: { ...word, box } });
  const text = seen.map(one => one.text).join('');
  const sureness = Math.min(...seen.map(one => one.ocrConfidence ?? 0), MARK_FOUND);
  if (!isNumber(text) || text === word.text || !text.includes(word.text.replace(/^[.,]/, ''))) return { ...word, ocrConfidence: MARK_LOST };
  return { ...word, text, box, ocrConfidence: sureness };
}

/** No dirt is read as that, however unsurely. */
const COLONIES = /^[([]?(?:CFU|cfu|KTJ|KBE|UFC)\/(?:g|m[lL])[)\]]?$/u;
const TRACES = /^[([]?[nµ]g\/(?:k?g|m[lL])[)\]]?$/u;

/** What cells hold: figures, units, findings, words and analytes that are known. The remains of rules are read as letters, too. */
function isBelievable({ text, ocrConfidence = 0 }: Word): boolean {
  if ((ocrConfidence >= UNIT_BELIEVED && TRACES.test(text)) || COLONIES.test(text)) return true;
  if (ocrConfidence < BELIEVED) return false;
  if (/^[<>≤≥~±]?\d+(?:[.,]\d+)*%?$|^[([]?(?:%|\p{L}{1,4}\/\p{L}{1,6})[)\]]?$|^N[./]?[DTA]\.?$|^<?[LM]O[QD]$/u.test(text)) return true;
  return text.length >= 3 && (isKnownWord(text) || looksLikeAnalyte(text) > 0.9);
}

const isNumber = (text: string): boolean => /^[<>≤≥~±]?\d+(?:[.,]\d+)*%?$/u.test(text);

/** Alone, a `g` is seen as a 9. */
const MEASURE = /^(?:[mk]?g|m?[lL]|%)$/;

/** Hardly sure, and neither a number nor a word that is known. */
function isOdd({ text, ocrConfidence = 0 }: Word): boolean {
  if (/^\(?±$/u.test(text)) return false;
  if (/^[.\\|]/.test(text) || /^\d+[:;'’]\d+$/u.test(text)) return true;
  if (ocrConfidence >= SURE || (ocrConfidence > 0.6 && MEASURE.test(text))) return false;
  return !(text.length >= 3 && ocrConfidence > 0.6 && (isKnownWord(text) || looksLikeAnalyte(text) > 0.9));
}

const lostMark = ({ grey, scale }: Look, word: Word): number | null => {
  const number = /^[<>≤≥~±]?\d{2,}%?$/u.test(word.text) ? word : counted(word);
  return number && markOf(grey, number, scale);
};

/** `35x10^4` for `3.5x10^4`. */
const COUNTED = /^(\d{2,3})[x×*]10(?:\^\d|[^\p{L}\s])?$/u;

/** In parts of the type size. */
const FIGURE_WIDE = 0.55;

/** The figures before the `x`, where they stand with a mark among them. */
function counted(word: Word): Word | null {
  const figures = COUNTED.exec(word.text)?.[1];
  if (figures === undefined) return null;
  const [left, top, , bottom] = word.box;
  return { ...word, text: figures, box: [left, top, left + (figures.length + 0.5) * FIGURE_WIDE * word.fontSize, bottom] };
}

/** Enlarged, most marks are read after all; one that is not is put where the picture shows it. */
async function marked(look: Look, word: Word, mark: number): Promise<Word> {
  const figures = counted(word);
  if (figures)
    return { ...word, text: (withMark(figures, mark) ?? figures.text) + word.text.slice(figures.text.length), ocrConfidence: MARK_LOST };
  const seen: string[] = [];
  let without = 0;
  for (const factor of ENLARGED) {
    const text = (await readPlace(look, word.box, { word, factor })).map(one => one.text).join('');
    if (text === word.text) without++;
    if (!isNumber(text) || !/[.,]/.test(text)) continue;
    if (text.replace(/[.,]/g, '') === word.text) return { ...word, text, ocrConfidence: MARK_FOUND };
    // the mark was taken for one more digit: what two sizes say
    if (seen.includes(text)) return { ...word, text, ocrConfidence: MARK_MEASURED };
    seen.push(text);
  }
  // where some size shows fewer digits, one of them may be the mark
  const isSurelyWithout = without === ENLARGED.length && (word.ocrConfidence ?? 0) >= SURELY;
  const measured = seen.length > 0 || isSurelyWithout ? null : withMark(word, mark);
  return measured === null ? { ...word, ocrConfidence: MARK_LOST } : { ...word, text: measured, ocrConfidence: MARK_MEASURED };
}

/** Each size loses other marks. */
const ENLARGED = [2, 1.25, 1.5, 2.5];
/** What was read so surely, and at every size, is left to a person: the foot of a 1 may look like a mark. */
const SURELY = 0.95;

async function again(look: Look, word: Word): Promise<Word> {
  const seen = await readPlace(look, word.box, { word });
  const text = seen.map(one => one.text).join('');
  const sureness = Math.min(...seen.map(one => one.ocrConfidence ?? 0), 1);
  if (seen.length === 0 || text === word.text || !isWhole(seen, word)) return word;
  // enlarged, a capital is as high as any letter
  if (text.toLowerCase() === word.text.toLowerCase()) return { ...word, ocrConfidence: Math.max(sureness, word.ocrConfidence ?? 0) };
  const differ = /\d/.test(word.text + text) && figures(word.text) !== figures(text);
  if (sureness <= (word.ocrConfidence ?? 0) + 0.03) return differ ? { ...word, ocrConfidence: (word.ocrConfidence ?? 0) * 0.7 } : word;
  return seen.length === 1 ? { ...word, text, ocrConfidence: differ ? sureness * 0.8 : sureness } : word;
}

/** `1g` of `Absence in 1g` was seen again, not the whole. */
const isWhole = (seen: readonly Word[], { box }: Word): boolean =>
  Math.max(...seen.map(one => one.box[2])) - Math.min(...seen.map(one => one.box[0])) > 0.6 * (box[2] - box[0]);

const figures = (text: string): string => text.replace(/[^\d.,]/gu, '');

/** One line, cut out and enlarged where its type is small. */
async function readPlace(
  { engine, language, scale, grey }: Look,
  [left, top, right, bottom]: Box,
  { word, factor: wanted }: { word?: Word; factor?: number } = {},
): Promise<Word[]> {
  const size = word?.fontSize ?? bottom - top;
  const [upper, lower] = word ? [word.baseline - 0.95 * size, word.baseline + 0.32 * size] : [top - 0.15 * size, bottom + 0.15 * size];
  const [x0, y0] = [(left - 0.18 * size) / scale, upper / scale];
  const cut = crop(grey, x0, y0, (right + 0.18 * size) / scale, lower / scale);
  const factor = wanted ?? Math.max(1, Math.min(2, 70 / cut.height));
  const margin = Math.ceil(cut.height / (5 / 3) / 3);
  const lines = await engine.read(resize(cut, factor), 'line', language);
  const move = ([a, b, c, d]: Box): Box => {
    const [dx, dy] = [(Math.max(0, Math.round(x0)) - margin) * scale, (Math.max(0, Math.round(y0)) - margin) * scale];
    return [a + dx, b + dy, c + dx, d + dy];
  };
  return wordsOf(lines, scale / factor).map(found => {
    const box = move(found.box);
    return { ...found, box, baseline: found.baseline + box[1] - found.box[1] };
  });
}
