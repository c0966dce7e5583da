/** A feed as Atom (RFC 4287, paged as RFC 5005 says) and as JSON Feed 1.1. Pure. */

export interface FeedEntry {
  /** An IRI that never changes and belongs to this entry alone. */
  readonly id: string;
  readonly title: string;
  readonly url: string;
  readonly published: string;
  readonly updated: string;
  readonly text: string;
  readonly tags: readonly string[];
}

export interface Feed {
  readonly id: string;
  readonly title: string;
  readonly subtitle: string;
  readonly home: string;
  readonly self: string;
  readonly first: string;
  readonly next: string | null;
  /** Of the newest entry; of the start of the log where there is none. */
  readonly updated: string;
  readonly author: string;
  readonly entries: readonly FeedEntry[];
}

export function atom(feed: Feed): string {
  const link = (rel: string, href: string, type: string) => `<link rel="${rel}" type="${type}" href="${xml(href)}"/>`;
  const lines = [
    '<?xml version="1.0" encoding="utf-8"?>',
    '<feed xmlns="http://www.w3.org/2005/Atom">',
    `<id>${xml(feed.id)}</id>`,
    `<title>${xml(feed.title)}</title>`,
    `<subtitle>${xml(feed.subtitle)}</subtitle>`,
    `<updated>${feed.updated}</updated>`,
    `<author><name>${xml(feed.author)}</name></author>`,
    link('self', feed.self, 'application/atom+xml'),
    link('alternate', feed.home, 'text/html'),
    link('first', feed.first, 'application/atom+xml'),
    ...(feed.next === null ? [] : [link('next', feed.next, 'application/atom+xml')]),
    ...feed.entries.flatMap(entry => [
      '<entry>',
      `<id>${xml(entry.id)}</id>`,
      `<title>${xml(entry.title)}</title>`,
      link('alternate', entry.url, 'text/html'),
      `<published>${entry.published}</published>`,
      `<updated>${entry.updated}</updated>`,
      `<summary type="text">${xml(entry.text)}</summary>`,
      ...entry.tags.map(tag => `<category term="${xml(tag)}"/>`),
      '</entry>',
    ]),
    '</feed>',
  ];
  return `${lines.join('\n')}\n`;
}

export function jsonFeed(feed: Feed): object {
  return {
    version: 'https://jsonfeed.org/version/1.1',
    title: feed.title,
    description: feed.subtitle,
    home_page_url: feed.home,
    feed_url: feed.self,
    ...(feed.next === null ? {} : { next_url: feed.next }),
    authors: [{ name: feed.author }],
    language: 'en',
    items: feed.entries.map(({ id, title, url, published, updated, text, tags }) => ({
      ...{ id, url, title, content_text: text, date_published: published, date_modified: updated, tags },
    })),
  };
}

/** Text of strangers in XML 1.0: characters that it cannot hold at all become U+FFFD. */
export function xml(text: string): string {
  return text
    .toWellFormed()
    .replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '\uFFFD')
    .replace(/[&<>"']/g, character => `&#${character.charCodeAt(0)};`);
}
