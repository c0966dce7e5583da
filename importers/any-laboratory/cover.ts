/** A cover before the pages of several samples: what it says of the report is said of each. */
import type { Page } from '../../src/document/document.ts';
import { type Header, headerFields } from './header.ts';
import { pageNumber, startsAnew } from './page-numbering.ts';
import { isTitled, readPage, type Segment } from './segments.ts';
import type { TableRow } from './table-row.ts';

/** What the pages before the first results say, of a report with several samples; null where results stand on its first page. */
export function coverOf([first, ...others]: readonly Segment[], read: (pages: readonly Page[]) => readonly TableRow[]): Header | null {
  if (!first || others.length === 0) return null;
  const begun = first.pages.findIndex(page => read([page]).length > 0);
  const pages = begun < 0 ? first.pages : first.pages.slice(0, begun);
  return pages.length > 0 ? headerFields({ pages }) : null;
}

const names = ({ pages }: Segment, code: string): boolean =>
  pages.some(page => readPage(page).runs.some(({ text }) => text.split(/[\s,;|]+/).includes(code)));

/**
 * Whoever made and asked for the report, its number and its days, where the pages of a sample leave them out and name the report: `YA-24-118`
 * in the head or the foot of each page.
 */
export function underCover(header: Header, segment: Segment, cover: Header | null): Header {
  const code = cover?.reportNumber?.text;
  if (!cover || code === undefined || (header.reportNumber?.text ?? code) !== code || !names(segment, code)) return header;
  return withReport(header, cover);
}

/** As above, where the next sample of a report begins at the head of a page that says nothing of the report: `HM-302` after `HM-301`. */
export function underReport(
  header: Header,
  segment: Segment,
  before: { readonly header: Header; readonly segment: Segment } | null,
): Header {
  const { laboratory, client, reportNumber, dates, sample } = header;
  const saysOwn = laboratory || client || reportNumber || Object.keys(dates).length > 0;
  if (!before || saysOwn || !isNumberedAlike(sample.labSampleId?.text, before.header.sample.labSampleId?.text)) return header;
  const [first, last] = [segment.pages[0]!, before.segment.pages.at(-1)!];
  const anew = startsAnew(pageNumber(readPage(last)), pageNumber(readPage(first)));
  return anew || isTitled(first) ? header : withReport(header, before.header);
}

/** More than half of both is the same. */
const isNumberedAlike = (one: string | undefined, other: string | undefined): boolean => {
  if (one === undefined || other === undefined) return false;
  const same = [...one].findIndex((sign, i) => sign !== other[i]);
  return 2 * same > Math.max(one.length, other.length);
};

function withReport(header: Header, report: Header): Header {
  const { laboratory, laboratoryAccreditation, client, reportNumber, dates } = report;
  const { sampled, received, reported } = dates;
  return {
    ...(laboratory && { laboratory }),
    ...(laboratoryAccreditation && { laboratoryAccreditation }),
    ...(client && { client }),
    ...(reportNumber && { reportNumber }),
    ...header,
    dates: { ...(sampled && { sampled }), ...(received && { received }), ...(reported && { reported }), ...header.dates },
    dateOrder: header.dateOrder === 'unknown' ? report.dateOrder : header.dateOrder,
  };
}
