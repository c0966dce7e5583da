/** Reads what a field is compared with. */
import { UNITS } from '../coa/unit.ts';
import { comparableUnit, decimalOf } from './amount.ts';
import { type FieldName, fieldOf } from './fields.ts';
import type { Operand } from './filter.ts';
import { KEYWORDS } from './lex.ts';
import type { Reader } from './reader.ts';

const USUAL_UNITS = UNITS.filter(({ power }) => power !== 'log').map(({ code }) => code);

/** `0.5 mg/kg`, `0.5mg/kg`, `10 % w/v`. A unit is always written: nothing else says what the number is of. */
export function readAmount(reader: Reader, name: FieldName): Operand {
  const token = reader.take();
  const { example } = fieldOf(name);
  if (token.kind !== 'word') return reader.fail('A number with its unit should stand here.', [example], token.at);
  const [, digits = '', joined = ''] = /^([+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)(.*)$/.exec(token.text) ?? [];
  const number = decimalOf(digits);
  if (number === null) return reader.fail(`“${token.text}” is no decimal number.`, [example], token.at);
  const words = joined === '' ? [] : [joined];
  const start = joined === '' ? reader.next.at.from : token.at.from + digits.length;
  while (isPartOfUnit(reader)) words.push((reader.take() as { text: string }).text);
  const at = { from: start, to: Math.max(start, words.length === 0 ? start : reader.end) };
  if (words.length === 0)
    return reader.fail(`${digits} needs a unit, such as ${digits} mg/kg.`, USUAL_UNITS, { from: token.at.from, to: token.at.to });
  const unit = comparableUnit(words.join(' '));
  if (unit === null) return reader.fail(`“${words.join(' ')}” is no unit in which values are compared.`, USUAL_UNITS, at);
  return { type: 'quantity', number, unit: unit.code };
}

/** A word that no sign makes a field of, nor a keyword; the whole unit may stand in quotation marks. */
function isPartOfUnit({ next, afterNext }: Reader): boolean {
  if (next.kind === 'quoted') return true;
  if (next.kind !== 'word' || KEYWORDS.has(next.text.toLowerCase())) return false;
  return afterNext.kind !== 'sign' || !['(', ':', '~', '<', '<=', '>', '>=', '=', '!='].includes(afterNext.sign);
}

export function readNumber(reader: Reader, name: FieldName): Operand {
  const token = reader.take();
  const number = token.kind === 'word' ? decimalOf(token.text) : null;
  return number === null ? reader.fail('A number should stand here.', [fieldOf(name).example], token.at) : { type: 'number', number };
}

const DAY = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/;

export function readDay(reader: Reader, name: FieldName): Operand {
  const token = reader.take();
  const [day, year, month = '01', date = '01'] = (token.kind === 'word' && DAY.exec(token.text)) || [];
  if (day === undefined) return reader.fail('A day, month or year should stand here.', [fieldOf(name).example], token.at);
  const read = new Date(`${year}-${month}-${date}T00:00:00Z`);
  // Date rolls 30 February over to March
  if (year === '0000' || Number.isNaN(read.getTime()) || read.getUTCDate() !== Number(date))
    return reader.fail(`The calendar has no ${day}.`, [fieldOf(name).example], token.at);
  return { type: 'day', day };
}

/** First day of it, and the first day after it. */
export function spanOfDays(day: string): { readonly from: string; readonly until: string } {
  const [year = 0, month, date] = day.split('-').map(Number);
  const from = new Date(Date.UTC(year, (month ?? 1) - 1, date ?? 1));
  // years below 100 would be taken for those of the twentieth century
  from.setUTCFullYear(year);
  const until = new Date(from);
  if (month === undefined) until.setUTCFullYear(year + 1);
  else if (date === undefined) until.setUTCMonth(until.getUTCMonth() + 1);
  else until.setUTCDate(until.getUTCDate() + 1);
  return { from: isoDay(from), until: isoDay(until) };
}

/** Year 9999 is followed by 10000, which ISO writes with a sign. */
const isoDay = (date: Date): string => date.toISOString().replace(/^\+0?/, '').replace(/T.*$/, '');
