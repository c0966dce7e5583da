/** `/submit`: anybody hands in certificates, without an account; and the page by which each is followed. */
import type { ContributedFileView, ContributionState, ContributionView } from '../../ingest/contribution-progress.ts';
import { When } from './parts.tsx';
import { CONTRIBUTION_WORDS, STEP_WORDS } from './submit-words.ts';
import { count, FILE_KINDS } from './words.ts';

const KINDS = `${FILE_KINDS},image/*`;

export function Submit({ complaint, most }: { complaint: string | null; most: number }) {
  return (
    <div class="wide">
      <h1>Contribute a certificate</h1>
      <p class="lede">
        Hand in certificates of analysis: PDF, picture, CSV, XLSX, ODS, HTML, a saved mail, text, JSON or XML, or a ZIP archive of them. No
        account is needed, and who you are is not kept. A person compares every file with what was read before anything of it becomes
        public.
      </p>
      {complaint !== null && (
        <p class="callout callout--over" role="alert">
          {complaint}
        </p>
      )}
      <form action="/submit" method="post" enctype="multipart/form-data" class="upload" data-upload="">
        <label for="file">Certificate files: choose them, or drop them here</label>
        <input id="file" name="file" type="file" class="upload__drop" required multiple accept={KINDS} aria-describedby="file-limits" />
        <p id="file-limits" class="quiet">
          At most {most} files, 25 MB each and 60 MB together.
        </p>
        <label for="note">Where they come from (may stay empty; only reviewers see it)</label>
        <input id="note" name="note" type="text" class="upload__note" maxlength={500} autocomplete="off" aria-describedby="note-hint" />
        <p id="note-hint" class="quiet">
          A page address or “the shop sent it” is enough. Please no names of private persons.
        </p>
        <button type="submit">Hand in</button>
        <p class="upload__progress" role="status" />
      </form>
      <section class="prose" aria-labelledby="then">
        <h2 id="then">What happens then</h2>
        <p>
          You get a page of your own that says how far each file has come. Keep its address: it cannot be found otherwise. A file that is
          already here is not kept twice. To look at a file without handing it in, <a href="/check">check it</a>.
        </p>
        <p>
          Nothing is published or removed for money. How that is decided stands on <a href="/method#contributing">how numbers are read</a>.
        </p>
      </section>
    </div>
  );
}

export function Submission({ contribution }: { contribution: ContributionView }) {
  const { files, receivedAt } = contribution;
  return (
    <div class="wide">
      <h1>Your contribution</h1>
      <p class="lede">
        {count(files.length, 'file')}, received on <When date={receivedAt} />. Keep the address of this page to come back to it; it is not
        listed anywhere.
      </p>
      {files.map((file, index) => (
        <ContributedFile key={`${index}-${file.sha256}`} file={file} number={index + 1} />
      ))}
      <p>
        <a href="/submit">Hand in more</a>
      </p>
    </div>
  );
}

function ContributedFile({ file, number }: { file: ContributedFileView; number: number }) {
  const id = `file-${number}`;
  const { title, text } = CONTRIBUTION_WORDS[file.state];
  return (
    <section class="contributed" aria-labelledby={id}>
      <h2 id={id}>
        {number}. {file.name}
      </h2>
      <Steps state={file.state} />
      <p>
        <strong>{title}.</strong> {text}
        {file.complaint !== null && file.state === 'not-read' && ` What stood in the way: ${file.complaint}`}
        {file.takedownReason !== null && ` The reason: ${file.takedownReason}`}
      </p>
      {file.wasThere && <p class="quiet">The same file was here before, so nothing was added.</p>}
      <ul>
        {file.certificates.map(certificate => (
          <li key={certificate.id}>
            {certificate.state === 'public' ? (
              <a href={`/certificates/${certificate.id}`}>{titleOf(certificate)}</a>
            ) : (
              <span>{titleOf(certificate)}</span>
            )}
            {certificate.state === 'needs-review' && ': waits for a person'}
            {certificate.state === 'rejected' && (
              <>
                : kept out
                {certificate.decidedAt !== null && (
                  <>
                    {' '}
                    on <When date={certificate.decidedAt} />
                  </>
                )}
                {certificate.reason !== null && <>, because: “{certificate.reason}”</>}
              </>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

function titleOf({ laboratory, reportNumber }: ContributedFileView['certificates'][number]): string {
  return `${reportNumber === null ? 'Certificate without a report number' : `Report ${reportNumber}`}, ${laboratory ?? 'laboratory not named'}`;
}

/** How far it has come: the step it is at is named as the current one. */
function Steps({ state }: { state: ContributionState }) {
  const steps = STEP_WORDS[state];
  return (
    <ol class="progress">
      {steps.map((words, index) => (
        <li key={words} aria-current={index === steps.length - 1 ? 'step' : undefined}>
          {words}
        </li>
      ))}
    </ol>
  );
}
