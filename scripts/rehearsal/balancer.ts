/** The proxy in front: takes turns between servers that are ready, and asks another one when a read breaks off, as nginx does by default. */
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

const LOOK_MS = 250;

export interface Balancer {
  readonly url: string;
  /** Port of a server that is up; it is sent requests when it says that it is ready. */
  add(port: number): void;
  remove(port: number): void;
  close(): void;
}

export async function openBalancer(): Promise<Balancer> {
  const ready = new Map<number, boolean>();
  let turn = 0;
  const look = setInterval(() => {
    for (const port of ready.keys())
      fetch(`http://127.0.0.1:${port}/readyz`, { signal: AbortSignal.timeout(2000) }).then(
        ({ ok }) => ready.has(port) && ready.set(port, ok),
        () => ready.has(port) && ready.set(port, false),
      );
  }, LOOK_MS);
  const next = (not: number | null): number | undefined => {
    const ports = [...ready].filter(([port, is]) => is && port !== not).map(([port]) => port);
    return ports[turn++ % ports.length];
  };
  const server = createServer((req, res) => pass(req, res, null));

  function pass(req: IncomingMessage, res: ServerResponse, failed: number | null): void {
    const port = next(failed);
    if (port === undefined) return void res.writeHead(502).end();
    const onward = request({ host: '127.0.0.1', port, path: req.url, method: req.method, headers: req.headers });
    onward.on('response', answer => {
      res.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(res);
      answer.on('error', () => res.destroy());
    });
    onward.on('error', () => {
      ready.set(port, false);
      if (res.headersSent) return void res.destroy();
      if (req.method === 'GET' && failed === null) return pass(req, res, port);
      res.writeHead(502).end();
    });
    req.pipe(onward);
  }

  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    add: port => void ready.set(port, false),
    remove: port => void ready.delete(port),
    close() {
      clearInterval(look);
      server.closeAllConnections();
      server.close();
    },
  };
}
