/** `leafproof serve`: the web site and the API until a signal ends it. */
import { loadConfig } from '../config.ts';
import { startServer } from '../server.ts';

export async function serve(): Promise<number> {
  const config = loadConfig();
  const server = await startServer(config);
  console.log(`Leafproof is at ${server.url}`);
  server.samplesLoaded.catch(() => console.error('The sample certificates could not be loaded; the log says why.'));
  await new Promise<void>(resolve => {
    process.once('SIGINT', () => resolve()).once('SIGTERM', () => resolve());
  });
  await server.close();
  return 0;
}
