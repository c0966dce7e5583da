/** Between a program and a server; cuts every connection when told. */
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';

export interface Proxy {
  readonly port: number;
  /** Cuts what there is; refuses what comes, or takes it again. */
  cut(refuse: boolean): void;
  /** Sends what comes from now on to another server. */
  turnTo(target: { readonly host?: string; readonly port: number }): void;
  /** Cuts everything once the program has sent so many bytes from now on, and takes connections again. */
  cutAfter(bytes: number): void;
  /** Bytes that the program sends while something is done. */
  sentDuring(work: () => Promise<unknown>): Promise<number>;
  close(): void;
}

export async function openProxy(target: { readonly host?: string; readonly port: number }): Promise<Proxy> {
  const sockets = new Set<Socket>();
  let refusing = false;
  let to = target;
  let sent = 0;
  let mostSent = Number.POSITIVE_INFINITY;
  const destroyAll = () => {
    for (const socket of sockets) socket.destroy();
  };
  const server: Server = createServer(client => {
    if (refusing) return void client.destroy();
    const upstream = connect({ host: '127.0.0.1', ...to });
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket
        .on('error', () => {})
        .on('close', () => {
          sockets.delete(socket);
          client.destroy();
          upstream.destroy();
        });
    }
    client.on('data', chunk => {
      sent += chunk.length;
      if (sent < mostSent) return;
      mostSent = Number.POSITIVE_INFINITY;
      destroyAll();
    });
    client.pipe(upstream).pipe(client);
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    cut(refuse) {
      refusing = refuse;
      destroyAll();
    },
    turnTo(other) {
      to = other;
      destroyAll();
    },
    cutAfter(bytes) {
      mostSent = sent + bytes;
    },
    async sentDuring(work) {
      const before = sent;
      await work();
      return sent - before;
    },
    close() {
      destroyAll();
      server.close();
    },
  };
}
