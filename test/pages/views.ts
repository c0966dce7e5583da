/** Hand-made read models for the tests of pages; every name is invented. */
import type { Box, Evidence } from '../../src/coa/transcript.ts';
import { type Choice, DEFAULT_CHOICE } from '../../src/http/pages/choice.ts';
import { type Judged, judgedOf, lawChoiceOf } from '../../src/http/pages/judged.ts';
import type { Standpoint } from '../../src/http/pages/judged-route.tsx';
import type { Overview } from '../../src/http/pages/over-section.tsx';
import type { Form } from '../../src/quality/ruleset-source.ts';
import { judgeStored } from '../../src/store/judged.ts';
import { summaryOf } from '../../src/store/scorecard.ts';
import type {
  CertificateItem,
  CertificateView,
  LotItem,
  LotView,
  Reference,
  ResultRow,
  ResultView,
  VendorView,
} from '../../src/store/views.ts';

export function reference(slug: string, name: string): Reference {
  return { id: `00000000-0000-4000-8000-${slug.length.toString().padStart(12, '0')}`, slug, name };
}

export const CERTIFICATE_ID = '11111111-1111-4111-8111-111111111111';
export const LOT_ID = '22222222-2222-4222-8222-222222222222';
const VENDOR = reference('quiet-creek', 'Quiet Creek Botanicals');
const PRODUCT = reference('quiet-creek-green', 'Green Powder No. 3');
const LABORATORY = reference('north-bench', 'North Bench Laboratory');

export function onPage(text: string, box: Box, page = 1): Evidence {
  return { kind: 'page', page, box, text, method: 'text' };
}

export function result(over: Partial<ResultView> = {}): ResultView {
  return {
    id: '33333333-3333-4333-8333-000000000001',
    certificate: CERTIFICATE_ID,
    sampleIndex: 0,
    position: 0,
    analyte: 'lead',
    analyteName: 'Lead',
    panel: 'metals',
    printed: {
      name: 'Lead (Pb)',
      value: '<0.05',
      unit: 'µg/g',
      lod: '0.02',
      loq: '0.05',
      limit: '1.2',
      verdict: 'PASS',
      uncertainty: null,
      method: null,
      basis: null,
      testPortion: null,
    },
    kind: 'below_limit',
    number: null,
    lower: '0',
    upper: '0.05',
    lowerClosed: true,
    upperClosed: false,
    unit: 'mg/kg',
    basis: 'unknown',
    lod: '0.02',
    loq: '0.05',
    testPortion: null,
    printedVerdict: 'pass',
    further: [],
    evidence: onPage('<0.05', [300, 400, 330, 411]),
    rowEvidence: onPage('Lead (Pb) <0.05', [72, 400, 410, 411]),
    confidence: 1,
    confidenceReasons: [],
    flags: [],
    recordedAt: '2026-03-01T10:00:00Z',
    supersededAt: null,
    ...over,
  };
}

export function row(over: Partial<ResultRow> = {}): ResultRow {
  return {
    ...result(over),
    lot: { id: LOT_ID, code: 'QC-2401' },
    product: PRODUCT,
    vendor: VENDOR,
    laboratory: LABORATORY,
    reportNumber: 'NB-100',
    reported: '2026-02-03',
    isSample: true,
    ...over,
  };
}

export function certificateItem(over: Partial<CertificateItem> = {}): CertificateItem {
  return {
    id: CERTIFICATE_ID,
    laboratory: LABORATORY,
    reportNumber: 'NB-100',
    vendor: VENDOR,
    product: PRODUCT,
    lots: [{ id: LOT_ID, code: 'QC-2401' }],
    reported: '2026-02-03',
    recordedAt: '2026-03-01T10:00:00Z',
    results: 3,
    panels: ['metals'],
    state: 'public',
    isSample: true,
    ...over,
  };
}

export function certificate(results: readonly ResultView[], over: Partial<CertificateView> = {}): CertificateView {
  return {
    ...certificateItem({ results: results.length }),
    sha256: 'ab'.repeat(32),
    fileName: 'nb-100.pdf',
    mediaType: 'application/pdf',
    bytes: 48_211,
    pages: [{ width: 612, height: 792 }],
    importer: { id: 'any-laboratory', version: 1 },
    language: 'en',
    client: 'Quiet Creek Botanicals LLC',
    accreditation: null,
    samples: [
      {
        index: 0,
        name: 'Green Powder No. 3',
        lot: { id: LOT_ID, code: 'QC-2401' },
        labSampleId: 'S-1',
        product: PRODUCT,
        vendor: VENDOR,
        vendorLink: { basis: 'client', confidence: 0.8, evidence: null },
        form: 'powder',
        servingSize: null,
        containerSize: null,
        dates: {
          reported: { date: '2026-02-03', from: null, printed: '03 Feb 2026' },
          sampled: { date: null, from: null, printed: '01/02/26' },
        },
        results,
      },
    ],
    problems: [],
    extractions: [{ id: 'e1', importer: 'any-laboratory', version: 1, at: '2026-03-01T10:00:00Z', current: true }],
    ...over,
  };
}

export function lotItem(over: Partial<LotItem> = {}): LotItem {
  return {
    id: LOT_ID,
    code: 'QC-2401',
    product: PRODUCT,
    vendor: VENDOR,
    certificates: 1,
    limitsExceeded: 0,
    panels: ['metals'],
    latest: '2026-02-03',
    isSample: true,
    ...over,
  };
}

export function lot(results: readonly ResultRow[], over: Partial<LotView> = {}): LotView {
  return {
    ...lotItem(),
    form: 'powder',
    formOfProduct: 'powder',
    servingSize: null,
    unread: [],
    certificateList: [certificateItem()],
    results,
    ...over,
  };
}

export function vendor(over: Partial<VendorView> = {}): VendorView {
  return {
    ...VENDOR,
    lots: 1,
    certificates: 1,
    products: 1,
    latest: '2026-02-03',
    isSample: true,
    aliases: [],
    scorecard: summaryOf(null, '2026-02-03'),
    productList: [{ ...PRODUCT, vendor: VENDOR, form: 'powder', lots: 1, latest: '2026-02-03', isSample: true }],
    lotList: [lotItem()],
    ...over,
  };
}

/** A visitor who chose nothing, on a day of the tests' own. */
export const STANDPOINT: Standpoint = { choice: DEFAULT_CHOICE, refused: {}, path: '/here', today: '2026-10-01' };

const PRINTED = { from: 'certificate', source: null, sourceKind: null, at: null } as const;

/** The samples of a certificate as they would be stored, judged. */
export function judgedAs(view: CertificateView, over: Partial<Choice> = {}): Judged[] {
  const choice = { ...DEFAULT_CHOICE, ...over };
  const views = view.samples.map(sample => {
    const { form, servingSize: serving, containerSize: container, results, index: position } = sample;
    const label = { form: form as Form | null, serving, container, accreditation: view.accreditation };
    const law = { dates: {}, lawOn: view.reported ?? '2026-02-03', lawOnBasis: 'reported', claims: [] } as const;
    const origins = form === null ? {} : { form: PRINTED };
    return judgeStored(
      { id: `sample-${position}`, certificate: view.id, position, label, results, origins, ...law },
      lawChoiceOf(choice, STANDPOINT.today),
    );
  });
  return judgedOf(
    views,
    [view],
    view.samples.flatMap(sample => sample.results),
    choice,
  );
}

export const NOTHING_JUDGED: Overview = { rows: [], lots: { fail: 0, warning: 0, undecidable: 0, pass: 0 } };
