/** Addresses of feeds, and which belong to which page. */

export const FEEDS = {
  certificates: 'New certificates',
  exceedances: 'Newly over limits',
} as const;
export type FeedName = keyof typeof FEEDS;
export const FORMATS = { atom: 'application/atom+xml', json: 'application/feed+json' } as const;
export type FeedFormat = keyof typeof FORMATS;

export interface FeedLink {
  readonly title: string;
  readonly type: string;
  readonly href: string;
}

export const feedAddress = (feed: FeedName, format: FeedFormat, query: string): string =>
  `/feeds/${feed}.${format}${query === '' ? '' : `?${query}`}`;

const OF_PAGES: Readonly<Record<string, string>> = { vendors: 'vendor', products: 'product', laboratories: 'laboratory' };

/** Feeds of what a page shows; none for most pages. */
export function feedsOf(path: string): FeedLink[] {
  const [, section = '', id = '', rest] = path.split('/');
  if (rest !== undefined) return [];
  const parameter = OF_PAGES[section];
  if (id !== '' && parameter !== undefined) return links(['certificates', 'exceedances'], `${parameter}=${id}`);
  if (id !== '') return [];
  if (section === 'contaminants') return links(['exceedances'], '');
  return ['', 'search', 'vendors', 'history'].includes(section) ? links(['certificates', 'exceedances'], '') : [];
}

function links(feeds: readonly FeedName[], query: string): FeedLink[] {
  return feeds.flatMap(feed =>
    (Object.keys(FORMATS) as FeedFormat[]).map(format => ({
      title: FEEDS[feed],
      type: FORMATS[format],
      href: feedAddress(feed, format, query),
    })),
  );
}
