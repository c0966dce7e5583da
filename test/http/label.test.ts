import request from 'supertest';
import { conform } from './conform.ts';
import { openTestApp, SHEET, type TestApp } from './harness.ts';

let site: TestApp;
beforeAll(async () => {
  site = await openTestApp();
});
afterAll(async () => site.close());

test('a reviewer states a fact of the label with its source; everyone sees it', async () => {
  await site.submit('a.csv', SHEET, await site.key('contributor'));
  const [product] = (await site.get('/products')).body.items;
  const [lot] = (await site.get('/lots')).body.items;
  const state = async (path: string, role: 'contributor' | 'reviewer', body: object) =>
    conform(
      await request(site.app)
        .post(`/api/v1${path}`)
        .set('Authorization', `Bearer ${await site.key(role)}`)
        .send(body),
    );
  const body = { fact: 'serving', value: '2.4 g', sourceKind: 'label', source: 'photograph of the label' };
  const path = `/products/${product.slug}/label`;
  expect((await state(path, 'contributor', body)).status).toBe(403);
  expect((await state(path, 'reviewer', body)).body.facts).toEqual([expect.objectContaining({ ...body, supersededAt: null })]);
  expect((await state(path, 'reviewer', body)).status).toBe(409);
  expect((await state(path, 'reviewer', { ...body, value: '1-2 g' })).status).toBe(400);
  expect((await state('/products/nothing/label', 'reviewer', body)).status).toBe(404);
  expect((await state(`/lots/${lot.id}/label`, 'reviewer', { ...body, fact: 'container', value: '50 g' })).status).toBe(200);
  expect((await site.get(path)).body.facts).toHaveLength(1);
  expect((await site.get(`/lots/${lot.id}/label`)).body.facts).toEqual([expect.objectContaining({ fact: 'container', value: '50 g' })]);
});
