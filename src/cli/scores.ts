/** `leafproof scores`: computes all scorecards anew from exported inputs, to the same bytes. */
import { readFile } from 'node:fs/promises';
import { text as textOf } from 'node:stream/consumers';
import { canonicalJson } from '../quality/canonical-json.ts';
import { scoresDocument } from '../quality/scorecard.ts';
import { explain } from '../quality/scorecard-explain.ts';
import { readScoresInput, type ScoresInput, ScoresInputError } from '../quality/scores-input.ts';

export interface ScoresFlags {
  readonly explain?: string;
}

export async function scores(file: string, flags: ScoresFlags): Promise<number> {
  const refuse = (message: string, status: number) => {
    console.error(`leafproof: ${file}: ${message}`);
    return status;
  };
  let text: string;
  try {
    text = file === '-' ? await textOf(process.stdin) : await readFile(file, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return refuse(code === 'ENOENT' ? 'no such file' : code === 'EISDIR' ? 'is a folder' : `cannot be read (${code})`, 2);
  }
  let input: ScoresInput;
  try {
    input = readScoresInput(JSON.parse(text));
  } catch (error) {
    if (error instanceof ScoresInputError || error instanceof SyntaxError) return refuse(error.message, 1);
    throw error;
  }
  if (flags.explain === undefined) {
    process.stdout.write(scoresDocument(input));
    return 0;
  }
  const explained = explain(input, flags.explain);
  if (explained === null) return refuse(`no vendor ${flags.explain}`, 2);
  process.stdout.write(`${canonicalJson(explained)}\n`);
  return 0;
}
