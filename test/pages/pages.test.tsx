/** @jsxImportSource preact */
import type { ComponentChildren } from 'preact';
import { render } from 'preact-render-to-string';
import { Certificate } from '../../src/http/pages/certificates.tsx';
import { Lot } from '../../src/http/pages/lots.tsx';
import { pageHtml } from '../../src/http/pages/render.tsx';
import { Vendor } from '../../src/http/pages/vendor.tsx';
import type { AuthenticityItem } from '../../src/store/authenticity.ts';
import type { CertificateView, LotView, ResultRow } from '../../src/store/views.ts';
import { certificate, judgedAs, lot, NOTHING_JUDGED, onPage, result, row, STANDPOINT, vendor } from './views.ts';

const around = { origin: 'https://leafproof.example', path: '/x', style: '/site.css', script: '/site.js', icon: '/icon.svg', fonts: [] };
const facts = { title: 'T', description: 'D', section: null } as const;
const page = (body: ComponentChildren, over = {}) => pageHtml({ facts: { ...facts, ...over }, body }, around);

function ShownCertificate({ certificate: view, signals = [] }: { certificate: CertificateView; signals?: readonly AuthenticityItem[] }) {
  return <Certificate certificate={view} judged={judgedAs(view)} standpoint={STANDPOINT} signals={signals} />;
}

function ShownLot({ lot: view }: { lot: LotView }) {
  return <Lot lot={view} judged={judgedAs(certificate(view.results))} standpoint={STANDPOINT} />;
}

const UNSCORED = { card: null, outcomes: [], charts: [], measured: { results: 0, groups: [] } };

describe('the frame', () => {
  test('text from strangers’ files is never markup', () => {
    const evil = '<script>alert(1)</script>';
    const html = page(<Vendor vendor={vendor({ name: evil })} {...UNSCORED} overview={NOTHING_JUDGED} standpoint={STANDPOINT} />, {
      title: evil,
      linkedData: { name: evil },
    });
    expect(html).not.toContain('<script>alert');
    expect(html).toContain('&lt;script>alert(1)');
    expect(html).toContain('\\u003cscript>');
  });
  test('has no style and no script of its own in the page', () => {
    const html = page(<ShownCertificate certificate={certificate([result()])} />);
    expect(html).not.toMatch(/\sstyle=|\son[a-z]+=|<style/);
    expect(html.match(/<script(?![^>]*(src=|ld\+json))/g)).toBeNull();
  });
  test('sample data is marked', () => {
    expect(page(null, { sample: true })).toContain('Sample data.');
    expect(page(null, { sample: false })).not.toContain('Sample data.');
  });
});

describe('the certificate', () => {
  const value = result({ id: 'abc' });
  test('observations stand there with their words, the other certificate and when they were confirmed', () => {
    const signal: AuthenticityItem = {
      ...{ id: 's', certificate: 'c', kind: 'same-values', outcome: 'contradicts', facts: {}, evidence: null, related: 'other' },
      ...{ detail: 'The same <values>.', toolVersion: 'same-values 1', checkedAt: '2026-02-05T10:00:00.000Z', dismissed: null },
      confirmed: { by: 'A reviewer', at: '2026-02-06T10:00:00.000Z' },
    };
    const html = render(<ShownCertificate certificate={certificate([value])} signals={[signal]} />);
    expect(html).toContain('<strong>Does not fit:</strong> The same &lt;values>.');
    expect(html).toContain('href="/certificates/other"');
    expect(html).not.toContain('A reviewer');
    expect(render(<ShownCertificate certificate={certificate([value])} />)).not.toContain('Observations on this document');
  });
  test('a value leads to its box and the box to its row', () => {
    const html = render(<ShownCertificate certificate={certificate([value])} />);
    expect(html).toContain('<tr id="v-abc"');
    expect(html).toContain('href="#r-abc"');
    expect(html).toMatch(/<a id="r-abc" href="#v-abc"/);
  });
  test('the box stands where the evidence says, in points, with a little room', () => {
    const html = render(<ShownCertificate certificate={certificate([value])} />);
    expect(html).toContain('viewBox="0 0 612 792"');
    expect(html).toMatch(/<rect class="value-box__cell" x="298.5" y="398.5" width="33" height="14"/);
  });
  test('a value is drawn on the page it stands on, and only there', () => {
    const second = result({ id: 'def', evidence: onPage('7', [10, 20, 30, 40], 2), rowEvidence: onPage('7', [10, 20, 30, 40], 2) });
    const html = render(
      <ShownCertificate
        certificate={certificate([value, second], {
          pages: [
            { width: 612, height: 792 },
            { width: 612, height: 792 },
          ],
        })}
      />,
    );
    const [, first = '', last = ''] = html.split('<figure');
    expect(first).toContain('id="r-abc"');
    expect(first).not.toContain('id="r-def"');
    expect(last).toContain('id="r-def"');
  });
  test('a value from a table names its cell and has no link to a page', () => {
    const cell = { kind: 'cell', sheet: 'Results', cell: 'F7', text: 'ND' } as const;
    const html = render(
      <ShownCertificate certificate={certificate([result({ id: 'abc', evidence: cell, rowEvidence: cell })], { pages: [] })} />,
    );
    expect(html).toContain('in cell F7 of Results');
    expect(html).not.toContain('href="#r-abc"');
  });
  test('an uncertain day is not given as a date', () => {
    const html = render(<ShownCertificate certificate={certificate([value])} />);
    expect(html).toContain('printed “01/02/26”, which day is not certain');
  });
  test('a doubtful value says why', () => {
    const html = render(<ShownCertificate certificate={certificate([result({ confidence: 0.6, flags: ['engines-disagree'] })])} />);
    expect(html).toContain('look closely: engines disagree');
  });
});

