/** Commands for whoever runs an installation: keys, and taking files down. */
import { type Command, Option } from 'commander';

/** Runs the function that a command's file exports, loaded only then. */
type Run = <A extends unknown[]>(command: () => Promise<(...args: A) => Promise<number>>) => (...args: A) => Promise<void>;

export function addAdminCommands(cli: Command, run: Run): void {
  const key = cli.command('key').description('API keys');
  key
    .command('create')
    .description('Make a key; it is shown once')
    .argument('<name>', 'whose key it is')
    .addOption(new Option('--role <role>', 'what it may do').choices(['contributor', 'reviewer', 'admin']).default('contributor'))
    .action(run(async () => (await import('./key.ts')).create));
  key
    .command('list')
    .description('Keys with role and last use, never the keys themselves')
    .option('--json', 'one JSON object a line')
    .action(run(async () => (await import('./key.ts')).list));
  key
    .command('revoke')
    .description('Make a key useless at once')
    .argument('<id>', 'the key')
    .action(run(async () => (await import('./key.ts')).revoke));

  cli
    .command('takedown')
    .description('Remove a file, the pictures of its pages and personal data for good; hash, reason and date stay public')
    .argument('<file>', 'SHA-256 of the file, or the identifier of one of its certificates')
    .addOption(new Option('--reason <text>', 'why; public, so name no person').makeOptionMandatory())
    .option('--by <name>', 'who decides')
    .action(run(async () => (await import('./takedown.ts')).takedown));
}
