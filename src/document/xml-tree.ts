/** XML as the values of a JSON text would be: elements are members of objects, repeated ones lists, attributes members like any other. */
import { DocumentRefused } from './document.ts';
import { decodeText } from './encoding.ts';
import { MAX_DEPTH } from './json.ts';
import { visitXml } from './xml.ts';

const MOST_ELEMENTS = 200_000;

interface Open {
  readonly name: string;
  readonly members: Map<string, unknown[]>;
  text: string;
}

/** `{ "Report": { … } }`. Throws DocumentRefused for what is nested or long as no certificate is, or not closed. */
export function readXmlTree(bytes: Uint8Array): unknown {
  const root: Open = { name: '', members: new Map(), text: '' };
  const open = [root];
  let count = 0;
  visitXml(decodeText(bytes), {
    open({ name, attributes }) {
      if (open.length > MAX_DEPTH || ++count > MOST_ELEMENTS)
        throw new DocumentRefused(
          'unsafe-content',
          'The XML is nested deeper, or has more elements, than any certificate. Send the report alone.',
        );
      const members = new Map<string, unknown[]>();
      for (const [attribute, value] of attributes) {
        if (!/^(?:xmlns|xsi:|xml:)/.test(attribute)) put(members, attribute.slice(attribute.indexOf(':') + 1), value);
      }
      open.push({ name, members, text: '' });
    },
    text(text) {
      open.at(-1)!.text += text;
    },
    close(name) {
      const element = open.at(-1)!;
      if (open.length < 2 || element.name !== name) throw broken();
      open.pop();
      put(open.at(-1)!.members, name, asValue(element));
    },
  });
  if (open.length > 1) throw broken();
  return asValue(root);
}

function put(members: Map<string, unknown[]>, name: string, value: unknown): void {
  const values = members.get(name);
  if (values) values.push(value);
  else members.set(name, [value]);
}

function asValue({ members, text }: Open): unknown {
  const own = text.trim();
  if (members.size === 0) return own === '' ? null : own;
  const entries = [...members].map(([name, values]) => [name, values.length === 1 ? values[0] : values] as const);
  return Object.fromEntries(own === '' ? entries : [...entries, ['value', own]]);
}

const broken = (): DocumentRefused => new DocumentRefused('broken-file', 'The XML is damaged or incomplete. Export it again.');
