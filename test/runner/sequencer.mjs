/** What starts processes, recognises pictures or reads every sample takes longest, however short its file: it comes first, so that no process of the runner ends alone. */
import Sequencer from '@jest/test-sequencer';

const LONG =
  /test\/(reader|scans|server|cli\/(?!stats|scores)\w+|http\/(hostile|samples)|ingest\/(queue|snapshot|scores|authenticity)|store\/move)\.test\.ts$/;

export default class LongestFirst extends Sequencer {
  sort(tests) {
    const sorted = super.sort(tests);
    return [...sorted.filter(({ path }) => LONG.test(path)), ...sorted.filter(({ path }) => !LONG.test(path))];
  }
}
