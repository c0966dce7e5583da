/** Progress for people: a bar on a terminal, a plain line a file elsewhere. */
import { Presets, SingleBar } from 'cli-progress';

export interface Progress {
  /** One file is done. */
  line(text: string): void;
  /** A file turned out to be this many more. */
  more(files: number): void;
  stop(): void;
}

export function startProgress(total: number): Progress {
  if (!process.stderr.isTTY || total < 2) return { line: text => console.log(text), more: () => {}, stop: () => {} };
  const bar = new SingleBar(
    { format: '{bar} {value}/{total} files · {eta_formatted} left', stream: process.stderr, hideCursor: true },
    Presets.shades_classic,
  );
  bar.start(total, 0);
  const lines: string[] = [];
  return {
    line(text) {
      lines.push(text);
      bar.increment();
    },
    more(files) {
      bar.setTotal(bar.getTotal() + files);
    },
    stop() {
      bar.stop();
      for (const line of lines) console.log(line);
    },
  };
}
