import type { RuleSetSource } from '../../ruleset-source.ts';

/** Nebraska registers products with a certificate of an accredited laboratory. */
export const NE_LB230_DOCUMENTS = {
  id: 'ne_lb230_documents',
  title: 'Nebraska LB230: certificate for registration',
  jurisdiction: 'US-NE',
  force: 'statute',
  appliesTo: 'kratom product',
  effectiveFrom: '2026-01-01',
  status: 'in_force',
  confidence: 'medium',
  source: {
    title: 'Neb. Rev. Stat. 71-3806',
    url: 'https://nebraskalegislature.gov/laws/statutes.php?print=true&statute=71-3806',
    retrievedFrom: 'web page',
  },
  rules: [
    { id: 'ne_lb230_documents-01', analyte: 'laboratory', comparator: 'required', basis: 'accreditation', requires: ['ISO/IEC 17025'] },
  ],
} satisfies RuleSetSource;
