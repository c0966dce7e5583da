import { strToU8 } from 'fflate';
import { findDelimiter } from '../../src/document/csv.ts';
import { gridPage } from '../../src/document/grid.ts';
import { readHtml } from '../../src/document/html.ts';
import { sniff } from '../../src/document/sniff.ts';
import { readText } from '../../src/document/text.ts';

const cellsOf = (html: string) => readHtml(strToU8(html), 'page').sheets[0]!.cells.map(({ address, text }) => [address, text]);

describe('web pages', () => {
  test('tables keep their columns, spans and raised exponents', () => {
    const html = `<table><tr><th rowspan=2>Test</th><th colspan=2>Result</th></tr><tr><td>CFU/g</td><td>limit</td></tr>
      <tr><td>TAMC</td><td>1.2 x 10<sup>3</sup></td><td>10<sup>7</sup></td></tr></table>`;
    expect(cellsOf(html)).toEqual([
      ['A2', 'Test'],
      ['B2', 'Result'],
      ['B3', 'CFU/g'],
      ['C3', 'limit'],
      ['A4', 'TAMC'],
      ['B4', '1.2 x 10^3'],
      ['C4', '10^7'],
    ]);
  });

  test('scripts, hidden text and comments are no text; hidden numbers are told', () => {
    const {
      sheets: [sheet],
      problems,
    } = readHtml(
      strToU8('<p>Lead</p><script>document.write("9")</script><!-- 7 --><style>a{b:c}</style><div style="display: none">Cadmium 8</div>'),
      'page',
    );
    expect(sheet!.cells.map(({ text }) => text)).toEqual(['Lead']);
    expect(problems.map(({ code }) => code)).toEqual(['invisible-text']);
  });

  test('terms stand beside their descriptions, tables for layout are read through', () => {
    expect(
      cellsOf('<table><tr><td><dl><dt>Lot</dt><dd>A1</dd></dl><table><tr><td>Lead</td><td>0.1</td></tr></table></td></tr></table>'),
    ).toEqual([
      ['A1', 'Lot'],
      ['B1', 'A1'],
      ['A3', 'Lead'],
      ['B3', '0.1'],
    ]);
  });

  test("what the page's own style hides is hidden, unless another rule shows it; footnotes are no part of a name", () => {
    const html = `<style>.raw, td.x { display: none } .tab { display: none } .tab.open { display: block } @media print { .paper { display: none } }</style>
      <div class="tab">Kept 1</div><div class="paper">Kept 2</div>
      <table><tr><td>Arsenic<sup>1</sup></td><td class="raw">0.3312</td><td>0.33</td><td class="x">9</td></tr>
      <tr><td>Δ<sup>9</sup>-THC</td><td>10<sup>4</sup></td><td><input value="0.7"><input type="hidden" value="8"></td></tr></table>`;
    expect(cellsOf(html)).toEqual([
      ['A1', 'Kept 1'],
      ['A2', 'Kept 2'],
      ['A4', 'Arsenic'],
      ['C4', '0.33'],
      ['A5', 'Δ⁹-THC'],
      ['B5', '10^4'],
      ['C5', '0.7'],
    ]);
    expect(readHtml(strToU8(html), 'page').problems.map(({ code }) => code)).toEqual(['invisible-text']);
  });

  test('a cell with several labels has a row for each; a name over two lines has one', () => {
    const html = `<table><tr><td><h1>Invented Laboratory</h1>Nowhere Road</td><td>Report: R-1<br>Lot: L-1</td></tr>
      <tr><td>Yeast<br>and Mold</td><td>10</td></tr></table>`;
    expect(cellsOf(html)).toEqual([
      ['A2', 'Invented Laboratory'],
      ['A3', 'Nowhere Road'],
      ['B2', 'Report: R-1'],
      ['B3', 'Lot: L-1'],
      ['A4', 'Yeast and Mold'],
      ['B4', '10'],
    ]);
  });

  test('rows of boxes are rows of a table, a label and its value too; lines under one another are lines', () => {
    const box = (...texts: string[]) => `<div>${texts.map(text => `<div>${text}</div>`).join('')}</div>`;
    const html = `<div><span>Report ID</span><span>R-1</span></div><div>${box('Analyte', 'Result', 'Unit')}${box('Lead', '0.21', 'ppm')}</div>
      <div><div>Invented Laboratory</div><div>Nowhere Road 1</div></div>`;
    expect(cellsOf(html)).toEqual([
      ['A2', 'Report ID'],
      ['B2', 'R-1'],
      ['A5', 'Analyte'],
      ['B5', 'Result'],
      ['C5', 'Unit'],
      ['A6', 'Lead'],
      ['B6', '0.21'],
      ['C6', 'ppm'],
      ['A8', 'Invented Laboratory'],
      ['A9', 'Nowhere Road 1'],
    ]);
  });

  test('a unit beside several rows is that of each, a number or a heading is not', () => {
    const html = `<table><tr><th rowspan=2>Test</th><th>Result</th></tr><tr><th>x</th></tr>
      <tr><td>Lead</td><td>0.2</td><td rowspan=2>ppm</td><td rowspan=2>0.05</td></tr><tr><td>Cadmium</td><td>ND</td></tr></table>`;
    expect(cellsOf(html).filter(([address]) => /[45]$/.test(address!))).toEqual([
      ['A4', 'Lead'],
      ['B4', '0.2'],
      ['C4', 'ppm'],
      ['C5', 'ppm'],
      ['D4', '0.05'],
      ['A5', 'Cadmium'],
      ['B5', 'ND'],
    ]);
  });

  test('typed columns keep their places', () => {
    const { sheets } = readHtml(strToU8('<pre>\nANALYTE    RESULT\nLEAD         0.44\nCADMIUM     &lt;0.02\n</pre>'), 'page');
    expect(sheets.map(({ layout, cells }) => [layout, ...cells.map(({ column, text }) => `${column} ${text}`)])).toEqual([
      ['characters', '1 ANALYTE', '12 RESULT', '1 LEAD', '14 0.44', '1 CADMIUM', '13 <0.02'],
    ]);
  });

  test('what the tabs of a line part stands side by side; those before a line are blanks of the source', () => {
    expect(cellsOf('<p>Client\tExample Elm\nHerbals\tLot\tEE-1</p><div>\n\t\t<b>Lead</b>\n\t\tin ash</div>')).toEqual([
      ['A1', 'Client'],
      ['B1', 'Example Elm Herbals'],
      ['C1', 'Lot'],
      ['D1', 'EE-1'],
      ['A2', 'Lead in ash'],
    ]);
  });

  test('nested beyond reason is refused', () => {
    expect(() => cellsOf('<div>'.repeat(5000))).toThrow(expect.objectContaining({ reason: 'unsafe-content' }));
    expect(() => cellsOf('<table><tr><td>'.repeat(5000))).toThrow(expect.objectContaining({ reason: 'unsafe-content' }));
  });
});

