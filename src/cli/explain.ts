/** An error in words for the terminal: what was wrong and what to do. The stack only where it helps a developer. */
import { loadConfig } from '../config.ts';

/** Prints it and returns the exit status, 2. */
export function explain(error: unknown): number {
  const known = error instanceof Error ? error : new Error(String(error));
  console.error(`leafproof: ${known.message}`);
  if (isDebugging()) console.error(known.stack);
  else if (known.name === 'Error' || known.name === 'TypeError') console.error('(LOG_LEVEL=debug shows where it happened)');
  return 2;
}

function isDebugging(): boolean {
  try {
    return ['debug', 'trace'].includes(loadConfig().logLevel);
  } catch {
    // the settings themselves may be what is wrong
    return false;
  }
}
