/** With originals in a bucket: what was acknowledged stays, and while the bucket does not answer nothing is acknowledged. */
import { openBucket, type TestBucket } from '../bucket.ts';
import { openTestApp, SHEET, type TestApp } from './harness.ts';

let bucket: TestBucket;
let here: TestApp;
beforeAll(async () => {
  bucket = await openBucket();
  here = await openTestApp({ files: bucket.place });
});
afterAll(async () => {
  await here.close();
  await bucket.remove();
});

test('a bucket that is gone is a 503 that keeps nothing; the file sent again is recorded, and the earlier one is still there', async () => {
  const key = await here.key('contributor');
  const first = await here.submit('first.csv', SHEET, key);
  expect(first.status).toBe(201);
  const address = `/certificates/${first.body.certificates[0].id}/original`;
  const second = SHEET.replaceAll('TL-001', 'TL-002');

  await bucket.stop();
  const refused = await here.submit('second.csv', second, key);
  expect([refused.status, refused.body.code, refused.headers['retry-after']]).toEqual([503, 'storage-unavailable', '30']);
  expect((await here.get(address)).status).toBe(503);
  expect((await here.get('/results?lot=TL-002')).body.items).toEqual([]);

  await bucket.start();
  const again = await here.submit('second.csv', second, key);
  expect([again.status, again.body.outcome]).toEqual([201, 'recorded']);
  expect((await here.get(address)).text).toBe(SHEET);
});
