/** JSON that is the same bytes for the same content: keys in order, no spaces (for strings and numbers as RFC 8785 has them). */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (value !== null && typeof value === 'object') {
    const entries = Object.entries(value).filter(([, each]) => each !== undefined);
    entries.sort(([a], [b]) => (a < b ? -1 : 1));
    return `{${entries.map(([key, each]) => `${JSON.stringify(key)}:${canonicalJson(each)}`).join(',')}}`;
  }
  return JSON.stringify(value);
}

/** Six significant digits, without an exponent for what people read: beyond them nothing is meant, and machines may differ. */
export function rounded(value: number): string {
  const short = Number(value.toPrecision(6));
  return Math.abs(short) < 1e-9 ? '0' : Math.abs(short) < 1e-6 ? short.toFixed(12).replace(/0+$/, '') : String(short);
}
