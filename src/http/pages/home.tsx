import type { ExceedanceCounts, VerdictRow } from '../../store/exceedances.ts';
import type { Figure } from '../../store/figures.ts';
import type { CertificateItem, Counts } from '../../store/views.ts';
import { HomeOverSection } from './home-over.tsx';
import { CertificateTable } from './lists.tsx';
import { Counted, Empty, SearchBox } from './parts.tsx';
import { ABOUT, groupDigits } from './words.ts';

const COUNTED: readonly { key: keyof Counts; label: string; href: string | null }[] = [
  { key: 'certificates', label: 'certificates', href: null },
  { key: 'results', label: 'results', href: '/results' },
  { key: 'lots', label: 'lots', href: '/search' },
  { key: 'vendors', label: 'vendors', href: '/vendors' },
  { key: 'laboratories', label: 'laboratories', href: '/laboratories' },
  { key: 'analytes', label: 'substances', href: '/analytes' },
];

export interface HomeOver {
  /** Verdicts of one sample each, the newest report first. */
  readonly lots: readonly (readonly VerdictRow[])[];
  readonly counts: Figure<ExceedanceCounts>;
}

interface HomeProps {
  readonly counts: Figure<Counts>;
  readonly latest: readonly CertificateItem[];
  readonly over: HomeOver;
  /** ISO day. */
  readonly today: string;
}

export function Home({ counts: { value: counts, countedAt }, latest, over, today }: HomeProps) {
  return (
    <>
      <section class="hero">
        <div class="wide">
          <h1>What did the laboratory find in this lot?</h1>
          <p class="lede">{ABOUT}</p>
          <SearchBox large />
          <Examples latest={latest} />
        </div>
      </section>
      <section class="wide ways" aria-label="Ways in">
        <div>
          <h2>You hold a product</h2>
          <p>
            Type the lot number from the label into the search box, or <a href="/check">send a photo of the code on the label</a>. You see
            what was tested, what was found, and what no one tested. A whole shelf? <a href="/check#shelf">Look up many lots at once</a>.
          </p>
        </div>
        <div>
          <h2>You hold a certificate</h2>
          <p>
            <a href="/check#certificate">Check the file</a>: you see what it says, what is over a limit, what was not tested, and whether it
            says the same as what is published here. Nothing is stored.
          </p>
        </div>
        <div>
          <h2>You want the data</h2>
          <p>
            Every page has a twin for programs. Begin with <a href="/api">the API</a> and read <a href="/method">how numbers are read</a>.
          </p>
        </div>
      </section>
      <section class="wide" aria-labelledby="inside">
        <h2 id="inside">In the database today</h2>
        <dl class="counts">
          {COUNTED.map(({ key, label, href }) => (
            <div key={key}>
              <dt>{href === null ? label : <a href={href}>{label}</a>}</dt>
              <dd>{groupDigits(String(counts[key]))}</dd>
            </div>
          ))}
        </dl>
        <Counted at={countedAt} />
        {counts.samples > 0 && (
          <p class="quiet">
            {counts.samples === counts.certificates ? 'All of them are' : `${counts.samples} of the certificates are`} sample data, invented
            to show how the site works.
          </p>
        )}
      </section>
      {counts.certificates > 0 && <HomeOverSection over={over} today={today} />}
      <section class="wide" aria-labelledby="latest">
        <h2 id="latest">Certificates added last</h2>
        {latest.length === 0 ? (
          <Empty title="The database is empty.">
            Bring in your own certificates with <code>npm run leafproof -- import PATH</code>, or <a href="/check">check a single file</a>{' '}
            without storing it.
          </Empty>
        ) : (
          <CertificateTable certificates={latest} caption="Certificates added last" />
        )}
      </section>
    </>
  );
}

/** Something to try: what the newest certificate names. */
function Examples({ latest }: { latest: readonly CertificateItem[] }) {
  const [newest] = latest;
  const words = [newest?.lots[0]?.code, newest?.vendor?.name, newest?.laboratory?.name].filter(word => word !== undefined);
  if (words.length === 0) return null;
  return (
    <p class="examples">
      For example:{' '}
      {words.map((word, index) => (
        <span key={word}>
          {index > 0 && ' · '}
          <a href={`/search?q=${encodeURIComponent(word)}`}>{word}</a>
        </span>
      ))}
    </p>
  );
}
