/** What the log is, and how anybody verifies it. */
export function History() {
  return (
    <>
      <h2 id="history">What was public when, and how to prove it</h2>
      <p>
        Nothing here is overwritten. A certificate keeps all its <em>versions</em>, and the API shows what was public on any day (
        <code>?as_of=2026-03-01</code>). Every change that matters has an entry in a <a href="/api/v1/log">log</a> that is only ever added
        to: documents, readings, corrections, publication and withdrawal, verdicts, scores, rules, mergers of names, takedowns. Each entry
        holds the hash of the one before it, so that none can be changed, removed or slipped in unnoticed, and none names a person.
      </p>
      <p>
        Once a day the state of the log is <a href="/api/v1/heads/latest">signed</a> (
        <a href="/.well-known/leafproof-log-key.pem">the key</a>
        ). Whoever keeps such a head can prove later what was in the log then: download <a href="/api/v1/log.ndjson">all of it</a> and run{' '}
        <code>leafproof verify</code>, or check a single entry with its proof. <a href="/feeds/certificates.atom">Feeds</a> tell what is
        new, and <a href="/api/v1/changes">changes since an entry</a> keep copies up to date.
      </p>
    </>
  );
}
