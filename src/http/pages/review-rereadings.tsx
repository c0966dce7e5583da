/** New readings by newer importers, before a reviewer: what they would change, field by field. */
import type { Difference, RereadingView } from '../../store/rereading.ts';
import type { Reviewer } from '../session.ts';
import { Empty, When } from './parts.tsx';
import { Form, type Notice, Reason, ReviewBar, Said } from './review-parts.tsx';
import { type Column, Table } from './table.tsx';
import { count } from './words.ts';

const said = (text: string | null) => text ?? <span class="quiet">nothing</span>;

const COLUMNS: Column<Difference>[] = [
  { title: 'What', cell: ({ result, field }) => (result === null ? field : field === 'result' ? result : `${result}, ${field}`) },
  { title: 'In force', cell: ({ before }) => said(before) },
  { title: 'Read now', cell: ({ after }) => said(after) },
];

interface Props {
  readonly rereadings: readonly RereadingView[];
  readonly more: boolean;
  readonly reviewer: Reviewer;
  readonly notice: Notice | null;
}

export function Rereadings({ rereadings, more, reviewer, notice }: Props) {
  return (
    <div class="wide" data-review="rereadings">
      <ReviewBar reviewer={reviewer} />
      <h1>What newer importers read otherwise</h1>
      <Said notice={notice} csrf={reviewer.csrf} />
      <p class="lede">
        Nothing changes until a person says so. What people corrected is carried over where the same is read again; both readings are kept.
      </p>
      {rereadings.length === 0 && (
        <Empty title="No new reading waits.">
          Operators read originals again with <code>leafproof reread</code>; what differs appears here.
        </Empty>
      )}
      {rereadings.map(rereading => (
        <Rereading key={rereading.id} rereading={rereading} csrf={reviewer.csrf} />
      ))}
      {more && <p class="quiet">The others follow as these are decided.</p>}
    </div>
  );
}

function Rereading({ rereading, csrf }: { rereading: RereadingView; csrf: string }) {
  const { id, fileName, importer, importerVersion, outcome, certificates, at } = rereading;
  return (
    <section aria-labelledby={id} class="rereading">
      <h2 id={id}>{fileName}</h2>
      <p class="quiet">
        {importer === null ? 'No importer' : `${importer}, version ${importerVersion}`}, <When date={at} />
      </p>
      {outcome === 'failed' ? (
        <p>The new reading finds nothing here, so the one in force stays whatever is decided.</p>
      ) : (
        certificates.map(({ id: certificate, differences }, index) => (
          <div key={certificate ?? index}>
            <p>
              {certificate === null ? (
                'A certificate that was not read before.'
              ) : (
                <>
                  <a href={`/review/certificates/${certificate}`}>The certificate</a>: {count(differences.length, 'difference')}.
                </>
              )}
            </p>
            {differences.length > 0 && <Table caption={`Differences in ${fileName}`} columns={COLUMNS} rows={differences} />}
          </div>
        ))
      )}
      <Form action={`/review/rereadings/${id}`} csrf={csrf}>
        <Reason id={`reason-${id}`} />
        {outcome === 'changed' && (
          <button type="submit" name="action" value="promote">
            Make the new reading current
          </button>
        )}{' '}
        <button type="submit" name="action" value="keep" class="button--quiet">
          Keep the old one
        </button>
      </Form>
    </section>
  );
}
