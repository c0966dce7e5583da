/** Forms of printed text that are compared: never shown, always kept beside the text itself. */

/** Lower case without diacritics and with single spaces: `Zelený  Kratom` → `zeleny kratom`. What searches run on. */
export function fold(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/ø/g, 'o')
    .replace(/ł/g, 'l')
    .replace(/ß/g, 'ss')
    .replace(/\p{Cc}+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

/** Legal forms that say nothing about who it is. Longest first, as they are taken off the end. */
const LEGAL_FORMS =
  /(?:^|\s)(?:spol s r o|s r o|sro|a s|z s|v o s|p l l c|pllc|l l c|llc|l l p|llp|l p|inc|incorporated|corp|corporation|and co|and company|co|company|ltd|limited|gmbh|ag|b v|bv|n v|s a|s l|plc|pty|oy|ab|kg|pt|cv)$/;

/**
 * Names of organizations that print differently but mean one: case, diacritics, punctuation and the legal form fall away.
 * `KratomPower, s.r.o.` and `KRATOMPOWER SRO` both give `kratompower`. Never closer than that: similar names stay apart.
 */
export function normaliseName(text: string): string {
  let words = fold(text)
    .replace(/&/g, ' and ')
    .replace(/[’'`´]/g, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
  for (
    let shorter = words.replace(LEGAL_FORMS, '').trim();
    shorter !== words && shorter !== '';
    shorter = words.replace(LEGAL_FORMS, '').trim()
  ) {
    words = shorter;
  }
  return words;
}

/** `l-0825 / 04` → `L082504`: a lot code typed off a bag finds the one printed on the certificate. */
export function normaliseCode(text: string): string {
  return fold(text)
    .replace(/[^\p{L}\p{N}]+/gu, '')
    .toUpperCase();
}

/** Lower-case ASCII for an address; empty text gives `unnamed`. */
export function slugify(text: string): string {
  const slug = fold(text)
    .replace(/&/g, ' and ')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 80)
    .replace(/-+$/, '');
  return slug === '' ? 'unnamed' : slug;
}
