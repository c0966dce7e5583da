/** What must not stand in a page, whatever strangers’ files say: found by a parser as browsers have one. */
import { type DefaultTreeAdapterMap, parse } from 'parse5';

type Node = DefaultTreeAdapterMap['node'];
type Element = DefaultTreeAdapterMap['element'];

const FOREIGN = new Set([
  'iframe',
  'frame',
  'object',
  'embed',
  'applet',
  'base',
  'style',
  'plaintext',
  'xmp',
  'noscript',
  'video',
  'math',
  'b',
  'font',
  'marquee',
  'animate',
]);
const ADDRESSES = new Set(['href', 'src', 'action', 'formaction', 'poster', 'data', 'xlink:href']);
/** To this site, or to another by a protocol that runs nothing. */
const HARMLESS = /^(?:\/(?!\/)|[#?]|https?:\/\/|mailto:)/;

export interface Looked {
  readonly complaints: readonly string[];
  /** Addresses of this site that the page links to. */
  readonly links: readonly string[];
  readonly text: string;
}

export function look(html: string): Looked {
  const complaints: string[] = [];
  const links: string[] = [];
  let text = '';
  const visit = (node: Node): void => {
    if ('value' in node) text += node.value;
    if ('tagName' in node) {
      complaints.push(...complaintsOf(node));
      const href = node.attrs.find(({ name }) => name === 'href')?.value;
      if (node.tagName === 'a' && href?.startsWith('/')) links.push(href.replace(/#.*/, ''));
    }
    if ('childNodes' in node) node.childNodes.forEach(visit);
  };
  visit(parse(html));
  return { complaints, links, text };
}

function complaintsOf(element: Element): string[] {
  const { tagName, attrs } = element;
  const value = (name: string) => attrs.find(attribute => attribute.name === name)?.value;
  const found = FOREIGN.has(tagName) ? [`<${tagName}>`] : [];
  if (tagName === 'script') {
    if (value('type') === 'application/ld+json') JSON.parse((element.childNodes[0] as DefaultTreeAdapterMap['textNode']).value);
    else if (!value('src')?.startsWith('/assets/') || element.childNodes.length > 0) found.push('a script in the page');
  }
  if (tagName === 'meta' && value('http-equiv')?.toLowerCase() === 'refresh' && /url/i.test(value('content') ?? ''))
    found.push('leads away by itself');
  if (tagName === 'link' && !HARMLESS.test(value('href') ?? '')) found.push(`<link> to ${value('href')}`);
  for (const { name, value: content } of attrs) {
    if (/^on|^style$|^srcdoc$/i.test(name)) found.push(`<${tagName} ${name}>`);
    if (ADDRESSES.has(name) && content !== '' && !HARMLESS.test(content)) found.push(`<${tagName} ${name}="${content}">`);
    if (/hostile/.test(name)) found.push(`an attribute ${name}`);
  }
  return found;
}
