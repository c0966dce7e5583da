/** Whose product a sample is: who says so, how sure that is, and where it stands. */
import type { Problem } from '../coa/problem.ts';
import { fold, normaliseName } from '../coa/text.ts';
import type { Evidence, Printed } from '../coa/transcript.ts';
import type { VendorBasis } from '../store/entities/certificate.ts';
import type { Organization } from '../store/entities/organization.ts';
import type { Header } from '../store/entities/shapes.ts';
import type { SqlEntityManager } from '../store/sql.ts';
import { findOrganization, isName, resolveOrganization } from './organization.ts';

export interface VendorLink {
  readonly organization: Organization | null;
  readonly basis: VendorBasis | null;
  readonly confidence: number | null;
  readonly evidence: Evidence | null;
  readonly problems: readonly Problem[];
}

/** A brand is printed for the product; a client only paid for the test. Set by hand, to be calibrated on reviewed links. */
const CONFIDENCE: Readonly<Record<VendorBasis, number>> = { operator: 1, template: 1, brand: 0.95, client: 0.8 };

/** Names of companies that test or make for others. */
const TESTS_OR_MAKES_FOR_OTHERS =
  /\b(laborator(y|ies|io|ium)|labs?|laborator|zkusebna|testing|analytics?|analytical|manufacturing|manufacturers?|contract|co-?pack(er|ers|ing)|private label)\b/;

/** Operator, else brand (or the vendor column of a sheet), else client; a client that tests or makes for others is nobody's vendor. */
export async function resolveVendor(em: SqlEntityManager, header: Header, given: string | null, isSample: boolean): Promise<VendorLink> {
  if (header.manufacturer && isName(header.manufacturer.text) && !same(header.manufacturer, header.client)) {
    await resolveOrganization(em, { name: header.manufacturer.text, role: 'manufacturer', isSample });
  }
  if (given !== null && isName(given)) return link(em, given, 'operator', null, isSample);
  if (header.brand && isName(header.brand.text)) {
    const basis = header.brand.evidence.kind === 'page' ? 'brand' : 'template';
    return link(em, header.brand.text, basis, header.brand.evidence, isSample);
  }
  if (header.client && isName(header.client.text)) {
    const known = await findOrganization(em, header.client.text);
    const objection = objectionTo(header.client, header, known);
    if (objection === null) return link(em, header.client.text, 'client', header.client.evidence, isSample, known);
    return unlinked({ ...objection, evidence: header.client.evidence });
  }
  return unlinked({
    code: 'vendor-unknown',
    severity: 'info',
    message:
      'Neither a brand nor a client is printed, so the sample belongs to no vendor. Say whose it is: leafproof review vendor ID NAME, or --vendor when importing it.',
  });
}

async function link(
  em: SqlEntityManager,
  name: string,
  basis: VendorBasis,
  evidence: Evidence | null,
  isSample: boolean,
  known?: Organization | null,
): Promise<VendorLink> {
  const decidedBy = basis === 'operator' ? 'operator' : 'printed';
  const organization = await resolveOrganization(em, { name, role: 'vendor', isSample, decidedBy }, known);
  return { organization, basis, confidence: CONFIDENCE[basis], evidence, problems: [] };
}

function unlinked(problem: Problem): VendorLink {
  return { organization: null, basis: null, confidence: null, evidence: null, problems: [problem] };
}

/** Why the client is not taken for the vendor; null when nothing speaks against it. */
function objectionTo(client: Printed, header: Header, known: Organization | null): Problem | null {
  if (known?.roles.includes('vendor')) return null;
  const what =
    header.laboratory && same(client, header.laboratory)
      ? 'the laboratory itself'
      : known?.roles.includes('laboratory')
        ? 'a laboratory'
        : known?.roles.includes('manufacturer')
          ? 'known as a manufacturer for others'
          : TESTS_OR_MAKES_FOR_OTHERS.test(fold(client.text))
            ? 'by its name a laboratory or a contract manufacturer'
            : null;
  if (what === null) return null;
  return {
    code: 'client-not-a-vendor',
    severity: 'warning',
    message: `The client “${client.text}” is ${what}, so the sample is linked to no vendor. Say whose it is: leafproof review vendor ID NAME, or --vendor when importing it.`,
  };
}

function same(one: Printed, other: Printed | undefined): boolean {
  return other !== undefined && normaliseName(one.text) === normaliseName(other.text);
}
