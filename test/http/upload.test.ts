import express from 'express';
import request from 'supertest';
import { problemHandler } from '../../src/http/errors.ts';
import { uploadReader } from '../../src/http/upload.ts';
import { problemConforms } from './conform.ts';

function appWith(maximumBytes: number, maximumWaiting: number, work: () => Promise<void>) {
  const upload = uploadReader(maximumBytes, maximumWaiting);
  const app = express();
  app.post('/', (req, res) =>
    upload(req, res, async ({ name, bytes }) => {
      await work();
      res.json({ name, bytes: bytes.byteLength });
    }),
  );
  app.use(problemHandler);
  return app;
}

const post = (app: express.Express, bytes = 3) => request(app).post('/').attach('file', Buffer.alloc(bytes), 'x.csv');

test('a file of exactly the largest size is taken, one byte more is not', async () => {
  const app = appWith(1024, 2, async () => {});
  await post(app, 1024).expect(200, { name: 'x.csv', bytes: 1024 });
  problemConforms(await post(app, 1025).expect(413));
});

test('more files than may wait are sent away, and may come again', async () => {
  let finish = () => {};
  const held = new Promise<void>(resolve => {
    finish = resolve;
  });
  let begun = () => {};
  const began = new Promise<void>(resolve => {
    begun = resolve;
  });
  const app = appWith(1024, 1, async () => {
    begun();
    await held;
  });
  const first = post(app).then(response => response.status);
  await began;
  const second = problemConforms(await post(app).expect(503));
  expect([second.body.code, second.headers['retry-after']]).toEqual(['busy', '5']);
  finish();
  expect(await first).toBe(200);
  await post(app).expect(200);
});

test('a place is free again after an upload that failed', async () => {
  const app = appWith(10, 1, async () => {});
  for (let attempt = 0; attempt < 3; attempt++) await post(app, 11).expect(413);
  await request(app).post('/').field('vendor', 'x').expect(400);
  await post(app, 10).expect(200);
});
