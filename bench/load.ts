/** `node bench/load.ts URL SAMPLES`: fills an empty database in a process of its own, whose memory is then not that of what is measured. */
import { tmpdir } from 'node:os';
import { migrate, openOrm } from '../src/store/orm.ts';
import { createStore } from '../src/store/store.ts';
import { loadSynthetic } from './synthetic.ts';

const [url = '', samples = '0'] = process.argv.slice(2);
const orm = await openOrm({ kind: 'postgresql', url });
try {
  await migrate(orm);
  const store = await createStore(orm, { dataDir: tmpdir() }, null);
  const start = performance.now();
  const loaded = await loadSynthetic(store, Number(samples), { keepStatistics: true });
  await store.em().execute('vacuum analyze');
  console.log(`${loaded} results loaded by COPY in ${((performance.now() - start) / 1000).toFixed(1)} s`);
} finally {
  await orm.close();
}
