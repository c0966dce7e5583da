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
      <h3 id="amended">When a laboratory amends a report</h3>
      <p>
        It sends a second file, which is a certificate of its own here. The two are shown together where one of them says so, or where the
        same laboratory printed the same report number and the same lot or sample number on both, with the grounds beside it; two reports
        that merely have a number in common are not. What the later one says otherwise is set out cell by cell. Both are judged and counted
        as they stand: a number in common is no statement of the laboratory that the first report is void, and a value over a limit must not
        leave the count because a second file was sent. A report that is withdrawn leaves when a reviewer takes it out.
      </p>
    </>
  );
}
