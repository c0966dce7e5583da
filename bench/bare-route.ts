/** `node bench/bare-route.ts FILE`: an Express route that asks what FILE says through `pg` alone and answers with the rows; what a page can at best be held against. */
import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import express from 'express';
import pg from 'pg';

const statements = JSON.parse(readFileSync(process.argv[2]!, 'utf8')) as readonly (readonly string[])[];
const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 10 });
const app = express();
app.get('/:at', async (req, res) => {
  const answers: unknown[] = [];
  const client = await pool.connect();
  try {
    for (const statement of statements[Number(req.params.at)] ?? []) answers.push((await client.query(statement)).rows);
  } finally {
    client.release();
  }
  res.json(answers);
});
const server = app.listen(0, '127.0.0.1', () => console.log(`http://127.0.0.1:${(server.address() as AddressInfo).port}`));
process.on('SIGTERM', () => {
  server.closeAllConnections();
  server.close();
  void pool.end();
});
