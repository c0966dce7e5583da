/** Reports fit to print, from what is stored. */
import type { Request } from 'express';
import { certificateSources } from '../../store/certificate.ts';
import { partOf } from '../../store/vendor-digest.ts';
import { FACTS, REPORT } from '../../store/vendor-parts.ts';
import type { Context } from '../context.ts';
import { originOf } from '../origin.ts';
import { judgedOnce, lotAt, type Standpoint } from './judged-route.tsx';
import type { Page } from './render.tsx';
import { LotReport, type Made } from './report.tsx';
import { VendorReport } from './vendor-report.tsx';
import { vendorAt } from './vendor-route.tsx';
import { AS_RECEIVED } from './words.ts';

const madeFor = (req: Request): Made => ({
  at: new Date().toISOString(),
  address: `${originOf(req)}${req.originalUrl}`,
});

export async function lotReportPage({ store }: Context, req: Request, id: string, standpoint: Standpoint): Promise<Page> {
  const em = store.em();
  const { lot, asOf, sets } = await lotAt(em, id, standpoint);
  const { judged, related } = await judgedOnce(em, lot, standpoint, sets);
  return {
    facts: {
      title: `Report on lot ${lot.code}`,
      description: `Every result of lot ${lot.code} with its certificate and page, and every rule with its citation. ${AS_RECEIVED}`,
      section: null,
      noIndex: true,
      sample: lot.isSample,
    },
    body: (
      <LotReport
        lot={lot}
        sources={
          await certificateSources(
            em,
            lot.certificateList.map(certificate => certificate.id),
            asOf,
          )
        }
        judged={judged}
        related={related}
        choice={standpoint.choice}
        made={madeFor(req)}
      />
    ),
  };
}

export async function vendorReportPage({ store }: Context, req: Request, slug: string): Promise<Page> {
  const em = store.em();
  const { kept, vendor } = await vendorAt(em, slug, [FACTS, REPORT]);
  const { over, more, lots, sources } = await partOf(em, kept, REPORT);
  return {
    facts: {
      title: `Report on ${vendor.name}`,
      description: `Published lots of ${vendor.name} over a limit, with certificates and rules. ${AS_RECEIVED}`,
      section: 'vendors',
      noIndex: true,
      sample: vendor.isSample,
    },
    body: <VendorReport vendor={vendor} lots={lots} over={over} more={more} sources={sources} made={madeFor(req)} />,
  };
}
