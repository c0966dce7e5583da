/** The thread of `second-engine.ts`: a file in, the text of its pages out. */
import { parentPort } from 'node:worker_threads';
import { loadPdfjs, secondTexts } from './pdfjs.ts';
import type { ThreadMessage } from './second-engine.ts';

const answer = (message: ThreadMessage): void => parentPort?.postMessage(message);

/** pdf.js may reject once more when a damaged file has long been answered for: that must not end the reading of the next one. */
process.on('unhandledRejection', () => answer('disturbed'));

await loadPdfjs();
parentPort?.on('message', (bytes: Uint8Array) => {
  secondTexts(bytes).then(
    texts => answer({ texts }),
    (error: unknown) => answer({ failed: String(error) }),
  );
});
