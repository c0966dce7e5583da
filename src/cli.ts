#!/usr/bin/env node
/** The command line: parses arguments and hands each command to its own file, loaded only when it runs. */
import { enableCompileCache } from 'node:module';
import { Argument, Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { addAdminCommands } from './cli/admin-commands.ts';
import { HEADER_ROLES } from './document/mapping.ts';
import { FORMAT_NAMES } from './export/formats.ts';

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 22 || (major === 22 && minor < 17)) {
  console.error(
    `Leafproof needs Node 22.17 or newer; this is ${process.version}. Inside the checkout, npm scripts bring their own: npm run leafproof -- …`,
  );
  process.exit(2);
}

// what was compiled once is not compiled again at the next start; Node keeps it in the folder for temporary files
enableCompileCache();

const positive = (text: string): number => {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1) throw new InvalidArgumentError('A whole number of at least 1 is needed.');
  return value;
};

/** Runs a command's function, keeps its exit status. A wrong use is status 2, as commander's own errors are. */
const run =
  <A extends unknown[]>(command: () => Promise<(...args: A) => Promise<number>>) =>
  async (...args: A): Promise<void> => {
    process.exitCode = await (await command())(...args);
  };

export function program(): Command {
  const cli = new Command('leafproof')
    .description('An open database of product lab tests: certificates of analysis in, searchable results with evidence out.')
    .showHelpAfterError('(leafproof --help shows the commands)')
    .exitOverride()
    .addHelpText(
      'after',
      `
Examples:
  leafproof import ~/certificates                 record every certificate in a folder
  leafproof import coa.pdf --vendor "Green Leaf"  say whose product it is
  leafproof check --json coa.pdf                  read without storing anything
  leafproof serve                                 the web site and the API

Settings come from the environment (DATA_DIR, DATABASE_URL, PORT, …); the README lists them.`,
    );

  cli
    .command('import')
    .description('Record certificates: PDF, XLSX, CSV, HTML, text, JSON, ZIP archives of them; files or whole folders')
    .argument('<path...>', 'files and folders')
    .option('--vendor <name>', 'whose products these are, when the certificate does not say it')
    .option('--jobs <n>', 'files read at the same time', positive)
    .option('--json', 'one JSON object a line instead of words')
    .addHelpText(
      'after',
      '\nExit status: 0 every file is recorded, waits for review or was there before; 1 a file could not be read; 2 wrong use; 130 interrupted.',
    )
    .action(run(async () => (await import('./cli/import.ts')).importFiles));

  cli
    .command('query')
    .description('Print the results that meet a filter, one row each; the grammar is told in docs/query.md')
    .argument('[filter]', 'e.g. "analyte:lead and certainly > 0.5 mg/kg"; without it, every result')
    .addOption(new Option('--format <format>', 'how').choices(FORMAT_NAMES).default('csv'))
    .addOption(
      new Option('--samples <which>', 'the invented sample data: real leaves them out')
        .choices(['real', 'samples', 'both'])
        .default('real'),
    )
    .option('--fields <names>', 'only these columns, with commas')
    .option('--out <file>', 'write to a file')
    .action(run(async () => (await import('./cli/query.ts')).query));

  cli
    .command('check')
    .description('Read certificates and show what they say; nothing is stored')
    .argument('<file...>', 'files')
    .option('--json', 'one JSON object a line, in the order of the files')
    .option('--compare-image', 'also compare the figures of each text layer with what its pages show; seconds a page')
    .option('--jobs <n>', 'files read at the same time', positive)
    .addHelpText('after', '\nExit status: 0 every file was read; 1 one was refused or only partly read; 2 wrong use.')
    .action(run(async () => (await import('./cli/check.ts')).check));

  cli
    .command('judge')
    .description('Read certificates and judge them by published limits; nothing is stored')
    .argument('<file...>', 'files')
    .option('--json', 'one JSON object a line, in the order of the files')
    .option('--rules <ids>', 'rule sets, separated by commas; without them and a profile all in force')
    .option('--profile <id>', 'a named selection of rule sets')
    .option('--date <day>', 'whose law counts; without it the day of the report')
    .option('--intake <amount>', 'taken a day, such as "9.6 g"')
    .option('--serving <amount>', 'of one serving, such as "2.4 g"')
    .option('--container <amount>', 'of one package, such as "50 g"')
    .addHelpText(
      'after',
      '\nExit status: 0 every file was read, whatever the verdicts; 1 one was refused or only partly read; 2 wrong use.',
    )
    .action(run(async () => (await import('./cli/judge.ts')).judge));

  cli
    .command('rules')
    .description('The rule sets certificates are judged by, with sources and dates')
    .option('--jurisdictions', 'what states, countries and unions say of kratom at all instead; unknown is unknown, never legal')
    .option('--json', 'one JSON object a line')
    .action(run(async () => (await import('./cli/rules.ts')).rules));

  cli
    .command('stats')
    .description('Statistics of values of which some are below a limit: columns obs,censored or lower,upper')
    .argument('<file>', 'a CSV file')
    .option('--json', 'one JSON object')
    .addHelpText(
      'after',
      '\nExit status: 0 computed, with warnings where the data bear little; 1 a line of the file means nothing; 2 wrong use.',
    )
    .action(run(async () => (await import('./cli/stats.ts')).stats));

  cli
    .command('scores')
    .description('Compute all scorecards anew from exported inputs; the same inputs give the same bytes')
    .argument('<file>', 'a scores input, as JSON; - reads it from standard input')
    .option('--explain <vendor>', 'every input, weight and formula of one vendor instead')
    .addHelpText('after', '\nExit status: 0 computed; 1 the file is no scores input; 2 wrong use.')
    .action(run(async () => (await import('./cli/scores.ts')).scores));

  cli
    .command('export')
    .description('Write what others can compute from')
    .addOption(new Option('--scores-input', 'everything scorecards are computed from, for leafproof scores'))
    .addOption(new Option('--log', 'the log of every change, one entry a line, for leafproof verify').conflicts(['scoresInput', 'asOf']))
    .option('--as-of <day>', 'what was public at the end of that day (UTC); without it, what is public now')
    .addHelpText('after', '\nExample:\n  leafproof export --scores-input | leafproof scores -')
    .action(run(async () => (await import('./cli/export.ts')).exportInputs));

  cli
    .command('serve')
    .description('Serve the web site and the API')
    .action(run(async () => (await import('./cli/serve.ts')).serve));

  cli
    .command('work')
    .description('Do what goes on in the background: read files in line, judge again, keep scores; beside others on one PostgreSQL')
    .action(run(async () => (await import('./cli/work.ts')).work));

  cli
    .command('move')
    .description('Copy the embedded store to an empty PostgreSQL and compare every table; all of it or nothing')
    .requiredOption('--to <address>', 'postgresql://user:password@host/name')
    .option('--files <address>', 'also copy the originals, to s3://bucket/prefix; without it they stay where they are')
    .action(run(async () => (await import('./cli/move.ts')).move));

  cli
    .command('migrate')
    .description('Bring the database to the current schema')
    .action(run(async () => (await import('./cli/migrate.ts')).migrate));

  cli
    .command('golden')
    .description('Write the golden twin beside a sample document, to be compared with the document by eye')
    .argument('<file...>', 'sample documents')
    .option('--force', 'overwrite a golden that is already there')
    .action(run(async () => (await import('./cli/golden.ts')).golden));

  cli
    .command('reread')
    .description('Read stored originals again where an importer is newer than the reading; shows the differences')
    .option('--all', 'every document, not only those of a newer importer')
    .option('--promote', 'make the new readings current; without it they are only recorded and compared')
    .option('--json', 'one JSON object a line')
    .action(run(async () => (await import('./cli/reread.ts')).reread));

  cli
    .command('rejudge')
    .description('Bring stored verdicts up to date; a running server does it by itself')
    .option('--rules <ids>', 'judge every sample again by these rule sets, with commas')
    .option('--all', 'judge every sample again by every rule set')
    .option('--json', 'one JSON object when done')
    .action(run(async () => (await import('./cli/rejudge.ts')).rejudgeStored));

  const review = cli.command('review').description('Certificates that wait for a person');
  review
    .command('list')
    .description('What waits, the most doubtful first')
    .option('--json', 'one JSON object a line')
    .action(run(async () => (await import('./cli/review.ts')).list));
  review
    .command('show')
    .description('Why one certificate waits, and its doubtful values')
    .argument('<id>', 'certificate')
    .option('--json', 'as JSON')
    .action(run(async () => (await import('./cli/review.ts')).show));
  for (const decision of ['accept', 'reject'] as const) {
    review
      .command(decision)
      .description(decision === 'accept' ? 'Make a certificate public' : 'Keep a certificate out, for a stated reason')
      .argument('<id...>', 'certificates')
      .addOption(new Option('--reason <text>', 'why').makeOptionMandatory(decision === 'reject'))
      .option('--by <name>', 'who decides')
      .action(run(async () => (await import('./cli/review.ts'))[decision]));
  }
  review
    .command('signals')
    .description('What does not fit with a certificate and nobody has decided about: the same values elsewhere, broken signatures')
    .option('--json', 'one JSON object a line')
    .action(run(async () => (await import('./cli/signals.ts')).signals));
  review
    .command('compare-image')
    .description('Compare the numbers in the text of a PDF with its drawn pages, and keep what is seen; takes seconds a page')
    .argument('<id...>', 'certificates')
    .action(run(async () => (await import('./cli/signals.ts')).compareImage));
  for (const verb of ['confirm', 'dismiss'] as const) {
    review
      .command(`${verb}-signal`)
      .description(
        verb === 'confirm'
          ? 'Let everyone see what was observed, after a look at the file'
          : 'Keep an observation from everyone but reviewers',
      )
      .argument('<id...>', 'observations, as review show lists them')
      .requiredOption('--reason <text>', 'why')
      .option('--by <name>', 'who decides')
      .action(run(async () => (await import('./cli/signals.ts'))[`${verb}Signal`]));
  }

  review
    .command('notify')
    .description('Keep that the vendor or the laboratory was told of a certificate over a limit; sending the message is yours')
    .argument('<id>', 'certificate')
    .addArgument(new Argument('<party>', 'who was told').choices(['vendor', 'laboratory']))
    .requiredOption('--to <text>', 'whom, and how: an address, a day; never public')
    .option('--by <name>', 'who told them')
    .action(run(async () => (await import('./cli/review.ts')).notify));
  review
    .command('vendor')
    .description('Say whose product a certificate is about')
    .argument('<id>', 'certificate')
    .argument('<name>', 'vendor')
    .addOption(new Option('--reason <text>', 'why').makeOptionMandatory())
    .option('--by <name>', 'who decides')
    .action(run(async () => (await import('./cli/review-edit.ts')).vendor));
  review
    .command('names')
    .description('Names no dictionary entry was found for, the most frequent first')
    .option('--json', 'one JSON object a line')
    .action(run(async () => (await import('./cli/review-edit.ts')).names));
  review
    .command('map')
    .description('Say once for all certificates which substance a printed name means')
    .argument('<panel>', 'panel, as review names shows it')
    .argument('<name>', 'as printed')
    .argument('<analyte>', 'entry of the dictionary, e.g. mitragynine')
    .addOption(new Option('--reason <text>', 'why').makeOptionMandatory())
    .option('--by <name>', 'who decides')
    .action(run(async () => (await import('./cli/review-edit.ts')).map));
  review
    .command('export-golden')
    .description('Write the original and its corrected golden twin, to become a test case')
    .argument('<id>', 'certificate')
    .argument('<folder>', 'where to write')
    .action(run(async () => (await import('./cli/review-edit.ts')).exportGolden));

  const samples = cli.command('samples').description('The sample certificates a new installation starts with');
  samples
    .command('load')
    .description('Load them')
    .action(run(async () => (await import('./cli/samples.ts')).load));
  samples
    .command('remove')
    .description('Remove every sample record; your own records stay')
    .action(run(async () => (await import('./cli/samples.ts')).remove));

  const vendor = cli.command('vendor').description('Names of vendors and laboratories: aliases, merges, splits');
  vendor
    .command('alias')
    .description('Record a further name')
    .argument('<slug>', 'the organization')
    .argument('<name>', 'the further name as certificates print it')
    .option('--by <name>', 'who decides')
    .action(run(async () => (await import('./cli/vendor.ts')).alias));
  vendor
    .command('merge')
    .description('Make one organization of two')
    .argument('<from>', 'slug that goes')
    .argument('<into>', 'slug that stays')
    .option('--reason <text>', 'why')
    .option('--by <name>', 'who decides')
    .action(run(async () => (await import('./cli/vendor.ts')).merge));
  vendor
    .command('split')
    .description('Give one of its names to an organization of its own')
    .argument('<slug>', 'the organization')
    .argument('<name>', 'the name that is somebody else')
    .option('--reason <text>', 'why')
    .option('--by <name>', 'who decides')
    .action(run(async () => (await import('./cli/vendor.ts')).split));
  vendor
    .command('undo')
    .description('Take one change back')
    .argument('<change>', 'its id, as vendor history shows it')
    .option('--reason <text>', 'why')
    .option('--by <name>', 'who decides')
    .action(run(async () => (await import('./cli/vendor.ts')).undo));
  vendor
    .command('history')
    .description('What was decided about an organization')
    .argument('<slug>', 'the organization')
    .action(run(async () => (await import('./cli/vendor.ts')).history));

  const label = cli
    .command('label')
    .description(
      'What labels say of products and lots, where certificates are silent: serving, container, daily intake, form, promised alkaloids',
    );
  const fact = () =>
    new Argument('<fact>', 'what it is').choices(['form', 'serving', 'container', 'intake', 'mitragynine', '7_hydroxymitragynine']);
  const target = () => new Argument('<lot-or-product>', 'id of a lot, or slug of a product for all its lots');
  label
    .command('set')
    .description('State one fact, with where it stands; verdicts that rest on it are judged again')
    .addArgument(target())
    .addArgument(fact())
    .argument('<value>', 'as printed, such as "2 capsules (1.2 g)" or, of an alkaloid, "45 mg per serving"; intake is the most taken a day')
    .requiredOption('--source <text>', 'where it stands: a photograph, an address, a person')
    .addOption(new Option('--kind <kind>', 'whose word it is').choices(['label', 'vendor', 'operator']).default('label'))
    .option('--by <name>', 'who states it')
    .addHelpText(
      'after',
      '\nExample:\n  leafproof label set green-leaf-red-powder serving "2.4 g" --source "photograph of the label, 2026-05-01"',
    )
    .action(run(async () => (await import('./cli/label.ts')).set));
  label
    .command('withdraw')
    .description('Take back what was stated; it stays in the history')
    .addArgument(target())
    .addArgument(fact())
    .requiredOption('--reason <text>', 'why')
    .option('--by <name>', 'who decides')
    .action(run(async () => (await import('./cli/label.ts')).withdraw));
  label
    .command('show')
    .description('Everything that was ever stated, the newest first')
    .addArgument(target())
    .option('--json', 'one JSON object a line')
    .action(run(async () => (await import('./cli/label.ts')).show));

  const mapping = cli.command('mapping').description("What the headers of a laboratory's own sheets mean");
  mapping
    .command('list')
    .description('The headers that are confirmed')
    .option('--json', 'one JSON object a line')
    .action(run(async () => (await import('./cli/mapping.ts')).list));
  mapping
    .command('set')
    .description('Confirm what a header of a laboratory means; later readings use it')
    .argument('<laboratory>', 'its name as its certificates print it')
    .argument('<header>', 'the header as printed, without a unit in brackets')
    .addArgument(new Argument('<role>', 'what stands under it').choices(HEADER_ROLES))
    .option('--by <name>', 'who decides')
    .addHelpText('after', '\nExample:\n  leafproof mapping set "Example Laboratory" "Conc." result')
    .action(run(async () => (await import('./cli/mapping.ts')).set));
  mapping
    .command('remove')
    .description('Forget what was confirmed of a header')
    .argument('<laboratory>', 'its name')
    .argument('<header>', 'the header')
    .option('--by <name>', 'who decides')
    .action(run(async () => (await import('./cli/mapping.ts')).remove));

  addAdminCommands(cli, run);
  return cli;
}

try {
  await program().parseAsync();
} catch (error) {
  if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? 0 : 2;
  else {
    const { explain } = await import('./cli/explain.ts');
    process.exitCode = explain(error);
  }
}
