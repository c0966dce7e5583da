/** The frame of every page: head, skip link, header, main, footer. */
import type { ComponentChildren } from 'preact';
import { feedsOf } from '../feeds/addresses.ts';
import { AS_RECEIVED, DISCLAIMER, SAMPLE_NOTICE, SITE, TAGLINE } from './words.ts';

export type Section =
  | 'home'
  | 'search'
  | 'vendors'
  | 'laboratories'
  | 'analytes'
  | 'rules'
  | 'contaminants'
  | 'check'
  | 'method'
  | 'api'
  | null;

/** What the frame needs to know about a page. */
export interface PageFacts {
  /** Without the site's name. */
  readonly title: string;
  readonly description: string;
  readonly section: Section;
  /** Paths of the same data for machines. */
  readonly json?: string | undefined;
  readonly csv?: string | undefined;
  /** Something on the page is sample data. */
  readonly sample?: boolean | undefined;
  /** schema.org description. */
  readonly linkedData?: object | undefined;
  readonly noIndex?: boolean | undefined;
  /** The page says beside its verdicts that results apply to the sample as received: the footer need not say it again. */
  readonly saysAsReceived?: boolean | undefined;
}

/** What the request and the build add. */
export interface Surroundings {
  /** `https://leafproof.example`. */
  readonly origin: string;
  readonly path: string;
  readonly style: string;
  readonly script: string;
  readonly icon: string;
  readonly fonts: readonly string[];
}

const NAVIGATION: readonly { section: Section; href: string; label: string }[] = [
  { section: 'search', href: '/search', label: 'Search' },
  { section: 'check', href: '/check', label: 'Check a lot' },
  { section: 'vendors', href: '/vendors', label: 'Vendors' },
  { section: 'laboratories', href: '/laboratories', label: 'Laboratories' },
  { section: 'analytes', href: '/analytes', label: 'Substances' },
  { section: 'contaminants', href: '/contaminants', label: 'Over limits' },
  { section: 'rules', href: '/rules', label: 'Rules' },
  { section: 'method', href: '/method', label: 'Method' },
];

export function Head({ facts, around }: { facts: PageFacts; around: Surroundings }) {
  const title = facts.section === 'home' ? `${SITE} – ${TAGLINE}` : `${facts.title} – ${SITE}`;
  const url = `${around.origin}${around.path}`;
  return (
    <>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <title>{title}</title>
      <meta name="description" content={facts.description} />
      {facts.noIndex && <meta name="robots" content="noindex" />}
      <meta property="og:title" content={title} />
      <meta property="og:description" content={facts.description} />
      <meta property="og:type" content="website" />
      <meta property="og:site_name" content={SITE} />
      <meta property="og:url" content={url} />
      <meta name="color-scheme" content="light dark" />
      <meta name="theme-color" content="#fbfaf6" media="(prefers-color-scheme: light)" />
      <meta name="theme-color" content="#121613" media="(prefers-color-scheme: dark)" />
      <link rel="canonical" href={url} />
      <link rel="icon" href={around.icon} type="image/svg+xml" />
      {around.fonts.map(font => (
        <link rel="preload" href={font} as="font" type="font/woff2" crossorigin="anonymous" key={font} />
      ))}
      <link rel="stylesheet" href={around.style} />
      {facts.json && <link rel="alternate" type="application/json" href={facts.json} />}
      {facts.csv && <link rel="alternate" type="text/csv" href={facts.csv} />}
      {!facts.noIndex &&
        feedsOf(around.path).map(({ href, type, title }) => <link rel="alternate" type={type} title={title} href={href} key={href} />)}
      <script type="module" src={around.script} />
    </>
  );
}

export function Body({ facts, path, children }: { facts: PageFacts; path: string; children: ComponentChildren }) {
  return (
    <>
      <a class="skip" href="#content">
        Skip to the content
      </a>
      <Header section={facts.section} />
      {facts.sample && <SampleNotice />}
      <main id="content" tabindex={-1}>
        {children}
      </main>
      <Footer facts={facts} path={path} />
    </>
  );
}

function Header({ section }: { section: Section }) {
  return (
    <header class="site-header">
      <div class="wide site-header__row">
        <a class="brand" href="/" aria-current={section === 'home' ? 'page' : undefined}>
          <Leaf />
          {SITE}
        </a>
        <nav aria-label="Main">
          <ul class="nav">
            {NAVIGATION.map(entry => (
              <li key={entry.href}>
                <a href={entry.href} aria-current={entry.section === section ? 'true' : undefined}>
                  {entry.label}
                </a>
              </li>
            ))}
          </ul>
        </nav>
      </div>
    </header>
  );
}

/** A leaf whose vein is a tick: the mark of the site. */
function Leaf() {
  return (
    <svg class="brand__leaf" viewBox="0 0 24 24" width="24" height="24" aria-hidden="true" focusable="false">
      <path class="brand__blade" d="M21 2.5C10 2.5 3 7 3 14.2c0 4 2.9 7.3 7 7.3C18 21.5 21.5 13 21 2.5Z" />
      <path class="brand__vein" d="M7.5 14.2l3 3 6-8.7" fill="none" />
    </svg>
  );
}

function SampleNotice() {
  return (
    <aside class="sample-notice" aria-label="Sample data">
      <div class="wide">
        <strong>Sample data.</strong> {SAMPLE_NOTICE}
      </div>
    </aside>
  );
}

function Footer({ facts, path }: { facts: PageFacts; path: string }) {
  return (
    <footer class="site-footer">
      <div class="wide site-footer__row">
        <div class="site-footer__words">
          {!facts.saysAsReceived && (
            <p>
              <strong>{AS_RECEIVED}</strong>
            </p>
          )}
          <p>{DISCLAIMER}</p>
        </div>
        <nav aria-label="About and data">
          <ul class="site-footer__links">
            {facts.json && (
              <li>
                <a href={facts.json}>This page as JSON</a>
              </li>
            )}
            {facts.csv && (
              <li>
                <a href={facts.csv}>This table as CSV</a>
              </li>
            )}
            {!facts.noIndex &&
              feedsOf(path)
                .filter(({ href }) => href.includes('.atom'))
                .map(({ href, title }) => (
                  <li key={href}>
                    <a href={href}>{title}, as a feed</a>
                  </li>
                ))}
            <li>
              <a href="/api">Data for programs (API)</a>
            </li>
            <li>
              <a href="/results">Ask for results</a>
            </li>
            <li>
              <a href="/snapshots">Snapshots to cite</a>
            </li>
            <li>
              <a href="/recalls">Recalls</a>
            </li>
            <li>
              <a href="/method">How numbers are read</a>
            </li>
            <li>
              <a href="/glossary">What the words mean</a>
            </li>
            <li>
              <a href="/submit">Contribute a certificate</a>
            </li>
            <li>
              <a href="/review" rel="nofollow">
                For reviewers
              </a>
            </li>
          </ul>
        </nav>
      </div>
    </footer>
  );
}
