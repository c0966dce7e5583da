/** A workbook for people, written row by row: the packages at hand hold the whole of it in memory, or are no longer kept. */
import { Zip, ZipDeflate } from 'fflate';
import type { LongColumn, LongRow } from './long-table.ts';
import type { Rows } from './rows.ts';

/** A sheet holds no more; what follows stands on further ones. */
const MOST_ROWS = 1_048_575;
const LONGEST_CELL = 32_767;

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
/** Control characters and halves of surrogate pairs, which XML cannot hold, are left out. */
const escaped = (text: string): string =>
  text
    .replace(/[\p{Cc}\p{Cs}\ufffe\uffff]/gu, sign => (sign === '\n' || sign === '\t' ? sign : ''))
    .replace(/[&<>"]/g, sign => ESCAPES[sign]!);

/** Styles by their place in styles.xml. */
const BOLD = 1;
const DAY = 2;
const MOMENT = 3;

/** Text is kept as text, whatever it begins with: a cell of type inlineStr never runs as a formula. */
const textCell = (text: string, style = 0): string => {
  const space = /^\s|\s$|\n/.test(text) ? ' xml:space="preserve"' : '';
  return `<c${style ? ` s="${style}"` : ''} t="inlineStr"><is><t${space}>${escaped(text.slice(0, LONGEST_CELL))}</t></is></c>`;
};
const numberCell = (number: string, style = 0): string => `<c${style ? ` s="${style}"` : ''}><v>${number}</v></c>`;

/** Days since 1899-12-30, as spreadsheets count from 1900-03-01 on. */
const serial = (iso: string): number => (Date.parse(iso) - Date.UTC(1899, 11, 30)) / 86_400_000;

function cellOf({ type }: LongColumn, value: LongRow[string]): string {
  if (value === null || value === undefined) return '<c/>';
  if (type === 'boolean') return `<c t="b"><v>${value ? 1 : 0}</v></c>`;
  if (type === 'decimal' || type === 'number' || type === 'integer') return numberCell(String(value));
  if (type !== 'date' && type !== 'timestamp') return textCell(String(value));
  const days = serial(String(value));
  // a spreadsheet has no days before March 1900
  return days < 61 ? textCell(String(value)) : numberCell(String(days), type === 'date' ? DAY : MOMENT);
}

const rowXml = (cells: readonly string[]): string => `<row>${cells.join('')}</row>`;

interface Package {
  /** Adds a file; what is pushed is compressed at once. */
  file(name: string): { push(text: string): void; end(): void };
  end(): void;
  /** What was compressed since the last call. */
  taken(): Uint8Array[];
}

function zipped(): Package {
  let chunks: Uint8Array[] = [];
  let failed: Error | null = null;
  const zip = new Zip((error, chunk) => {
    if (error) failed = error;
    else chunks.push(chunk);
  });
  const encoder = new TextEncoder();
  return {
    file(name) {
      const entry = new ZipDeflate(name, { level: 3 });
      // the same rows give the same bytes, whenever
      entry.mtime = new Date(2000, 0, 1);
      zip.add(entry);
      return { push: text => entry.push(encoder.encode(text)), end: () => entry.push(new Uint8Array(0), true) };
    },
    end: () => zip.end(),
    taken() {
      if (failed) throw failed;
      const taken = chunks;
      chunks = [];
      return taken;
    },
  };
}

export async function* xlsx(rows: Rows, columns: readonly LongColumn[]): AsyncGenerator<Uint8Array> {
  const pack = zipped();
  const names: string[] = [];
  let sheet: ReturnType<Package['file']> | null = null;
  let count = 0;
  const open = () => {
    names.push(names.length === 0 ? 'Results' : `Results ${names.length + 1}`);
    sheet = pack.file(`xl/worksheets/sheet${names.length}.xml`);
    sheet.push(sheetHead(columns.map(widthOf)));
    sheet.push(rowXml(columns.map(({ name }) => textCell(name, BOLD))));
    count = 0;
    return sheet;
  };
  const close = () => {
    sheet?.push(`</sheetData><autoFilter ref="A1:${letters(columns.length)}${count + 1}"/></worksheet>`);
    sheet?.end();
    sheet = null;
  };
  let current = open();
  for await (const batch of rows) {
    let text = '';
    for (const row of batch) {
      if (count === MOST_ROWS) {
        current.push(text);
        text = '';
        close();
        current = open();
      }
      text += rowXml(columns.map(column => cellOf(column, row[column.name] ?? null)));
      count += 1;
    }
    current.push(text);
    yield* pack.taken();
  }
  close();
  names.push('Columns');
  whole(pack, `xl/worksheets/sheet${names.length}.xml`, dictionarySheet(columns));
  for (const [name, text] of parts(names)) whole(pack, name, text);
  pack.end();
  yield* pack.taken();
}

function whole(pack: Package, name: string, text: string): void {
  const file = pack.file(name);
  file.push(text);
  file.end();
}

const widthOf = ({ type }: LongColumn): number =>
  ({ uuid: 12, text: 18, decimal: 12, date: 12, timestamp: 20, integer: 8, number: 10, boolean: 8 })[type];

/** The first row stays in sight. */
const sheetHead = (widths: readonly number[]): string =>
  `${XML}<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>` +
  `<cols>${widths.map((width, i) => `<col min="${i + 1}" max="${i + 1}" width="${width}" customWidth="1"/>`).join('')}</cols><sheetData>`;

function letters(column: number): string {
  const rest = (column - 1) % 26;
  const before = (column - 1 - rest) / 26;
  return (before > 0 ? letters(before) : '') + String.fromCharCode(65 + rest);
}

function dictionarySheet(columns: readonly LongColumn[]): string {
  const rows = columns.map(({ name, type, unit, description }) =>
    rowXml([name, type, unit ?? '', description].map(text => textCell(text))),
  );
  const head = rowXml(['column', 'type', 'unit', 'meaning'].map(text => textCell(text, BOLD)));
  return `${sheetHead([20, 12, 8, 100])}${head}${rows.join('')}</sheetData></worksheet>`;
}

function parts(names: readonly string[]): [string, string][] {
  const sheets = names.map((name, i) => `<sheet name="${name}" sheetId="${i + 1}" r:id="rId${i + 1}"/>`).join('');
  const links = names
    .map((_, i) => `<Relationship Id="rId${i + 1}" Type="${OFFICE}/worksheet" Target="worksheets/sheet${i + 1}.xml"/>`)
    .join('');
  const type = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
  const types = names.map((_, i) => `<Override PartName="/xl/worksheets/sheet${i + 1}.xml" ContentType="${type}.worksheet+xml"/>`).join('');
  const font = (bold: string) => `<font>${bold}<sz val="11"/><name val="Calibri"/></font>`;
  const format = (number: number, fontId: number) =>
    `<xf numFmtId="${number}" fontId="${fontId}" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1"/>`;
  return [
    ['xl/workbook.xml', `${XML}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets>${sheets}</sheets></workbook>`],
    [
      'xl/_rels/workbook.xml.rels',
      `${XML}<Relationships xmlns="${PACKAGE}/relationships">${links}<Relationship Id="styles" Type="${OFFICE}/styles" Target="styles.xml"/></Relationships>`,
    ],
    [
      'xl/styles.xml',
      `${XML}<styleSheet xmlns="${MAIN}"><numFmts count="2"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/><numFmt numFmtId="165" formatCode="yyyy\\-mm\\-dd\\ hh:mm:ss"/></numFmts>` +
        `<fonts count="2">${font('')}${font('<b/>')}</fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>` +
        `<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="4">${format(0, 0)}${format(0, 1)}${format(164, 0)}${format(165, 0)}</cellXfs></styleSheet>`,
    ],
    [
      '_rels/.rels',
      `${XML}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    ],
    [
      '[Content_Types].xml',
      `${XML}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>` +
        `<Override PartName="/xl/workbook.xml" ContentType="${type}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${type}.styles+xml"/>${types}</Types>`,
    ],
  ];
}
