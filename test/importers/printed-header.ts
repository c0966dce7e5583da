/** The header of a printed page as texts, for reading an expectation at a glance. */
import { headerFields } from '../../importers/any-laboratory/header.ts';
import type { Page } from '../../src/document/document.ts';
import { pageOfText } from './printed-page.ts';

export const printedHeader = (page: Page): Record<string, string> => {
  const { sample, dates, sampling: _, ...header } = headerFields({ pages: [page] });
  const fields = Object.entries({ ...header, ...sample, ...dates });
  return Object.fromEntries(
    fields.flatMap(([field, value]) => (typeof value === 'object' && !field.startsWith('laboratoryA') ? [[field, value.text]] : [])),
  );
};

/** Of a page drawn in letters. */
export const headerOf = (art: string): Record<string, string> => printedHeader(pageOfText(1, art));
