import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { csvCell, csvLine } from '../../src/http/csv.ts';

test.each(['=1+1', '+cmd', '-2+3', '@SUM(A1)', '\t=1', ' =1', '＝1', '\r=1'])('%j cannot run in a spreadsheet', text => {
  expect(parse(csvLine([text]), { relax_column_count: true })[0]?.[0]).toBe(`'${text}`);
});

test.each(['-0.5', '1.20', '+3', '1.2E-05', '<0.05', '0'])('%j stays as it is', text => {
  expect(csvCell(text)).toBe(text);
});

test('what is missing is an empty cell, not a word', () => {
  expect(csvLine([null, undefined, '', 0, false])).toBe(',,,0,false\r\n');
});

test('any text comes back through a CSV reader, at most led by an apostrophe', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ minLength: 1 }), { minLength: 1, maxLength: 6 }), cells => {
      const [row] = parse(`x\r\n${csvLine(cells)}`, { relax_column_count: true, from_line: 1, skip_empty_lines: false }).slice(1);
      expect(row).toHaveLength(cells.length);
      cells.forEach((cell, index) => {
        expect([cell, `'${cell}`]).toContain(row?.[index]);
      });
    }),
  );
});
