/** Tables that a page builds of boxes instead of `<table>`: rows beside one another in the tree, each of as many boxes. */
import type { DefaultTreeAdapterTypes } from 'parse5';

type Node = DefaultTreeAdapterTypes.ChildNode;
type Element = DefaultTreeAdapterTypes.Element;

const isElement = (node: Node): node is Element => 'tagName' in node;
const BOXES = /^(?:div|span|p|li|b|strong|section|dd|dt|label|a|h[1-6])$/;
const FEWEST_ROWS = 2;
const MOST_CELLS = 60;

/** The boxes of a row, null for an element that is none: nothing stands beside them, and each holds a text of its own. */
export function gridCells(row: Element): Element[] | null {
  if (!/^(?:div|ul|ol|li|a|section|p)$/.test(row.tagName)) return null;
  const cells = row.childNodes.filter(isElement);
  if (cells.length < 2 || cells.length > MOST_CELLS) return null;
  const isPlain = row.childNodes.every(node => isElement(node) || !('value' in node) || node.value.trim() === '');
  return isPlain && cells.every(cell => BOXES.test(cell.tagName) && isLeaf(cell, 0)) ? cells : null;
}

/** One line of text, however it is dressed. */
function isLeaf(element: Element, depth: number): boolean {
  const inside = element.childNodes.filter(isElement);
  if (depth > 4) return false;
  return inside.length <= 1
    ? inside.every(child => child.tagName !== 'table' && isLeaf(child, depth + 1))
    : inside.every(child => /^(?:span|b|i|em|strong|sup|sub|small|a|code)$/.test(child.tagName) && isLeaf(child, depth + 1));
}

/**
 * The rows of a grid below the element, null where it is none. Two boxes a row may as well be lines under one another: there the boxes
 * have to stand beside each other by their kind (`<span>`), or by the names of their classes (`label`, `value`).
 */
export function gridRows(element: Element): Element[][] | null {
  const rows = element.childNodes.filter(isElement).map(row => gridCells(row));
  const counts = rows.flatMap(cells => (cells ? [cells.length] : []));
  if (counts.length < FEWEST_ROWS || rows.some(cells => cells === null) || new Set(counts).size > 1) return null;
  const found = rows as Element[][];
  if (counts[0]! > 2) return found;
  const apart = found.every(
    cells => cells.every(({ tagName }) => /^(?:span|b|strong|label)$/.test(tagName)) || classOf(cells[0]!) !== classOf(cells[1]!),
  );
  return apart ? found : null;
}

const classOf = ({ attrs }: Element): string => attrs.find(({ name }) => name === 'class')?.value ?? '';
