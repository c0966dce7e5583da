/** Visitors who read and people who hand things in, all the time, and what they were told. */
import { setTimeout as pause } from 'node:timers/promises';
import { submit } from '../../test/processes.ts';
import { SHEET } from '../../test/sheet.ts';

export interface Phase {
  readonly reads: number[];
  /** Reads that were not answered with 200. */
  failedReads: number;
  /** How many of those had which status; 0: the connection broke or took too long. */
  readonly statuses: Map<number, number>;
  /** Milliseconds without any read answered. */
  longestGap: number;
  /** Files acknowledged, and attempts that were refused or broke off. */
  acknowledged: number;
  refused: number;
  /** Answers that were not true: what was acknowledged is missing or differs. */
  wrong: string[];
}

const READERS = 3;

export class Load {
  readonly #url: string;
  readonly #stopping = new AbortController();
  readonly #work: Promise<void>[] = [];
  /** Lot by certificate, as acknowledged. */
  readonly certificates = new Map<string, string>();
  /** Lots whose file is in line, by the contribution that was acknowledged. */
  readonly contributions = new Map<string, string>();
  phase = newPhase();
  #lastRead = performance.now();
  #number = 0;

  constructor(url: string) {
    this.#url = url;
  }

  start(): void {
    for (let n = 0; n < READERS; n++) this.#work.push(this.#loop(20, () => this.#read()));
    this.#work.push(this.#loop(60, () => this.#submit()));
    this.#work.push(this.#loop(300, () => this.#contribute()));
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    await Promise.all(this.#work);
  }

  next(): Phase {
    const done = this.phase;
    done.longestGap = Math.max(done.longestGap, performance.now() - this.#lastRead);
    this.phase = newPhase();
    return done;
  }

  async #loop(between: number, step: () => Promise<void>): Promise<void> {
    while (!this.#stopping.signal.aborted) {
      await step();
      await pause(between);
    }
  }

  async #read(): Promise<void> {
    const known = [...this.certificates];
    const [id, lot] = known[Math.floor(Math.random() * known.length)] ?? [];
    const pages = ['/', '/vendors', '/search?q=red', '/api/v1/lots?limit=20', '/api/v1/vendors'];
    const ofOne = id === undefined ? [] : [`/certificates/${id}`, `/api/v1/certificates/${id}`, `/api/v1/certificates/${id}`];
    const all = [...pages, ...ofOne];
    const path = all[Math.floor(Math.random() * all.length)]!;
    const text = await this.#get(path);
    if (text !== null && lot !== undefined && path.includes(id!) && !text.includes(lot)) this.phase.wrong.push(`${path} lacks ${lot}`);
  }

  /** Null when it was not answered with 200. */
  async #get(path: string): Promise<string | null> {
    const started = performance.now();
    const { phase } = this;
    const answer = await fetch(`${this.#url}${path}`, { signal: AbortSignal.timeout(20_000) }).then(
      async found => ({ status: found.status, text: await found.text() }),
      () => ({ status: 0, text: '' }),
    );
    const now = performance.now();
    if (answer.status !== 200) {
      phase.failedReads += 1;
      phase.statuses.set(answer.status, (phase.statuses.get(answer.status) ?? 0) + 1);
      if (answer.status === 404) phase.wrong.push(`${path} is missing`);
      return null;
    }
    phase.reads.push(now - started);
    phase.longestGap = Math.max(phase.longestGap, now - this.#lastRead);
    this.#lastRead = now;
    return answer.text;
  }

  /** Until it is acknowledged; then whoever handed it in looks at it at once. */
  async #submit(): Promise<void> {
    const lot = `RH-${++this.#number}`;
    while (!this.#stopping.signal.aborted) {
      const { status, body } = await submit(this.#url, `${lot}.csv`, SHEET.replaceAll('TL-001', lot));
      if (status === 201 || status === 200) {
        this.phase.acknowledged += 1;
        const { id } = (body.certificates as { id: string }[])[0]!;
        this.certificates.set(id, lot);
        await this.#get(`/api/v1/certificates/${id}`);
        return;
      }
      this.phase.refused += 1;
      await pause(200);
    }
  }

  async #contribute(): Promise<void> {
    const lot = `RC-${++this.#number}`;
    const form = new FormData();
    form.set('file', new Blob([SHEET.replaceAll('TL-001', lot)]), `${lot}.csv`);
    const answer = await fetch(`${this.#url}/api/v1/contributions`, { method: 'POST', body: form }).catch(() => null);
    if (answer?.status !== 201) {
      this.phase.refused += 1;
      return;
    }
    this.phase.acknowledged += 1;
    this.contributions.set(((await answer.json()) as { id: string }).id, lot);
  }
}

function newPhase(): Phase {
  return { reads: [], failedReads: 0, statuses: new Map(), longestGap: 0, acknowledged: 0, refused: 0, wrong: [] };
}
