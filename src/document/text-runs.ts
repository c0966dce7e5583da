/** The runs of words of a line of plain text, and the columns of characters they stand at. */

const TAB = 8;

/** Words of a line and the column they stand at; `from` is where they are in the file, where that is another. */
export interface TextRun {
  readonly text: string;
  readonly column: number;
  readonly from?: number;
}

/** Runs of words parted by two blanks or more, or by the bars of a drawn table; lines that are only drawn hold none. */
export function runsOf(line: string): TextRun[] {
  const bare = line.replace(/[|│┃║]/g, ' ').replace(/[─━═┼╪╬├┤┌┐└┘┬┴]/g, ' ');
  if (/^[\s+=_*~.:-]*$/.test(bare)) return [];
  return [...bare.matchAll(/\S+(?: \S+)*/g)].map(match => ({ text: match[0], column: match.index + 1 }));
}

export function withoutTabs(line: string): string {
  if (!line.includes('\t')) return line;
  let text = '';
  for (const part of line.split(/(\t)/)) text += part === '\t' ? ' '.repeat(TAB - (text.length % TAB)) : part;
  return text;
}
