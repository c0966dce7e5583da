/** @jsxImportSource preact */
import { render } from 'preact-render-to-string';
import { CoverageMatrix } from '../../src/http/pages/coverage-matrix.tsx';
import { ScorecardSection } from '../../src/http/pages/scorecard.tsx';
import { ScorecardExplained } from '../../src/http/pages/scorecard-explained.tsx';
import { percent, percentRange } from '../../src/http/pages/scorecard-words.ts';
import { inOrder } from '../../src/http/pages/vendor-order.ts';
import { Vendors } from '../../src/http/pages/vendors.tsx';
import { type BriefExplanation, briefOf, changesByDay } from '../../src/quality/scorecard-brief.ts';
import { type ScorecardView, summaryOf } from '../../src/store/scorecard.ts';
import { lotsScored } from '../../src/store/vendor-parts.ts';
import type { VendorItem } from '../../src/store/views.ts';
import { scored, scoredLot, withSalmonella } from './scores.ts';
import { lotItem, vendor } from './views.ts';

const text = (html: string) => html.replaceAll(/<[^>]+>/g, ' ').replaceAll(/&nbsp;|\u00a0|\s+/g, ' ');
const lots = [1, 2, 3, 4].map(n => scoredLot(n));

function section(explanation = scored(lots)) {
  const numbers = new Map(explanation.input.lots.map(({ id, number }) => [id, number ?? '']));
  return render(<ScorecardSection card={explanation.scorecard} lotNumbers={numbers} slug="quiet-creek" />);
}

describe('percentages', () => {
  test.each([
    ['1', '100 %'],
    ['0.9981', 'over 99 %'],
    ['0.994', '99 %'],
    ['0.5', '50 %'],
    ['0.001', 'under 1 %'],
    ['0', '0 %'],
  ])('%s is %s: what is not all never reads as all', (share, words) => {
    expect(text(percent(share))).toBe(words);
  });
  test('a range says its unit once', () => {
    expect(text(percentRange('0.81', '0.99'))).toBe('81 to 99 %');
    expect(text(percentRange('0.81', '0.999'))).toBe('81 % to over 99 %');
  });
});

describe('a scorecard', () => {
  test('says few lots first, then what the lots came to and how far that can be relied on', () => {
    const words = text(section(scored([...lots, scoredLot(5, 'fail')])));
    expect(words).toMatch(
      /Few lots\. +Of 5 published lots that could be judged, 4 stayed within every comparison limit tested and 1 was over one\./,
    );
    expect(words).toMatch(/is most likely \d+ to \d+.%\./);
    expect(words).not.toContain('By the rules chosen');
    expect(words).toMatch(/1 +over/);
  });
  test('pathogens of the last 12 months stand before everything else, with their certificate', () => {
    const html = section(scored([withSalmonella(scoredLot(1)), scoredLot(2), scoredLot(3)]));
    expect(html.indexOf('Found in the last 12 months')).toBeLessThan(html.indexOf('published lots that could be judged'));
    expect(html).toContain('href="/certificates/certificate-1"');
    expect(text(html)).toContain('Salmonella');
  });
  test('under three lots there is a reason and no figure', () => {
    const words = text(section(scored(lots.slice(0, 2))));
    expect(words).toContain('There is no safety record yet');
    expect(words).toContain('not scored: 2 lots with decidable results, fewer than 3');
  });
  test('promises nothing and blends nothing', () => {
    expect(text(section())).not.toMatch(/\b(safe|clean|illegal|grade [A-F]|overall score)\b/i);
  });
});

