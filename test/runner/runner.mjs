/**
 * jest-light-runner with each process told its configuration for itself. Its own pool answers whichever process asks first to all of them, and one
 * that was not listening yet then waits for ever.
 */
import LightRunner from 'jest-light-runner';
import Tinypool from 'tinypool';
import { atEnd } from './over.ts';

const WORKER = new URL('../../node_modules/jest-light-runner/src/worker-runner.js', import.meta.url).href;

/** What a process of the pool asks for, once, and is answered. */
function channelFor(workerData) {
  let answer = () => {};
  return {
    onMessage(listener) {
      answer = listener;
    },
    postMessage(message) {
      if (message === 'jest-light-runner-get-worker-data') answer({ type: 'jest-light-runner-worker-data', workerData });
    },
  };
}

export default class Runner {
  #globalConfig;
  #context;

  constructor(globalConfig, context) {
    this.#globalConfig = globalConfig;
    this.#context = context;
  }

  async runTests(tests, watcher, onStart, onResult, onFailure) {
    const globalConfig = this.#globalConfig;
    const { maxWorkers } = globalConfig;
    if (maxWorkers === 1) {
      await new LightRunner(globalConfig, this.#context).runTests(tests, watcher, onStart, onResult, onFailure);
      await Promise.all(atEnd.map(close => close()));
      return;
    }
    const pool = new Tinypool({
      ...{ filename: WORKER, runtime: 'child_process', env: process.env },
      ...{ minThreads: maxWorkers, maxThreads: maxWorkers, trackUnmanagedFds: false },
    });
    const run = test =>
      pool.run(test.path, {
        channel: channelFor({ globalConfig, projectConfig: test.context.config, runtime: 'child_process' }),
      });
    const waiting = [...tests];
    const lane = async () => {
      while (waiting.length > 0) {
        const test = waiting.shift();
        await onStart(test);
        await run(test).then(
          result => onResult(test, result),
          error => onFailure(test, error),
        );
      }
    };
    await Promise.all(Array.from({ length: maxWorkers }, lane));
    await pool.destroy();
  }
}
