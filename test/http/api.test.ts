import request from 'supertest';
import { conform, problemConforms } from './conform.ts';
import { openTestApp, SHEET, type TestApp } from './harness.ts';

let api: TestApp;
let contributor: string;
let submission: request.Response;

beforeAll(async () => {
  api = await openTestApp();
  contributor = await api.key('contributor');
  submission = await api.submit('sheet.csv', SHEET, contributor);
});
afterAll(() => api.close());

describe('submissions', () => {
  test('a file is recorded, and says under which certificates', async () => {
    expect(submission.status).toBe(201);
    expect(submission.body).toMatchObject({ outcome: 'recorded', problems: [] });
    const [certificate] = submission.body.certificates;
    const shown = await api.get(`/certificates/${certificate.id}`);
    expect(shown.body).toMatchObject({ reportNumber: 'R-1', state: 'public', vendor: { name: 'Test Leaf' }, fileName: 'sheet.csv' });
    const again = await api.get(`/submissions/${submission.body.id}`, { Authorization: `Bearer ${contributor}` });
    expect(again.body).toEqual(submission.body);
    expect(submission.headers.location).toBe(`/api/v1/submissions/${submission.body.id}`);
  });

  test('the same file again is 200 with the earlier answer', async () => {
    const again = await api.submit('other name.csv', SHEET, contributor);
    expect(again.status).toBe(200);
    expect(again.body).toMatchObject({ id: submission.body.id, outcome: 'duplicate', earlier: 'recorded' });
    expect(again.body.certificates).toEqual(submission.body.certificates);
  });

  test('a file that is no certificate is an outcome with a reason, not an error', async () => {
    const junk = await api.submit('junk.pdf', 'no pdf at all', contributor);
    expect(junk.status).toBe(201);
    expect(junk.body.certificates).toEqual([]);
    expect(['unreadable', 'unrecognised']).toContain(junk.body.outcome);
    expect(junk.body.problems.length).toBeGreaterThan(0);
  });

  test('the vendor of the form field counts', async () => {
    const given = await api.submit('v.csv', SHEET.replaceAll('TL-001', 'TL-777').replaceAll('Test Leaf,', ','), contributor, {
      vendor: 'Given Leaf',
    });
    const shown = await api.get(`/certificates/${given.body.certificates[0].id}`);
    expect(shown.body.vendor).toMatchObject({ name: 'Given Leaf' });
    expect(shown.body.samples[0].vendorLink).toMatchObject({ basis: 'operator' });
  });

  test('needs a key that is good and reaches', async () => {
    const none = await api.submit('x.csv', SHEET, null);
    expect([none.status, none.body.code, none.headers['www-authenticate']]).toEqual([
      401,
      'key-missing',
      expect.stringContaining('Bearer'),
    ]);
    const wrong = await api.submit('x.csv', SHEET, 'lp_nonsense');
    expect([wrong.status, wrong.body.code]).toEqual([401, 'key-invalid']);
    const low = await api.get('/keys', { Authorization: `Bearer ${contributor}` });
    expect([low.status, low.body.code]).toEqual([403, 'role-missing']);
  });
});

