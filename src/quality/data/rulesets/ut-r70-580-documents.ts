import type { RuleSetSource } from '../../ruleset-source.ts';

/** What Utah's registration asks of a certificate beside limits; the renumbered text was not seen. */
export const UT_R70_580_DOCUMENTS = {
  id: 'ut_r70_580_documents',
  title: 'Utah Admin Code R70-580-5: what a certificate must hold (now R66-51/R66-52)',
  jurisdiction: 'US-UT',
  force: 'regulation',
  appliesTo: 'kratom products registered in UT',
  effectiveFrom: '2021-04-02',
  status: 'in_force',
  confidence: 'medium',
  notes: 'renumbered R66-51/R66-52; the current text was not seen',
  source: {
    title: 'Utah Code 4-45-104; Utah Admin Code R70-580-5',
    url: 'https://lexace.ai/us/statute/utah/4-45-104',
    retrievedFrom: 'web page',
  },
  rules: [
    {
      id: 'ut_r70_580_documents-01',
      analyte: 'certificate',
      comparator: 'required',
      basis: 'document_required',
      requires: ['lot', 'tested', 'method', 'laboratory'],
    },
    {
      id: 'ut_r70_580_documents-02',
      analyte: 'panels',
      comparator: 'required',
      basis: 'panel_required',
      requires: ['metals', 'microbes', 'foreign_matter'],
    },
    { id: 'ut_r70_580_documents-03', analyte: 'tests', comparator: 'required', basis: 'freshness', requires: ['6 months'] },
    { id: 'ut_r70_580_documents-04', analyte: 'laboratory', comparator: 'required', basis: 'accreditation', requires: ['ISO/IEC 17025'] },
  ],
} satisfies RuleSetSource;
