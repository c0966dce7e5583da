/** What of a lot's certificates was not read stands wherever something of the lot is called not tested. */
import request from 'supertest';
import { ingestFile } from '../../src/ingest/ingest.ts';
import { listLots } from '../../src/store/lot.ts';
import { fileOf, plainPool } from '../ingest/outcome.ts';
import { openTestApp, type TestApp } from './harness.ts';

const UNREAD = { code: 'lines-unread', severity: 'warning', message: 'Lines were not understood: “Cadmium | see note”.' } as const;
const OTHER = { code: 'date-ambiguous', severity: 'info', message: 'The date may be of May or of June.' } as const;

let site: TestApp;
beforeAll(async () => {
  site = await openTestApp();
  const { pool } = plainPool();
  const report = (number: string, lot: string) => ({
    number,
    lot,
    brand: 'Old Leaf',
    name: 'Red Powder',
    form: 'powder',
    reported: '2026-05-04',
  });
  const rows = [{ name: 'Lead', value: '0.2' }];
  const files = [
    fileOf('1.pdf', [{ ...report('R-1', 'L-1'), rows, problems: [OTHER, UNREAD] }]),
    fileOf('2.pdf', [{ ...report('R-2', 'L-1'), rows }]),
    fileOf('3.pdf', [{ ...report('R-3', 'L-2'), rows, problems: [OTHER] }]),
  ];
  for (const file of files) await ingestFile({ store: site.store, pool }, file);
});
afterAll(async () => site.close());

async function lot(code: string): Promise<string> {
  const { items } = await listLots(site.store.em(), { limit: 10 });
  return items.find(item => item.code === code)!.id;
}

const WORDS = '“Not tested” may mean “not read” here';

test('the API names the part, its certificate and nothing else', async () => {
  const [first, second] = await Promise.all(['L-1', 'L-2'].map(lot));
  const { body } = await request(site.app).get(`/api/v1/lots/${first}`);
  expect(body.unread).toEqual([{ certificate: expect.any(String), reportNumber: 'R-1', code: UNREAD.code, message: UNREAD.message }]);
  expect(body.certificateList.map(({ id }: { id: string }) => id)).toContain(body.unread[0].certificate);
  expect((await request(site.app).get(`/api/v1/lots/${second}`)).body.unread).toEqual([]);
});

test.each([
  ['the lot', (id: string) => `/lots/${id}`],
  ['its report', (id: string) => `/lots/${id}/report`],
])('%s quotes it', async (_, path) => {
  const shown = await request(site.app).get(path(await lot('L-1')));
  expect(shown.status).toBe(200);
  expect(shown.text).toContain(WORDS);
  expect(shown.text).toContain(UNREAD.message);
  expect((await request(site.app).get(path(await lot('L-2')))).text).not.toContain(WORDS);
});

test('so does the answer to a lot that was typed', async () => {
  expect((await request(site.app).get('/check?lot=L-1')).text).toContain(WORDS);
  expect((await request(site.app).get('/check?lot=L-2')).text).not.toContain(WORDS);
});
