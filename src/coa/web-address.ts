/** Addresses as text: what they hold is compared, nothing is ever opened. */

export function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    // A stray percent sign: no encoding then.
    return text;
  }
}

/** What parameters and segments of an address hold in Base64, as some laboratories write the sample number. */
export function unwrapped(text: string): string[] {
  const values = decoded(text).match(/(?<=[=/])[A-Za-z0-9+_-]{12,}={0,2}(?=$|[&/#])/g) ?? [];
  return values.map(value => Buffer.from(value, 'base64url').toString('latin1')).filter(value => /^[\x20-\x7e]+$/.test(value));
}
