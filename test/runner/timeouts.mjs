/** The runner has no limits of time of its own: a test or hook that hangs fails after the one it names, or the default. */
import * as circus from 'jest-circus';

const DEFAULT = 120_000;

function limited(entry, what) {
  const { fn, timeout = DEFAULT } = entry;
  if (typeof fn !== 'function' || fn.length > 0) return;
  entry.fn = () => {
    let timer;
    const late = new Promise((_, reject) => {
      timer = setTimeout(() => reject(new Error(`${what} took longer than ${timeout} ms`)), timeout);
    });
    return Promise.race([Promise.resolve().then(fn), late]).finally(() => clearTimeout(timer));
  };
}

circus.addEventHandler((event, { currentDescribeBlock }) => {
  if (event.name === 'add_test') limited(currentDescribeBlock.children.at(-1), `"${event.testName}"`);
  if (event.name === 'add_hook') limited(currentDescribeBlock.hooks.at(-1), event.hookType);
});