describe('reading', () => {
  test('results keep what is printed, what it means, and where it stands', async () => {
    const { body } = await api.get('/results?analyte=lead&vendor=test-leaf');
    expect(body.items).toHaveLength(1);
    expect(body.items[0]).toMatchObject({
      analyte: 'lead',
      printed: { name: 'Lead', value: '<0.05', unit: 'mg/kg', lod: '0.02', loq: '0.05', limit: '0.5', verdict: 'PASS' },
      kind: 'below_limit',
      number: null,
      lower: '0',
      upper: '0.05',
      unit: 'mg/kg',
      basis: 'as_received',
      evidence: { page: null, box: null, text: '<0.05', method: 'cell' },
      confidence: 1,
      verdicts: expect.arrayContaining([expect.objectContaining({ analyte: 'lead', verdict: expect.any(String) })]),
      lot: { code: 'TL-001' },
      vendor: { slug: 'test-leaf' },
    });
  });

  test('lots, products, vendors, laboratories and analytes lead to each other', async () => {
    const vendor = (await api.get('/vendors/test-leaf')).body;
    expect(vendor).toMatchObject({ name: 'Test Leaf', lots: 1, products: 1 });
    const lot = (await api.get(`/lots/${vendor.lotList[0].id}`)).body;
    expect(lot.results.map((result: { analyte: string }) => result.analyte).toSorted()).toEqual(['lead', 'mitragynine', 'salmonella']);
    const product = (await api.get(`/products/${lot.product.slug}`)).body;
    expect(product.alkaloids[0]).toMatchObject({ analyte: 'mitragynine', number: '14.2', unit: 'mg/g' });
    const laboratory = (await api.get(`/laboratories/${lot.results[0].laboratory.slug}`)).body;
    expect(laboratory).toMatchObject({ name: 'Invented Laboratory' });
    expect((await api.get('/analytes/lead')).body).toMatchObject({ name: 'Lead', censored: expect.any(Number) });
  });

  test('search finds a lot code however it is written', async () => {
    const { body } = await api.get(`/search?q=${encodeURIComponent('tl 001')}`);
    expect(body.items[0]).toMatchObject({ type: 'lot', title: expect.stringContaining('TL-001') });
  });

  test('the original comes back byte for byte, and nothing in it can run', async () => {
    const id = submission.body.certificates[0].id;
    const original = await request(api.app).get(`/api/v1/certificates/${id}/original`).buffer(true).parse(binary);
    expect(Buffer.from(original.body).toString()).toBe(SHEET);
    expect(original.headers['content-disposition']).toMatch(/^attachment; filename="sheet.csv"/);
    expect(original.headers['x-content-type-options']).toBe('nosniff');
    expect(original.headers['content-security-policy']).toContain('sandbox');
    const sheetPage = await api.get(`/certificates/${id}/pages/1.jpg`);
    expect(sheetPage.status).toBe(404);
  });

  test.each(['/vendors', '/products', '/lots', '/laboratories', '/analytes', '/results', '/certificates'])(
    '%s has a CSV twin',
    async path => {
      const byName = await api.get(`${path}.csv`);
      const byHeader = await api.get(path, { Accept: 'text/csv' });
      expect(byName.type).toBe('text/csv');
      expect(byName.text.trim().split('\r\n')).toHaveLength((await everything(path)).length + 1);
      expect(byHeader.text.split('\r\n')[0]).toBe(byName.text.split('\r\n')[0]);
    },
  );

  test('walking with a cursor meets everything once', async () => {
    const ids = await everything('/analytes');
    expect(ids.length).toBeGreaterThan(200);
    expect(new Set(ids).size).toBe(ids.length);
  });
});

async function everything(path: string): Promise<string[]> {
  const ids: string[] = [];
  for (let cursor: string | null = ''; cursor !== null; ) {
    const page: request.Response = await api.get(`${path}?limit=120${cursor && `&cursor=${encodeURIComponent(cursor)}`}`);
    ids.push(...page.body.items.map((item: { id: string }) => item.id));
    cursor = page.body.next;
    expect(page.headers.link ?? null).toEqual(cursor === null ? null : expect.stringContaining('rel="next"'));
  }
  return ids;
}

const binary = (response: unknown, done: (error: Error | null, body: Buffer) => void) => {
  const stream = response as NodeJS.ReadableStream;
  const parts: Buffer[] = [];
  stream.on('data', part => parts.push(part));
  stream.on('end', () => done(null, Buffer.concat(parts)));
};

