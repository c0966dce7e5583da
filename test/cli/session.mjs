/**
 * Runs commands as the command line does, one after another in one process: the packages and the database's WebAssembly are loaded once
 * and not for each of them. The entry module is evaluated anew for every command, what it loads is not.
 */
let said;
for (const name of ['stdout', 'stderr']) {
  process[name].write = (chunk, encoding, done = encoding) => {
    said[name] += typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString();
    if (typeof done === 'function') process.nextTick(done);
    return true;
  };
}

const [, , entry] = process.argv;
let commands = 0;
process.on('message', async args => {
  said = { stdout: '', stderr: '' };
  process.argv = [process.execPath, entry, ...args];
  process.exitCode = undefined;
  commands += 1;
  try {
    await import(`${entry}?${commands}`);
  } catch (error) {
    process.exitCode = 1;
    said.stderr += String(error?.stack ?? error);
  }
  process.send({ status: process.exitCode ?? 0, ...said });
});
