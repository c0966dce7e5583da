/** Lists of panels, of symbols and of limits, and units and limits away from their columns; all names and numbers invented. */
import { transcribeAny } from '../../../importers/any-laboratory/importer.ts';
import { printedHeader } from '../printed-header.ts';
import { documentOf, type Placed, pageOf } from '../printed-page.ts';
import { told } from './page.ts';

/** Lines of cells at the same places. */
const grid = (top: number, at: readonly number[], lines: readonly (readonly string[])[]): Placed[] =>
  lines.flatMap((line, i) => line.flatMap((text, k): Placed[] => (text === '' ? [] : [[at[k]!, top + i * 12, text]])));
const rowsOf = (...pages: readonly (readonly Placed[])[]) =>
  transcribeAny(documentOf(...pages.map((placed, i) => pageOf(i + 1, placed)))).flatMap(({ rows }) => rows);
const toldOf = (...pages: readonly (readonly Placed[])[]) => rowsOf(...pages).map(told);

test('the large stamp of whoever got the paper gives no day of receipt', () => {
  const header = printedHeader(
    pageOf(1, [
      [36, 96, 'Sample:'],
      [90, 96, 'Green Leaf'],
      [36, 108, 'Date Reported:'],
      [120, 108, '03/19/2024'],
      [420, 60, 'RECEIVED', { size: 13 }],
      [420, 76, 'MAR 28 2024', { size: 13 }],
    ]),
  );
  expect(header).toMatchObject({ reported: '03/19/2024' });
  expect(header).not.toHaveProperty('received');
});
