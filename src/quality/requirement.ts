/** Rules that limit nothing: what a certificate must hold, which panels, how recent, by whom, and of what form a product may be. */
import type { JudgedSample } from './input.ts';
import type { Rule } from './ruleset.ts';
import { type Judgement, judgement } from './verdict.ts';

export function judgeRequirement(rule: Rule, sample: JudgedSample, date: string): Judgement {
  switch (rule.basis) {
    case 'document_required':
      return documentRequired(rule, sample);
    case 'panel_required':
      return panelRequired(rule, sample);
    case 'freshness':
      return freshness(rule, sample, date);
    case 'accreditation':
      return accreditation(rule, sample);
    default:
      return productForm(rule, sample);
  }
}

function documentRequired({ requires = [] }: Rule, { facts }: JudgedSample): Judgement {
  const lacking = requires.filter(field => !facts.holds.includes(field));
  if (lacking.length === 0) return judgement('pass', `the certificate holds ${requires.join(', ')}`);
  return judgement('undecidable', `not found in what was read: ${lacking.join(', ')}`, { needs: ['other_result'] });
}

function panelRequired({ requires = [] }: Rule, { results }: JudgedSample): Judgement {
  const tested = new Set(
    results.filter(({ kind }) => kind !== 'not_tested' && kind !== 'not_reported').map(({ panel }) => panel as string),
  );
  const lacking = requires.filter(panel => !tested.has(panel));
  if (lacking.length === 0) return judgement('pass', `tested: ${requires.join(', ')}`);
  return judgement('not_tested', `no results for ${lacking.join(', ')}`, { needs: ['panel'] });
}

function freshness({ requires = [] }: Rule, { facts }: JudgedSample, date: string): Judgement {
  const months = Number(/^(\d+) months$/.exec(requires[0] ?? '')?.[1]);
  if (facts.tested === null) return judgement('undecidable', 'the date of the tests is not known', { needs: ['tested_date'] });
  const last = addMonths(facts.tested, months);
  return date <= last
    ? judgement('pass', `tested ${facts.tested}, within ${requires[0]} of ${date}`)
    : judgement('fail', `tested ${facts.tested}, more than ${requires[0]} before ${date}`);
}

/** ISO day; the 31st stays within the month. */
function addMonths(day: string, months: number): string {
  const [year = 0, month = 1, of = 1] = day.split('-').map(Number);
  const last = new Date(Date.UTC(year, month - 1 + months + 1, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 + months, Math.min(of, last))).toISOString().slice(0, 10);
}

function accreditation({ requires = [] }: Rule, { facts }: JudgedSample): Judgement {
  const standard = /17025/.test(requires.join(' ')) ? /17025/ : null;
  return facts.accreditation !== null && standard?.test(facts.accreditation)
    ? judgement('pass', `accreditation printed: ${facts.accreditation}`)
    : judgement('undecidable', `no accreditation to ${requires.join(', ')} is printed`, { needs: ['accreditation'] });
}

/** Utah since 2026 allows pure leaf only: an extract is none; that a powder is pure a certificate does not show. */
function productForm(rule: Rule, { facts }: JudgedSample): Judgement {
  if (facts.form === null) return judgement('undecidable', 'the form of the product is not known', { needs: ['form'] });
  if (facts.form === 'extract' || facts.form === 'concentrate') return judgement('fail', `${facts.form} is not ${rule.value}`);
  return judgement('undecidable', `whether ${facts.form.replace('_', ' ')} is ${rule.value} a certificate does not show`, {
    needs: ['product_kind'],
  });
}
