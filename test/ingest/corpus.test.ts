/** Real certificates, where they are at hand: they never enter this repository. LEAFPROOF_CORPUS names their folder. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ingestFile } from '../../src/ingest/ingest.ts';
import { createReaderPool } from '../../src/ingest/pool.ts';
import { findCertificate } from '../../src/store/certificate.ts';
import { findLot, listLots } from '../../src/store/lot.ts';
import { listResults } from '../../src/store/results.ts';
import { listVendors } from '../../src/store/vendor.ts';
import { openTestStore } from '../database.ts';

const CORPUS = process.env.LEAFPROOF_CORPUS ?? join(import.meta.dirname, '../../../shared/corpus');
const REPORTS = ['vscht-green-alkaloids-metals', 'vscht-green-microbes', 'vscht-green-mycotoxins'].map(name =>
  join(CORPUS, 'pdf', `${name}.pdf`),
);
const there = REPORTS.every(file => existsSync(file));
if (!there) console.warn(`skipped: no certificates in ${CORPUS}`);

(there ? test : test.skip)(
  'three reports of two laboratories on one lot meet on its page, each value with its place',
  async () => {
    const store = await openTestStore();
    const pool = createReaderPool({ size: 2 });
    try {
      for (const path of REPORTS) {
        expect(await ingestFile({ store, pool }, { name: path, path })).toMatchObject({
          outcome: 'recorded',
          certificates: [{ state: 'public' }],
        });
      }
      const vendors = (await listVendors(store.em(), { limit: 10 })).items;
      expect(vendors).toMatchObject([{ lots: 1, certificates: 3, isSample: false }]);
      const [lot] = (await listLots(store.em(), { limit: 10 })).items;
      expect(lot?.panels).toEqual(expect.arrayContaining(['alkaloids', 'metals', 'microbes', 'mycotoxins']));
      const page = await findLot(store.em(), lot?.id ?? '');
      expect(new Set(page?.certificateList.map(certificate => certificate.laboratory?.slug)).size).toBe(2);
      const [mitragynine] = (await listResults(store.em(), { analyte: 'mitragynine' }, { limit: 5 })).items;
      expect(mitragynine).toMatchObject({ kind: 'quantified', unit: 'mg/g', evidence: { kind: 'page', page: 1 }, lot: { id: lot?.id } });
      const certificate = await findCertificate(store.em(), mitragynine?.certificate ?? '');
      const { width = 0, height = 0 } = certificate?.pages[0] ?? {};
      const box = mitragynine?.evidence.kind === 'page' ? mitragynine.evidence.box : [0, 0, 0, 0];
      expect(box[0] < box[2] && box[1] < box[3] && box[2] <= width && box[3] <= height).toBe(true);
    } finally {
      await pool.close();
      await store.close();
    }
  },
  60_000,
);
