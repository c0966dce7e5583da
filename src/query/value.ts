/** Reads one value of a field that has values by name. */
import { analyteById } from '../coa/analyte.ts';
import { parseUnit, UNITS } from '../coa/unit.ts';
import type { Field, FieldName } from './fields.ts';
import { nearest, nearestAnalyte } from './nearest.ts';
import type { Reader } from './reader.ts';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

export function readValue(reader: Reader, name: FieldName, field: Field): string {
  const token = reader.take();
  if (token.kind !== 'word' && token.kind !== 'quoted')
    return reader.fail(
      token.kind === 'end' ? `The value of \`${name}\` is missing.` : 'A value should stand here.',
      [field.example],
      token.at,
    );
  const { text } = token;
  const refuse = (message: string, accepted: readonly string[] = [field.example]): never => reader.fail(message, accepted, token.at);
  if (/\p{Cc}/u.test(text) || text.trim() === '') return refuse('A value holds no control characters and is not empty.');
  if (token.kind === 'word' && text.toLowerCase() === 'missing')
    return refuse('`missing` stands alone: write `or` between two statements.', [`${name}:missing`]);
  switch (field.type) {
    case 'word':
    case 'verdict':
      return wordOf(text, field.words ?? [], refuse);
    case 'analyte':
      return analyteOf(text, refuse);
    case 'unit':
      return unitOf(text, refuse);
    case 'id':
      return UUID.test(text) ? text.toLowerCase() : refuse(`“${text}” is no identifier.`);
    default:
      return text;
  }
}

type Refuse = (message: string, accepted?: readonly string[]) => never;

function wordOf(text: string, words: readonly string[], refuse: Refuse): string {
  const spelled = text.toLowerCase().replaceAll('-', '_');
  if (words.includes(spelled)) return spelled;
  if (spelled === 'not_tested' || spelled === 'not_applicable')
    return refuse(`What was not tested or does not apply has no stored verdict: write \`missing\`.`, [...words, 'missing']);
  const meant = nearest(spelled, words);
  return refuse(`“${text}” is none of its values.${meant === null ? '' : ` Did you mean \`${meant}\`?`}`, words);
}

function analyteOf(text: string, refuse: Refuse): string {
  const spelled = text.toLowerCase().replaceAll('-', '_');
  if (analyteById(spelled)) return spelled;
  const meant = nearestAnalyte(text);
  const hint = meant === null ? ' GET /api/v1/analytes lists them.' : ` Did you mean \`${meant}\`?`;
  return refuse(`“${text}” is not the id of an analyte.${hint}`, meant === null ? ['lead'] : [meant]);
}

function unitOf(text: string, refuse: Refuse): string {
  const unit = parseUnit(text);
  return unit === null
    ? refuse(
        `“${text}” is no unit known here.`,
        UNITS.map(({ code }) => code),
      )
    : unit.code;
}
