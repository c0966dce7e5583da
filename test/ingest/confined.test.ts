/** What a process that reads strangers’ files may do, asked of the real one. */
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createReaderPool } from '../../src/ingest/pool.ts';
import { CERTIFICATE, textPage } from '../documents/pdf-source.ts';

const linux = process.platform === 'linux' ? test : test.skip;

/** Processes whose parent is this one, with their arguments and environment. */
function children() {
  return readdirSync('/proc')
    .filter(name => /^\d+$/.test(name))
    .flatMap(pid => {
      try {
        const parent = /^PPid:\s+(\d+)$/m.exec(readFileSync(`/proc/${pid}/status`, 'latin1'))?.[1];
        if (Number(parent) !== process.pid) return [];
        const list = (file: string) => readFileSync(`/proc/${pid}/${file}`, 'latin1').split('\0').filter(Boolean);
        return [{ pid, args: list('cmdline'), env: list('environ') }];
      } catch {
        return [];
      }
    })
    .filter(({ args }) => args.some(arg => /reader\.[jt]s$/.test(arg)));
}

linux('a reader has no secret in its environment, writes no file and starts no program', async () => {
  const before = new Set(children().map(({ pid }) => pid));
  const pool = createReaderPool({ size: 1 });
  try {
    expect((await pool.read({ name: 'good.pdf', bytes: textPage(CERTIFICATE) })).outcome).toBe('read');
    const [reader, ...others] = children().filter(({ pid }) => !before.has(pid));
    expect(others).toEqual([]);
    expect(reader?.env.filter(one => !one.startsWith('NODE_CHANNEL_'))).toEqual(['TZ=UTC']);
    const args = reader?.args ?? [];
    expect(args).toContain('--permission');
    const flags = args.slice(1).filter(arg => arg.startsWith('-'));
    const tries = `
      const said = [];
      const attempt = (name, deed) => { try { deed(); said.push(name); } catch (error) { said.push(error.code); } };
      attempt('wrote', () => require('node:fs').writeFileSync(${JSON.stringify(join(import.meta.dirname, 'written'))}, 'x'));
      attempt('started', () => require('node:child_process').spawnSync('true'));
      process.stdout.write(JSON.stringify(said));`;
    const said = execFileSync(process.execPath, [...flags, '-e', tries], { env: { TZ: 'UTC' }, encoding: 'utf8' });
    expect(JSON.parse(said)).toEqual(['ERR_ACCESS_DENIED', 'ERR_ACCESS_DENIED']);
  } finally {
    await pool.close();
  }
});