describe('plain text', () => {
  test('lines that an answer quotes are read without the marks, where they stand', () => {
    const quoted = ['Lot: A-1', '', 'Analyte    Result', 'Lead       0.10'].map(line => `> ${line}`.trimEnd());
    expect(readText(strToU8(['Hello,', ...quoted].join('\n')), 'a.txt').cells.map(({ address, text }) => [address, text])).toEqual([
      ['L1C1', 'Hello,'],
      ['L2C3', 'Lot: A-1'],
      ['L4C3', 'Analyte'],
      ['L4C14', 'Result'],
      ['L5C3', 'Lead'],
      ['L5C14', '0.10'],
    ]);
    expect(readText(strToU8('> 0.5\n> 1\n'), 'a.txt').cells[0]!.text).toBe('> 0.5');
  });

  test('marks of Markdown are no letters', () => {
    const text = '# Certificate\n**Lot:** A-1\n**Report:** R-1\n\n| Analyte | Result |\n|:--|--:|\n| Lead | 0.1 |\n';
    expect(readText(strToU8(text), 'a.md').cells.map(cell => cell.text)).toEqual([
      'Certificate',
      'Lot: A-1',
      'Report: R-1',
      'Analyte',
      'Result',
      'Lead',
      '0.1',
    ]);
  });

  test('runs parted by two blanks are cells at their line and column; drawn lines are none', () => {
    const sheet = readText(strToU8('Lead  0.10 mg/kg\n----- + ----\n|Cadmium | ND |\n\tx'), 'a.txt');
    expect(sheet.cells.map(({ address, text }) => [address, text])).toEqual([
      ['L1C1', 'Lead'],
      ['L1C7', '0.10 mg/kg'],
      ['L3C2', 'Cadmium'],
      ['L3C12', 'ND'],
      ['L4C9', 'x'],
    ]);
  });

  test('fields between bars or tabs stand below each other, whatever their lengths', () => {
    const columns = (text: string) => {
      const { cells } = readText(strToU8(text), 'a.txt');
      return Map.groupBy(
        cells.filter(({ row }) => row > 1),
        ({ column }) => column,
      )
        .values()
        .map(column => column.map(({ text }) => text))
        .toArray();
    };
    const bars = 'Sheet\nItem | Standard | Results |\nAppearance | Yellow powder | Complies |\nMicrobiological | |||\nPb|≤2ppm|0.8ppm|\n';
    expect(columns(bars)).toEqual([
      ['Item', 'Appearance', 'Microbiological', 'Pb'],
      ['Standard', 'Yellow powder', '≤2ppm'],
      ['Results', 'Complies', '0.8ppm'],
    ]);
    expect(readText(strToU8(bars), 'a.txt').cells.at(-1)!.address).toBe('L5C10');
    const tabs = 'Sheet\nItem\tSpecification of the batch\tResult\nTotal aerobic count\t\t120\nPb\t2 ppm\t0.8 ppm\n';
    expect(columns(tabs)).toEqual([
      ['Item', 'Total aerobic count', 'Pb'],
      ['Specification of the batch', '2 ppm'],
      ['Result', '120', '0.8 ppm'],
    ]);
  });

  test('lines no certificate has stay as they are, however many bars part them', () => {
    const wide = `${Array.from({ length: 61 }, (_, i) => `x${i}`).join(' | ')}\n${'y|'.repeat(61)}\n`;
    const [first] = readText(strToU8(wide), 'a.txt').cells.filter(({ row }) => row === 2);
    expect(first).toMatchObject({ address: 'L2C1', column: 1 });
    expect(readText(strToU8(wide), 'a.txt').cells.find(({ text }) => text === 'x1')).toMatchObject({ address: 'L1C6', column: 6 });
    const drawn = `${'-|-|-\n'.repeat(300_000)}a | bb | c\na|b|c\n`;
    expect(readText(strToU8(drawn), 'a.txt').cells.map(({ column }) => column)).toEqual([1, 5, 10, 1]);
    expect(() => readText(strToU8(`${'|'.repeat(2_000_000)}\na|b\n`), 'a.txt')).not.toThrow();
  });

  test('columns kept by blanks are not CSV, whatever commas the words have', () => {
    const lines = [
      'Imaginary Laboratory, LLC',
      'Main Street 1, Springfield, OR',
      ...['Lead', 'Cadmium', 'Arsenic'].map(name => `${name.padEnd(12)}  0.1   1.2   pass`),
    ];
    expect(sniff(strToU8(lines.join('\n')))).toBe('text/plain');
    expect(sniff(strToU8('lot, analyte, result\nA1, Lead, 0.1\n'))).toBe('text/csv');
    expect(sniff(strToU8('lot|analyte|result|unit\nA1|Lead|0.1|ppm\nA1|Arsenic|0.1|ppm\n'))).toBe('text/csv');
  });
});

test('a title above the table does not hide what parts its fields', () => {
  const text =
    'Nowhere Laboratory\nCertificate of Analysis\nReport;R-1;;\n\nCompound;Conc.;LOD;LOQ\nLead;0,21;0,01;0,03\nCadmium;ND;0,01;0,03\n';
  expect(sniff(strToU8(text))).toBe('text/csv');
  expect(findDelimiter(text)).toBe(';');
});

test('a sheet on a grid: blanks within a cell are narrow, between cells wide, and a place leads back to its cell', () => {
  const cells = [
    { address: 'A1', row: 1, column: 1, text: 'A title longer than any column of the table' },
    { address: 'A9', row: 9, column: 1, text: 'Total count' },
    { address: 'C9', row: 9, column: 3, text: '1 200' },
  ];
  const { page, cellsIn } = gridPage({ name: 's', cells }, 1);
  const at = (text: string) => page.words.find(word => word.text === text)!;
  expect(at('count').box[0] - at('Total').box[2]).toBeLessThan(3);
  expect(at('1').box[0] - at('count').box[2]).toBeGreaterThan(20);
  expect(at('1').box[0]).toBeLessThan(120);
  expect(cellsIn(at('200').box).map(({ address }) => address)).toEqual(['C9']);
});
