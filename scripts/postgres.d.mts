/** Types of postgres.mjs, which plain Node runs as it is. */
export interface PostgresServer {
  readonly url: string;
  readonly port: number;
  start(): Promise<void>;
  /** All of its processes at once, as when the machine loses power. */
  kill(): void;
  promote(): Promise<void>;
  /** Stops it where it runs, and removes everything. */
  remove(): Promise<void>;
}
/** A port on loopback that nobody has at the moment. */
export function freePort(): Promise<number>;
/** The folder of the programs; null where there is none. */
export function findPostgres(): string | null;
export type PostgresSettings = Readonly<Record<string, string | number>>;
/** An empty server that runs. `settings` by their names in postgresql.conf; `below`: the folder of its own folder. */
export function startPostgres(settings?: PostgresSettings, place?: { readonly below?: string }): Promise<PostgresServer>;
/** A streaming replica of it, that runs. */
export function startReplica(primary: PostgresServer, settings?: PostgresSettings): Promise<PostgresServer>;