describe('a scorecard step by step', () => {
  const many = Array.from({ length: 70 }, (_, n) => scoredLot(n + 1, n === 0 ? 'fail' : 'pass'));
  const explanation = scored(many);
  const page = (brief: BriefExplanation) =>
    render(
      <ScorecardExplained
        view={{
          ...{ vendor: { id: 'v', slug: 'quiet-creek', name: 'Quiet Creek' }, asOf: '2026-09-01', model: 'scorecard_v1', yardstick: 'y' },
          ...{ recordedAt: '2026-09-01T00:00:00Z', supersededAt: null, inputsHash: 'abc', card: explanation.scorecard },
          market: {} as ScorecardView['market'],
        }}
        explanation={brief}
        history={[]}
        asOf={null}
        today="2026-09-01"
      />,
    );

  test('shows the newest lots, weighs every one and links to the rest', () => {
    const brief = briefOf(explanation);
    const dates = brief.scopes.overall.lots.map(({ date }) => date);
    expect(dates).toHaveLength(60);
    expect(dates).toEqual(dates.toSorted().reverse());
    expect(explanation.scopes.overall.lots.filter(({ date }) => date! > dates.at(-1)!).length).toBeLessThanOrEqual(60);
    expect(brief.scopes.metals.steps).toEqual(explanation.scopes.metals.steps);
    const html = page(brief);
    expect(text(html)).toContain('The newest 60 of 70 lots.');
    expect(html).toContain('href="/vendors/quiet-creek/scorecard?lots=all#lots"');
    // what failed is called by its number, whether it is among the newest or not
    expect(html).toContain('<a href="/lots/lot-1">lot QC-1</a>');
  });
  test('shows all lots where they were asked for', () => {
    const brief = briefOf(explanation, Number.POSITIVE_INFINITY);
    expect(brief.scopes.overall.lots).toHaveLength(70);
    expect(text(page(brief))).not.toContain('The newest');
  });
  test('is kept only where it is the same on every day', () => {
    expect(changesByDay(explanation)).toBe(false);
    const late = scoredLot(71);
    expect(changesByDay(scored([...many, { ...late, tests: late.tests.map(each => ({ ...each, date: '2030-01-01' })) }]))).toBe(true);
  });
});

test('the matrix says within, over, undecidable and not tested in words', () => {
  const explanation = scored([scoredLot(1), scoredLot(2, 'fail'), scoredLot(3, 'undecidable')]);
  const rows = [1, 2, 3].map(n => lotItem({ id: `lot-${n}`, code: `QC-${n}` }));
  const words = text(render(<CoverageMatrix lots={rows} outcomes={lotsScored(explanation)} />));
  for (const word of ['within', 'over', 'undecidable', 'not tested']) expect(words).toContain(word);
});

describe('the list of vendors', () => {
  const item = (name: string, lotsOf: typeof lots, over: Partial<VendorItem> = {}): VendorItem => ({
    ...vendor({ name, isSample: false }),
    scorecard: { ...summaryOf(scored(lotsOf).scorecard, '2026-09-01'), tie: lotsOf.length < 3 ? null : 1 },
    ...over,
  });
  const strong = item(
    'Strong',
    [1, 2, 3, 4, 5, 6].map(n => scoredLot(n)),
  );
  const weak = item('Weak', [scoredLot(1, 'fail'), scoredLot(2, 'fail'), scoredLot(3)]);
  const thin = item('Aardvark', [scoredLot(1)]);

  test('orders by what is surely reached, not scored last', () => {
    expect(inOrder([thin, weak, strong], 'safety').map(({ name }) => name)).toEqual(['Strong', 'Weak', 'Aardvark']);
    expect(inOrder([thin, weak, strong], 'name').map(({ name }) => name)).toEqual(['Aardvark', 'Strong', 'Weak']);
  });
  test('shows ties as groups and no ranks, and sample data apart', () => {
    const html = render(
      <Vendors countedAt={null} vendors={[strong, weak, thin, { ...strong, name: 'Invented', isSample: true }]} order="safety" page={1} />,
    );
    const words = text(html);
    expect(words).toContain('Group 1: 2 vendors that the data do not tell apart');
    expect(words).toContain('Not scored: too few published lots');
    expect(words.indexOf('Sample data')).toBeGreaterThan(words.indexOf('Aardvark'));
    expect(html).not.toMatch(/<ol/);
  });
});