describe('manners', () => {
  test('an ETag spares the second transfer', async () => {
    const first = await api.get('/vendors');
    expect(first.headers.etag).toMatch(/^"/);
    expect(first.headers['cache-control']).toBe('public, no-cache');
    const second = await request(api.app).get('/api/v1/vendors').set('If-None-Match', String(first.headers.etag));
    expect([second.status, second.text]).toEqual([304, '']);
  });

  test.each([
    ['/vendors?colour=green', 'invalid-parameter', 'colour'],
    ['/vendors?limit=0', 'invalid-parameter', 'limit'],
    ['/vendors?limit=201', 'invalid-parameter', 'limit'],
    ['/vendors?limit=1&limit=2', 'invalid-parameter', 'limit'],
    ['/vendors/test-leaf?x=1', 'invalid-parameter', 'x'],
    ['/lots/not-a-uuid', 'invalid-parameter', 'id'],
    ['/search', 'invalid-parameter', 'q'],
    ['/search?q=%00', 'invalid-parameter', 'q'],
    ['/results?analyte=lead&min=1e5', 'invalid-parameter', 'min'],
    ['/results?kind=zero', 'invalid-parameter', 'kind'],
    ['/results?min=1', 'invalid-parameter', 'analyte'],
    ['/search?q=leaf&max=1', 'invalid-parameter', 'analyte'],
    ['/certificates?state=public', 'invalid-parameter', 'state'],
  ])('%s is 400 %s and names %s', async (path, code, name) => {
    const { status, body } = await api.get(path);
    expect([status, body.code, body.errors.map((error: { name: string }) => error.name)]).toEqual([400, code, [name]]);
  });

  test('a parameter that is not known is answered with those that are', async () => {
    const { body } = await api.get('/vendors?colour=green');
    const { paths } = (await api.get('/openapi.json')).body;
    const known = paths['/vendors'].get.parameters.map(({ name }: { name: string }) => name);
    expect(body.errors[0].accepted.toSorted()).toEqual(known.toSorted());
    expect((await api.get('/vendors/test-leaf?x=1')).body.errors).toEqual([
      { name: 'x', message: 'is not known here', accepted: ['as_of'] },
    ]);
  });

  test.each(['/vendors', '/lots', '/results', '/certificates', '/analytes'])('%s with a cursor that is none is 400', async path => {
    for (const cursor of ['x', 'bm9uc2Vuc2U', '%7B%7D', 'W10', "' or 1=1"]) {
      const { status, body } = await api.get(`${path}?cursor=${cursor}`);
      expect([cursor, status, body.code]).toEqual([cursor, 400, 'invalid-cursor']);
    }
  });

  test.each([
    '/lots/01890000-0000-7000-8000-000000000000',
    '/vendors/nobody',
    '/products/nothing',
    '/laboratories/none',
    '/analytes/none',
    '/certificates/01890000-0000-7000-8000-000000000000',
  ])('%s is 404', async path => {
    expect((await api.get(path)).body).toMatchObject({ status: 404, code: 'not-found' });
  });

  test('what is not there, and methods that are not taken', async () => {
    problemConforms(await request(api.app).get('/api/v1/nothing').expect(404));
    problemConforms(await request(api.app).get('/api/v1/vendors/%E0%A4%A').expect(400));
    const put = problemConforms(await request(api.app).put('/api/v1/vendors').expect(405));
    expect(put.headers.allow).toBe('GET, HEAD');
    problemConforms(await request(api.app).get('/api/v1/check').expect(405));
  });

  test('bodies that are not taken', async () => {
    const key = await api.key('admin');
    const post = (path: string) => request(api.app).post(`/api/v1${path}`).set('Authorization', `Bearer ${key}`);
    problemConforms(await post('/check').send({}).expect(415));
    problemConforms(await post('/keys').type('text').send('x').expect(415));
    problemConforms(await post('/keys').type('json').send('{"name":').expect(400));
    const unknown = problemConforms(await post('/keys').send({ name: 'x', role: 'admin', more: 1 }).expect(400));
    expect(unknown.body).toMatchObject({ code: 'invalid-body', errors: [{ name: 'more' }] });
    problemConforms(await post('/check').field('vendor', 'x').expect(400));
    problemConforms(await post('/check').attach('other', Buffer.from('x'), 'x').expect(400));
    problemConforms(await post('/check').set('Content-Type', 'multipart/form-data; boundary=x').send('--x\r\nbroken').expect(400));
    const large = problemConforms(
      await post('/check')
        .attach('file', Buffer.alloc(25 * 1024 * 1024 + 1), 'large.pdf')
        .expect(413),
    );
    expect(large.body.detail).toContain('25 MB');
  });

  test('any origin may read; none may send a key', async () => {
    const read = await api.get('/vendors', { Origin: 'https://elsewhere.example' });
    expect(read.headers['access-control-allow-origin']).toBe('*');
    const asked = await request(api.app).options('/api/v1/vendors').set('Access-Control-Request-Method', 'GET').expect(204);
    expect(asked.headers['access-control-allow-methods']).toBe('GET, HEAD');
    for (const path of ['/submissions', '/keys', '/check']) {
      const closed = await request(api.app).options(`/api/v1${path}`);
      expect([path, closed.headers['access-control-allow-origin']]).toEqual([path, undefined]);
    }
  });

  test('every answer has a request id and headers that let nothing run', async () => {
    const { headers } = await api.get('/vendors', { 'X-Request-Id': 'from-the-proxy-1' });
    expect(headers['x-request-id']).toBe('from-the-proxy-1');
    expect(headers['content-security-policy']).toContain("default-src 'none'");
    expect(headers['x-powered-by']).toBeUndefined();
    const page = await request(api.app).get('/');
    expect(page.headers['content-security-policy']).not.toContain('unsafe');
    expect(page.headers['x-request-id']).toMatch(/^[\w-]{36}$/);
  });

  test('reading files has its limit', async () => {
    const strict = await openTestApp({ uploadsPerMinute: 1 });
    try {
      await strict.check('sheet.csv', SHEET);
      const second = await strict.check('sheet.csv', SHEET);
      expect([second.status, second.body.code]).toEqual([429, 'too-many-requests']);
      expect(Number(second.headers['retry-after'])).toBeGreaterThan(0);
    } finally {
      await strict.close();
    }
  });
});

test('check reads a file and stores nothing', async () => {
  const count = async () => (await api.get('/certificates?limit=200')).body.items.length;
  const before = await count();
  const { status, body } = await api.check('sheet.csv', SHEET.replaceAll('TL-001', 'TL-999'));
  expect(status).toBe(200);
  expect(body).toMatchObject({
    file: 'sheet.csv',
    outcome: 'read',
    importer: 'coa-table',
    reports: [{ lab: 'Invented Laboratory', reportNumber: 'R-1' }],
  });
  expect(body.reports[0].samples[0]).toMatchObject({ lot: 'TL-999', dates: { reported: '2026-02-03', sampled: null } });
  expect(await count()).toBe(before);
  const refused = await api.check('empty.pdf', '');
  expect(refused.body).toMatchObject({ outcome: 'refused', reason: 'empty-file', reports: [] });
});

test('a key is made, used and revoked', async () => {
  const admin = { Authorization: `Bearer ${await api.key('admin')}` };
  const made = await request(api.app).post('/api/v1/keys').set(admin).send({ name: 'A laboratory', role: 'contributor' }).expect(201);
  expect(made.body.secret).toMatch(/^lp_/);
  expect(made.headers['cache-control']).toBe('private, no-store');
  const listed = await api.get('/keys', admin);
  expect(JSON.stringify(listed.body)).not.toContain(made.body.secret);
  await request(api.app).delete(`/api/v1/keys/${made.body.id}`).set(admin).expect(204);
  const after = await api.submit('x.csv', SHEET, made.body.secret);
  expect(after.body.code).toBe('key-invalid');
});

test('health and readiness', async () => {
  await request(api.app).get('/healthz').expect(200, { status: 'ok' });
  await request(api.app).get('/readyz').expect(200, { status: 'ok' });
});

describe('review', () => {
  test('a doubtful certificate waits, is shown to reviewers alone, and is public when one accepts it', async () => {
    const doubtful = SHEET.replaceAll('TL-001', 'TL-500').replaceAll('R-1,', 'R-500,').replace('0.5,PASS', '0.5,FAIL');
    const { body } = await api.submit('doubtful.csv', doubtful, contributor);
    expect(body.outcome).toBe('needs-review');
    const { id } = body.certificates[0];
    const reviewer = { Authorization: `Bearer ${await api.key('reviewer')}` };
    expect((await api.get(`/certificates/${id}`)).status).toBe(404);
    expect((await api.get(`/certificates/${id}/original`)).status).toBe(404);
    expect((await api.get('/review', { Authorization: `Bearer ${contributor}` })).status).toBe(403);
    const shown = await api.get(`/certificates/${id}`, reviewer);
    expect([shown.status, shown.headers['cache-control']]).toEqual([200, 'private, no-store']);
    expect((await api.get('/review', reviewer)).body.items.map((item: { id: string }) => item.id)).toContain(id);
    const decide = (verb: string, reason?: string) =>
      request(api.app).post(`/api/v1/review/${id}/${verb}`).set(reviewer).send({ reason }).then(conform);
    expect((await decide('accept')).body).toMatchObject({ code: 'invalid-body', errors: [{ name: 'reason' }] });
    expect((await decide('accept', 'Read with care.')).body).toEqual({ id, state: 'public' });
    expect((await decide('accept', 'Again.')).body).toMatchObject({ status: 409, code: 'conflict' });
    expect((await api.get(`/certificates/${id}`)).status).toBe(200);
    const { history } = (await api.get(`/review/${id}`, reviewer)).body;
    expect(history).toMatchObject([
      { action: 'review-accept', actor: expect.stringContaining('test reviewer'), reason: 'Read with care.' },
    ]);
    expect((await decide('reject', 'Not ours.')).body.state).toBe('rejected');
    expect((await api.get(`/certificates/${id}`)).status).toBe(404);
  });
});
