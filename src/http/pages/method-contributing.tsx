/** How certificates come in, and what can be asked for afterwards. */
import type { Config } from '../../config.ts';

const POLICY: Readonly<Record<Config['publication'], string>> = {
  open: 'This installation is open.',
  careful: 'This installation is careful.',
};

export function Contributing({ publication }: { publication: Config['publication'] }) {
  return (
    <>
      <h2 id="contributing">Handing in, and what is not for sale</h2>
      <p>
        Anybody can <a href="/submit">hand in a certificate</a> without an account. However surely it was read, a person compares it with
        the page before it is public, and who handed it in is not kept.
      </p>
      <p>
        Every value can be flagged where it stands, without an account. It is then marked as under review until a reviewer has compared it
        with the page and said whether it was corrected or stands.
      </p>
      <p>
        Vendors and laboratories can reply on their own pages and on single certificates. A reviewer makes sure who replies; the reply is
        published unchanged, with its date, and earlier versions stay readable.
      </p>
      <p>
        A file that should not be here, for example because it names a private person, can be taken down by the operator. The file, the
        pictures of its pages and personal data are then removed for good; its hash, the reason and the date stay public (
        <a href="/api/v1/takedowns">all of them</a>), and it no longer counts anywhere. Where only a part of a page should not be shown, a
        reviewer blacks it out, and the original is withheld.
      </p>
      <p>
        What is sure is public at once on an open installation. A careful one lets a certificate that is over a public rule or the yardstick
        wait until two reviewers agree and the vendor and the laboratory, who are told of it, had five days to answer; for a pathogen, which
        people should know of soon, one reviewer suffices and nobody waits. <strong>{POLICY[publication]}</strong> Every certificate says by
        what it is linked to a vendor, and how sure that is.
      </p>
      <p>
        <strong>Nothing is published, changed, hidden or deleted for money</strong>, and nobody can pay to be listed higher.
      </p>
    </>
  );
}
