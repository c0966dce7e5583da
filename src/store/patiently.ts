/** Long computations in a process that answers requests. */

/** Milliseconds after which others have their turn. */
const TURN = 15;

/** Takes the steps of a computation, with pauses in which others have their turn. */
export async function patiently<T>(steps: Generator<void, T>): Promise<T> {
  for (;;) {
    const until = performance.now() + TURN;
    while (performance.now() < until) {
      const step = steps.next();
      if (step.done) return step.value;
    }
    await new Promise(resolve => setImmediate(resolve));
  }
}
