/** An error in words for the terminal: what was wrong and what to do. The stack only where it helps a developer. */
export function explain(error: unknown): number {
  const known = error instanceof Error ? error : new Error(String(error));
  console.error(`leafproof: ${known.message}`);
  if (process.env['LEAFPROOF_DEBUG'] && known.stack) console.error(known.stack);
  else if (known.name === 'Error' || known.name === 'TypeError') console.error('(LEAFPROOF_DEBUG=1 shows where it happened)');
  return 'exitStatus' in known && typeof known.exitStatus === 'number' ? known.exitStatus : 2;
}
