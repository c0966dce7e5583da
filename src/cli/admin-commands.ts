/** Commands for whoever runs an installation: keys, recalls, the log, snapshots, and taking files down. */
import { type Command, InvalidArgumentError, Option } from 'commander';

/** Runs the function that a command's file exports, loaded only then. */
type Run = <A extends unknown[]>(command: () => Promise<(...args: A) => Promise<number>>) => (...args: A) => Promise<void>;

const days = (text: string): number => amount(text, 1, 3650);
const hours = (text: string): number => amount(text, 0, 720);

function amount(text: string, least: number, most: number): number {
  const value = Number(text);
  if (!/^\d+$/.test(text) || value < least || value > most)
    throw new InvalidArgumentError(`A whole number from ${least} to ${most} is needed.`);
  return value;
}

export function addAdminCommands(cli: Command, run: Run): void {
  const key = cli.command('key').description('API keys');
  key
    .command('create')
    .description('Make a key; it is shown once')
    .argument('<name>', 'whose key it is')
    .addOption(new Option('--role <role>', 'what it may do').choices(['reader', 'contributor', 'reviewer', 'admin']).default('contributor'))
    .option('--days <n>', 'days until it expires; without it, it lasts until it is revoked', days)
    .action(run(async () => (await import('./key.ts')).create));
  key
    .command('list')
    .description('Keys with role and last use, never the keys themselves')
    .option('--json', 'one JSON object a line')
    .action(run(async () => (await import('./key.ts')).list));
  key
    .command('rotate')
    .description('Make a key in the place of another, which keeps working for a while')
    .argument('<id>', 'the key')
    .option('--overlap <hours>', 'how long the old one keeps working', hours, 24)
    .option('--days <n>', 'days until the new one expires; without it, it lasts as long as the old one was to last', days)
    .action(run(async () => (await import('./key.ts')).rotate));
  key
    .command('revoke')
    .description('Make a key useless at once')
    .argument('<id>', 'the key')
    .action(run(async () => (await import('./key.ts')).revoke));

  cli
    .command('recalls')
    .description('Record recalls from enforcement reports of openFDA (JSON, or ZIP archives of it), and match them with vendors and lots')
    .argument('<file...>', 'files as openFDA gives them')
    .option('--json', 'one JSON object a file')
    .addHelpText('after', '\nExit status: 0 everything is recorded; 1 a file or a row was refused; 2 wrong use.')
    .action(run(async () => (await import('./recalls.ts')).recalls));

  cli
    .command('heads')
    .description('Signed heads of the log, one JSON object a line, the oldest first; a running server signs one every day')
    .option('--sign', 'sign what the log is now first')
    .option('--rotate', 'put a new key in the place of DATA_DIR/signing-key.pem; the old one signs that the new one is ours')
    .option('--key', 'print the public keys instead, as PEM')
    .action(run(async () => (await import('./history.ts')).heads));
  cli
    .command('verify')
    .description('Whether the log and the stored records still are what they were')
    .option(
      '--log <file>',
      'an exported log (leafproof export --log, /api/v1/log.ndjson) instead of this installation; nothing else is needed',
    )
    .option('--heads <file>', 'signed heads, as leafproof heads or /api/v1/heads gives them')
    .option('--key <file...>', 'public keys that you trust, as PEM; further ones are believed once a head signed by these covers them')
    .option('--json', 'one JSON object')
    .addHelpText('after', '\nExit status: 0 everything is as it was; 1 something differs; 2 wrong use.')
    .action(run(async () => (await import('./history.ts')).verify));

  addSnapshotCommands(cli, run);

  cli
    .command('laboratory')
    .description('What is known of laboratories beside their certificates')
    .command('scope')
    .description('Record scopes of accreditation from a sheet; all of it is recorded, or nothing')
    .argument('<file>', 'CSV with the columns laboratory, body, number, standard, valid_from, valid_to, analyte, matrix, method, source')
    .option('--by <name>', 'who gives it')
    .action(run(async () => (await import('./laboratory.ts')).scope));

  cli
    .command('takedown')
    .description('Remove a file, the pictures of its pages and personal data for good; hash, reason and date stay public')
    .argument('<file>', 'SHA-256 of the file, or the identifier of one of its certificates')
    .addOption(new Option('--reason <text>', 'why; public, so name no person').makeOptionMandatory())
    .option('--by <name>', 'who decides')
    .action(run(async () => (await import('./takedown.ts')).takedown));
}

function addSnapshotCommands(cli: Command, run: Run): void {
  const snapshot = cli
    .command('snapshot')
    .description('Everything that is public now as a folder that never changes, named by its hash (docs/snapshots.md)')
    .option('--out <folder>', 'where to put the folder, instead of DATA_DIR/snapshots')
    .option('--samples', 'of the invented samples, which are never among real data')
    .option('--json', 'one JSON object')
    .addHelpText('after', '\nExit status: 0 made, or there already; 1 nothing is public; 2 wrong use.')
    .action(run(async () => (await import('./snapshot.ts')).make));
  snapshot
    .command('verify')
    .description('Whether a snapshot is what it was, its tables are as described, and scores and verdicts come out the same')
    .argument('<folder>', 'the snapshot')
    .option('--json', 'one JSON object')
    .addHelpText('after', '\nExit status: 0 everything is as it was; 1 something differs; 2 the folder is no snapshot.')
    .action(run(async () => (await import('./snapshot.ts')).verify));
  snapshot
    .command('diff')
    .description('Rows that are in one snapshot only, or differ')
    .argument('<before>', 'the earlier snapshot')
    .argument('<after>', 'the later one')
    .option('--json', 'one JSON object a row instead of counts')
    .action(run(async () => (await import('./snapshot.ts')).diff));
}
