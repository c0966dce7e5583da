/** As much XML as a workbook needs: tags, attributes, text. There are no document types, so no entity of the file's own is ever expanded. */
import { DocumentRefused } from './document.ts';

export interface Tag {
  /** Without its namespace prefix. */
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
}

export interface XmlVisitor {
  open?(tag: Tag): void;
  text?(text: string): void;
  close?(name: string): void;
}

const TOKEN = /<!--[\s\S]*?-->|<!\[CDATA\[([\s\S]*?)\]\]>|<\?[\s\S]*?\?>|<(\/?)([^\s/>]+)((?:[^>"']|"[^"]*"|'[^']*')*?)(\/?)>|([^<]+)|</g;
const ATTRIBUTE = /([^\s=]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;

/** Throws DocumentRefused when the XML declares a document type. */
export function visitXml(xml: string, visitor: XmlVisitor): void {
  if (/<!(?:DOCTYPE|ENTITY)/i.test(xml)) {
    throw new DocumentRefused(
      'unsafe-content',
      'The file declares XML entities, which no program that exports results writes. Save it again, or send its table as CSV.',
    );
  }
  for (const match of xml.matchAll(TOKEN)) {
    const [, cdata, slash, rawName, attributes, selfClosing, text] = match;
    if (cdata !== undefined) visitor.text?.(cdata);
    else if (text !== undefined) visitor.text?.(decodeXml(text));
    else if (rawName !== undefined) {
      const name = rawName.slice(rawName.indexOf(':') + 1);
      if (slash) visitor.close?.(name);
      else {
        visitor.open?.({ name, attributes: attributesOf(attributes ?? '') });
        if (selfClosing) visitor.close?.(name);
      }
    }
  }
}

function attributesOf(text: string): ReadonlyMap<string, string> {
  const map = new Map<string, string>();
  for (const [, name = '', double, single] of text.matchAll(ATTRIBUTE)) map.set(name, decodeXml(double ?? single ?? ''));
  return map;
}

const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function decodeXml(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(\w+));/gi, (whole, hex, decimal, name) => {
    if (name) return (Object.hasOwn(NAMED, name) ? NAMED[name] : undefined) ?? whole;
    const code = hex ? Number.parseInt(hex, 16) : Number(decimal);
    return code <= 0x10ffff ? String.fromCodePoint(code) : '\ufffd';
  });
}
