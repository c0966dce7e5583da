/** Classes and names that the page's own style sheet hides, marked as hidden in the tree. Only plain rules are understood. */
import type { DefaultTreeAdapterTypes } from 'parse5';

type Node = DefaultTreeAdapterTypes.ChildNode;
type Element = DefaultTreeAdapterTypes.Element;

const MOST_STYLE = 500_000;
const MAX_DEPTH = 400;
const HIDES = /(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse))/i;
const SHOWS = /(?:^|;)\s*(?:display\s*:(?!\s*none)|visibility\s*:\s*visible)/i;

export function markHidden(nodes: readonly Node[]): void {
  const rules = rulesOf(
    styles(nodes, 0)
      .join('\n')
      .slice(0, MOST_STYLE)
      .replace(/\/\*[\s\S]*?\*\//g, ''),
  );
  const hidden = rules.filter(({ body }) => HIDES.test(body)).map(({ selector }) => selector);
  // `.tab { display: none }` beside `.tab.open { display: block }`: which of them is shown, a rule alone does not say
  const shown = rules.filter(({ body }) => SHOWS.test(body)).map(({ selector }) => selector);
  const plain = new Set(
    hidden.filter(
      selector => /^(?:\w+)?[.#][\w-]+$/.test(selector) && !shown.some(other => namesOf(other).includes(namesOf(selector)[0]!)),
    ),
  );
  if (plain.size > 0) mark(nodes, plain, 0);
}

const namesOf = (selector: string): string[] => selector.match(/[.#][\w-]+/g) ?? [];

interface Rule {
  readonly selector: string;
  readonly body: string;
}

/** Those on the screen: what stands in braces of braces (`@media print`) is left out. */
function rulesOf(css: string): Rule[] {
  const rules: Rule[] = [];
  let depth = 0;
  let start = 0;
  let selectors = '';
  for (let i = 0; i < css.length; i++) {
    if (css[i] === '{') {
      if (depth === 0) selectors = css.slice(start, i);
      depth++;
      if (depth === 1) start = i + 1;
    } else if (css[i] === '}' && depth > 0) {
      depth--;
      if (depth > 0) continue;
      const body = css.slice(start, i);
      start = i + 1;
      if (selectors.includes('@') || body.includes('{')) continue;
      for (const selector of selectors.split(',')) rules.push({ selector: selector.trim(), body });
    }
  }
  return rules;
}

function styles(nodes: readonly Node[], depth: number): string[] {
  if (depth > MAX_DEPTH) return [];
  return nodes.flatMap(node => {
    if (!('tagName' in node)) return [];
    if (node.tagName !== 'style') return styles(node.childNodes, depth + 1);
    return node.childNodes.flatMap(child => (child.nodeName === '#text' && 'value' in child ? [child.value] : []));
  });
}

function mark(nodes: readonly Node[], hidden: ReadonlySet<string>, depth: number): void {
  if (depth > MAX_DEPTH) return;
  for (const node of nodes) {
    if (!('tagName' in node)) continue;
    if (selectorsOf(node).some(selector => hidden.has(selector))) node.attrs.push({ name: 'hidden', value: '' });
    mark(node.childNodes, hidden, depth + 1);
  }
}

function selectorsOf({ tagName, attrs }: Element): string[] {
  const of = (name: string): string => attrs.find(attr => attr.name === name)?.value ?? '';
  const marks = [
    ...of('class')
      .split(/\s+/)
      .filter(one => one !== '')
      .map(one => `.${one}`),
    ...(of('id') === '' ? [] : [`#${of('id')}`]),
  ];
  return marks.flatMap(one => [one, `${tagName}${one}`]);
}
