/** The long table as files, read back by readers of other people. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { parse } from 'csv-parse/sync';
import { loadSynthetic } from '../../bench/synthetic.ts';
import { wciaJson } from '../../importers/wcia-json/importer.ts';
import { interpret } from '../../src/coa/interpret.ts';
import type { Document } from '../../src/document/document.ts';
import { readXlsx } from '../../src/document/xlsx.ts';
import type { Format } from '../../src/export/formats.ts';
import { LONG_TABLE, type LongRow } from '../../src/export/long-table.ts';
import { csvCell } from '../../src/http/csv.ts';
import { parseFilter } from '../../src/query/parse.ts';
import { exportLongTable } from '../../src/store/export.ts';
import { type LongSelection, longRows } from '../../src/store/long-table.ts';
import { onPostgres, openTestStore, type TestStore } from '../database.ts';

const STRANGE = [
  '=1+1',
  '+cmd|x',
  '-2+3',
  '@SUM(A1)',
  '\t=1',
  ' =1',
  '\uff1d1',
  '\u00a0=x',
  '-0.5',
  '+3',
  '1.2E-05',
  'a,"b"\r\nc',
  "it's",
  '',
  '\\.',
  '<b>&',
  'čř😀',
  '\u0001x',
];

let store: TestStore;
let folder: string;
let rows: LongRow[];

beforeAll(async () => {
  store = await openTestStore();
  folder = await mkdtemp(join(tmpdir(), 'leafproof-export-'));
  await loadSynthetic(store, 105);
  const em = store.em();
  for (const [i, text] of STRANGE.entries()) {
    const printed = { name: 'Lead', value: text, unit: null, limit: null, verdict: null, uncertainty: null, method: text };
    await em.execute(
      `update result set printed = ?::jsonb where id = (select id from result where analyte_id = 'lead' order by id limit 1 offset ${i})`,
      [JSON.stringify(printed).replaceAll('?', '\\?')],
    );
  }
  rows = (await text('ndjson'))
    .trimEnd()
    .split('\n')
    .map(line => JSON.parse(line));
});

afterAll(async () => {
  await store.close();
  await rm(folder, { recursive: true, force: true });
});

async function bytes(format: Format, selection: LongSelection = {}): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of exportLongTable(store.em(), selection, format, { base: 'https://example.test' })) chunks.push(chunk);
  return Buffer.concat(chunks);
}
const text = async (format: Format, selection?: LongSelection): Promise<string> => (await bytes(format, selection)).toString('utf8');

test('NDJSON has every column of every row, exact decimals as text, in the order of the identifiers', async () => {
  expect(rows).toHaveLength(105 * 20);
  for (const row of rows.slice(0, 50)) expect(Object.keys(row)).toEqual(LONG_TABLE.map(({ name }) => name));
  const ids = rows.map(row => String(row.result_id));
  expect(ids).toEqual([...ids].sort());
  const plain = await store.em().execute<Record<string, unknown>[]>(longRows({}));
  expect(plain.map(row => [row.result_id, row.value, row.lo, row.hi, row.loq])).toEqual(
    rows.map(row => [row.result_id, row.value, row.lo, row.hi, row.loq]),
  );
  const lead = rows.find(row => row.analyte === 'lead' && row.kind === 'not_detected')!;
  expect(lead).toMatchObject({
    value: null,
    lo: '0',
    unit: 'mg/kg',
    unii: null,
    qc_role: 'routine',
    review_state: 'machine_checked',
    is_sample: false,
  });
  expect(rows.find(row => row.analyte === 'mitragynine')).toMatchObject({ unii: 'EP479K822J', parser_version: 'synthetic 1' });
  for (const { name, missing } of LONG_TABLE) if (!missing) expect(rows.filter(row => row[name] === null)).toEqual([]);
});

test('CSV is the same rows, and nothing in it runs in a spreadsheet', async () => {
  const csv = parse(await bytes('csv'), { columns: true, relax_column_count: false, record_delimiter: '\n' }) as Record<string, string>[];
  expect(csv).toHaveLength(rows.length);
  const strange = new Set(
    'lot method uncertainty report_number printed_name printed_value printed_unit printed_limit test_portion cell'.split(' '),
  );
  const guarded = (name: string, plain: string) =>
    strange.has(name) && csvCell(plain).replace(/^"/, '').startsWith("'") && !plain.startsWith("'") ? `'${plain}` : plain;
  const expected = rows.map(row => Object.fromEntries(LONG_TABLE.map(({ name }) => [name, guarded(name, String(row[name] ?? ''))])));
  expect(csv).toEqual(expected);
});

test('JSON is one document of the same rows', async () => {
  expect(JSON.parse(await text('json'))).toEqual({ items: rows });
  expect(JSON.parse(await text('json', { filter: parseFilter('vendor:nobody') }))).toEqual({ items: [] });
});

test('Parquet is read back identical by DuckDB', async () => {
  const file = join(folder, 'long.parquet');
  await writeFile(file, await bytes('parquet'));
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  try {
    const columns = LONG_TABLE.map(({ name, type }) =>
      type === 'date'
        ? `cast(${name} as varchar) as ${name}`
        : type === 'timestamp'
          ? `strftime(${name}, '%Y-%m-%dT%H:%M:%S.%gZ') as ${name}`
          : name,
    );
    const read = await connection.runAndReadAll(`select ${columns.join(', ')} from '${file}'`);
    expect(read.getRowObjectsJson()).toEqual(rows);
    const types = await connection.runAndReadAll(`select column_name, column_type from (describe select * from '${file}')`);
    const typeOf = new Map(types.getRowsJson() as [string, string][]);
    expect([
      typeOf.get('reported_at'),
      typeOf.get('recorded_at'),
      typeOf.get('page'),
      typeOf.get('value'),
      typeOf.get('is_sample'),
    ]).toEqual(['DATE', 'TIMESTAMP', 'INTEGER', 'VARCHAR', 'BOOLEAN']);
    const found = await connection.runAndReadAll(
      `select count(*)::int from '${file}' where analyte = 'lead' and cast(lo as decimal(38, 12)) > 0.5`,
    );
    expect(found.getRows()[0]![0]).toBe(rows.filter(row => row.analyte === 'lead' && Number(row.lo) > 0.5).length);
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
});

test('a workbook holds the same cells, text as text, and tells what they mean', async () => {
  const columns = ['analyte', 'value', 'lo', 'reported_at', 'printed_value', 'lo_closed'];
  const [results, dictionary] = readXlsx(await bytes('xlsx', { columns })).sheets;
  expect([results?.name, dictionary?.name]).toEqual(['Results', 'Columns']);
  expect(dictionary!.cells.filter(cell => cell.column === dictionary!.cells[0]!.column).map(cell => cell.text)).toEqual([
    'column',
    'result_id',
    ...columns,
  ]);
  const first = results!.cells[0]!;
  const at = new Map(results!.cells.map(cell => [`${cell.row - first.row} ${cell.column - first.column}`, cell.text]));
  expect(['result_id', ...columns].map((_, i) => at.get(`0 ${i}`))).toEqual(['result_id', ...columns]);
  rows.forEach((row, i) => {
    const cell = (column: number) => at.get(`${i + 1} ${column}`) ?? null;
    expect(cell(0)).toBe(row.result_id);
    expect(cell(4)).toBe(row.reported_at);
    expect(Number(cell(2))).toBe(Number(row.value));
    if (!/\p{Cc}|^\s|\s$/u.test(String(row.printed_value))) expect(cell(5) ?? '').toBe(row.printed_value);
  });
  expect(at.has(`${rows.length + 1} 0`)).toBe(false);
});

test('WCIA 2.2 is read again as the same findings, and no number stands for not detected', async () => {
  const filter = parseFilter('panel:alkaloids,metals and not name:lead');
  const json = JSON.parse(await text('wcia', { filter }));
  const document = { content: { kind: 'json', json } } as unknown as Document;
  expect(wciaJson.recognise(document)).not.toBeNull();
  const readings = wciaJson.transcribe(document).map(interpret);
  const wanted = rows.filter(
    row => ['alkaloids', 'metals'].includes(String(row.panel)) && row.printed_name !== 'Lead' && row.printed_name !== 'lead',
  );
  const read = readings.flatMap(({ results }) =>
    results.map(({ analyte, finding, number }) => [analyte, finding.kind, number === null ? null : Number(number)]),
  );
  expect(read.sort()).toEqual(wanted.map(row => [row.analyte, row.kind, row.value === null ? null : Number(row.value)]).sort());
  for (const { metric_list } of json) for (const { metrics } of metric_list) for (const { qom } of metrics) expect(qom).not.toBe(0);
});

test('columns and rows are chosen; the invented samples only when asked for', async () => {
  const csv = await text('csv', { filter: parseFilter('analyte:lead and form:powder'), columns: ['analyte', 'lo', 'hi'] });
  expect(csv.split('\n')[0]).toBe('result_id,analyte,lo,hi');
  const forms = new Set(rows.filter(row => row.analyte === 'lead' && row.form === 'powder').map(row => row.result_id));
  expect(
    new Set(
      csv
        .trimEnd()
        .split('\n')
        .slice(1)
        .map(line => line.slice(0, 36)),
    ),
  ).toEqual(forms);
  await store.em().execute('update certificate set is_sample = true where id = ?', [String(rows[0]!.document_id)]);
  expect((await text('ndjson')).trimEnd().split('\n')).toHaveLength(rows.length - 20);
  expect((await text('ndjson', { samples: 'samples' })).trimEnd().split('\n')).toHaveLength(20);
  expect((await text('ndjson', { samples: 'both' })).trimEnd().split('\n')).toHaveLength(rows.length);
  await store.em().execute('update certificate set is_sample = false');
});

test('stopping half way leaves the database free', async () => {
  for (let i = 0; i < (onPostgres ? 12 : 2); i++) {
    for await (const chunk of exportLongTable(store.em(), {}, 'csv', { base: '' })) if (chunk.length > 0) break;
    for await (const chunk of exportLongTable(store.em(), {}, 'parquet', { base: '' })) if (chunk.length > 0) break;
  }
  expect((await store.em().execute<{ n: number }[]>('select count(*)::int as n from result'))[0]?.n).toBe(rows.length);
});