describe('the lot', () => {
  test('what the laboratory failed comes before everything, with its limit', () => {
    const bad = row({ kind: 'quantified', number: '1.4', lower: '1.4', upper: '1.4', printedVerdict: 'fail' });
    const html = render(<ShownLot lot={lot([row(), bad])} />);
    expect(html.indexOf('1 result marked as failing by the laboratory')).toBeGreaterThan(0);
    expect(html.indexOf('marked as failing')).toBeLessThan(html.indexOf('<table'));
    expect(html).toContain('the limit printed is “1.2”');
    expect(html).toContain('The laboratory marked 1 result as failing.</strong>');
  });
  test('the laboratory and the day are said once where every result rests on them, and beside each value else', () => {
    const one = row();
    const shown = (...results: ResultRow[]) => render(<ShownLot lot={lot(results)} />);
    const columns = (html: string) => html.split('Laboratory, date</th>').length - 1;
    const alone = shown(one, row({ id: 'r2' }));
    expect(alone).toContain(
      `certificate of <a href="/laboratories/${one.laboratory!.slug}">${one.laboratory!.name}</a>, <time datetime="2026-02-03">`,
    );
    expect(columns(alone)).toBe(0);
    const onTwoDays = shown(one, row({ id: 'r2', reported: '2026-03-01' }));
    expect(onTwoDays).toContain(', the latest of ');
    expect(columns(onTwoDays)).toBeGreaterThan(0);
    const undated = shown(row({ laboratory: null, reported: null }));
    expect(undated).toContain('of <span class="quiet">an unknown laboratory</span>, no date found');
    expect(columns(shown())).toBe(0);
  });
  test('panels that nobody tested are named', () => {
    const html = render(<ShownLot lot={lot([row()])} />);
    expect(html).toContain('Alkaloids, Microbes, Mycotoxins, Pesticides, Residual solvents.');
  });
  test('that results apply to the sample as received stands once, beside the verdicts', () => {
    const shown = (more: object) => page(<ShownLot lot={lot([row()])} />, more).match(/Results apply to the sample as received/g);
    expect(shown({ saysAsReceived: true })).toHaveLength(1);
    expect(shown({})).toHaveLength(2);
  });
  test('a form that no certificate of the lot prints is not known to rules, and what searches go by instead is said', () => {
    const silent = lot([row()], { formOfProduct: 'capsule' });
    const [sample] = certificate([result()]).samples;
    const silence = judgedAs(certificate([], { samples: [{ ...sample!, form: null }] }));
    const form = (view: LotView) => factNamed('Form', render(<Lot lot={view} judged={silence} standpoint={STANDPOINT} />));
    expect(form(silent)).toContain('not printed judged as not known');
    expect(form(silent)).toContain('Searches find the lot under “Capsules”, which another certificate of this product prints');
    expect(form({ ...silent, formOfProduct: null })).not.toContain('Searches');
    expect(factNamed('Form', render(<ShownLot lot={silent} />))).toBe('Powder printed on the certificate');
  });
});

/** What a list of facts says, without its markup. */
const factNamed = (name: string, html: string): string =>
  (html.split(`<dt>${name}</dt><dd>`)[1]?.split('</dd>')[0] ?? '').replace(/<[^>]+>/g, '').trim();
