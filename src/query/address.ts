/** A filter typed into an address. */

/**
 * `filter=analyte:lead & loq:missing`, typed as it is read, is cut at the `&`: what follows looks like a parameter whose name begins with a
 * space, which none does. Such pieces are put together again, so that the address means what it says. Takes the query string, without `?`.
 */
export function joinFilter(query: string): string {
  const pieces: string[] = [];
  for (const piece of query.split('&')) {
    const continues = /^(?:%20|\+|\s)/i.test(piece) && pieces.at(-1)?.startsWith('filter=');
    // an unescaped = would end the name of a parameter, but not the value that it is now part of
    if (continues) pieces.push(`${pieces.pop()}%26${piece.replaceAll('=', '%3D')}`);
    else pieces.push(piece);
  }
  return pieces.join('&');
}
