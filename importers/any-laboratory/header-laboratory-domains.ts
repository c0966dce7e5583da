/** Web and mail addresses, and the names that are spelled as they are. */
import { remember } from '../../src/coa/remember.ts';
import type { Printed } from '../../src/coa/transcript.ts';
import { squash } from './header-laboratory-names.ts';
import { printedPart } from './header-printed.ts';
import type { PageRuns, Run } from './header-runs.ts';

const DOMAIN =
  /(?:https?:\/\/)?(?:www\.)?([\p{L}\d\uFFFD-]{3,}(?:\.[\p{L}\d-]+)*\.(?:com|net|org|io|co|us|eu|cz|de|uk|ca|info|bio|science|fr|es|nl|it|pl|at|ch|lab|labs))(?![\p{L}])/iu;

const NOT_THEIRS =
  /confidentcannabis|cofrac|ukas|dakks|a2la|enac\.|accredia|pjlabs|nata\.|gmail|outlook|yahoo|hotmail|google|dropbox|metrc|pdf|adobe|docusign/i;

export interface Domain {
  readonly printed: Printed;
  readonly host: string;
  /** Of a mail address below the head, as under the address of a client. */
  readonly weak: boolean;
}
const LAB_MAIL = /(?:^|\s)(?:info|labs?|support|coas?|results?|hello|contact|service|testing|admin)@/i;

/**
 * Web and mail addresses, each once, where it is printed first. One beside `lab@`, `www.` or in the letterhead is the laboratory's more
 * often than a client's.
 */
export const domainsOf = (pages: readonly PageRuns[]): Domain[] => {
  const found = new Map<string, Domain>();
  for (const { runs, page } of pages)
    for (const run of runs) {
      const match = run.text.includes('.') ? DOMAIN.exec(run.text) : null;
      if (!match || NOT_THEIRS.test(match[1]!)) continue;
      const host = match[1]!.toLowerCase();
      const start = match.index + match[0].lastIndexOf(match[1]!);
      const weak = run.text.includes('@') && !LAB_MAIL.test(run.text) && run.box[1] > 0.06 * page.height && run.box[1] < 0.5 * page.height;
      const known = found.get(host);
      if (!known || (known.weak && !weak)) found.set(host, { printed: printedPart(run, start, start + host.length), host, weak });
    }
  return [...found.values()];
};
const stem = remember((host: string): string => squash(host.split('.').at(-2) ?? host));

export const related = (name: string, host: string): boolean => {
  const short = squash(name.replace(/,? (?:LLC|Inc|Ltd|GmbH|Corp)\b\.?/giu, ''));
  const site = stem(host);
  const plain = (text: string): string => text.replace(/laborator(?:y|ies)|labs?/g, 'lab');
  return (
    site.length >= 4 &&
    (plain(short).startsWith(plain(site)) ||
      plain(site).startsWith(plain(short)) ||
      (short.length >= 5 && plain(site).includes(plain(short))))
  );
};

/** The capitalised words that, run together, are the web address: `Steep Hill` for steephill.com. */
export const spelledOut = (run: Run, host: string): { start: number; end: number } | null => {
  // a sign that says no more than what the address begins with: `Example` for exampletesting.com
  const sign = stem(host).replace(/(?:test(?:s|ing)?|analytics?|analytical)$/, '');
  if (sign.length >= 5 && sign !== stem(host) && squash(run.text) === sign) return { start: 0, end: run.text.length };
  const site = stem(host).replace(/(?:labs?|llc|inc|cannabis)$/g, '');
  if (site.length < 4) return null;
  if (!squash(run.text).includes(site)) return null;
  for (const first of run.text.matchAll(/\p{Lu}\S*/gu)) {
    // the house number before the name of a street
    if (/(?:^|\s)\d+\p{L}?\s$/u.test(run.text.slice(0, first.index))) continue;
    let joined = '';
    for (const word of run.text.slice(first.index).matchAll(/\S+/g)) {
      joined += squash(word[0]);
      if (joined.length > site.length) break;
      if (joined === site) {
        const end = first.index + word.index + word[0].length;
        const more = /^(?: \p{Lu}[\p{Ll}]+){0,3}/u.exec(run.text.slice(end))?.[0] ?? '';
        return { start: first.index, end: end + more.length };
      }
    }
  }
  return null;
};

/** Whether the web address on these pages is that name and no more: whose certificate it is, and no product. */
export const isOfDomain = (pages: readonly PageRuns[], name: string): boolean =>
  domainsOf(pages).some(({ host }) => stem(host) === squash(name));
