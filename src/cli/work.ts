/** `leafproof work`: does what goes on in the background until a signal ends it. */
import { loadConfig } from '../config.ts';
import { startWorker } from '../worker.ts';

export async function work(): Promise<number> {
  const worker = await startWorker(loadConfig());
  console.log('Leafproof works');
  await new Promise<void>(resolve => {
    process.once('SIGINT', () => resolve()).once('SIGTERM', () => resolve());
  });
  await worker.close();
  return 0;
}
