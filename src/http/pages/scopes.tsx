/** What a laboratory is accredited for, as its accreditation body wrote it, and from when until when. */
import type { StoredScopeLine } from '../../store/entities/scope.ts';
import type { ScopeView } from '../../store/scope.ts';
import { Fold } from './fold.tsx';
import { Empty, When } from './parts.tsx';
import { type Column, Table } from './table.tsx';
import { count } from './words.ts';

export function Scopes({ scopes }: { scopes: readonly ScopeView[] }) {
  return (
    <section aria-labelledby="accreditation">
      <h2 id="accreditation">Accreditation</h2>
      {scopes.length === 0 ? (
        <Empty title="No scope of accreditation is recorded for this laboratory.">
          So no test of it counts as confirmed. What its certificates print about accreditation stands above, as printed. If you have the
          scope, send it to the operator of this database.
        </Empty>
      ) : (
        scopes.map((scope, index) => <Scope key={`${scope.number} ${scope.validFrom}`} scope={scope} open={index === 0} index={index} />)
      )}
    </section>
  );
}

function Scope({ scope, open, index }: { scope: ScopeView; open: boolean; index: number }) {
  const { body, number, standard, validFrom, validTo, lines, source } = scope;
  return (
    <Fold id={`scope-${index + 1}`} title={`${body}, certificate ${number}`} holds={count(lines.length, 'line')} open={open} level={3}>
      <p>
        {standard}; valid from <When date={validFrom} /> {validTo === null ? 'on, no end stated' : 'to '}
        {validTo !== null && <When date={validTo} />}. Source: {source}.
      </p>
      <Table caption={`Scope of certificate ${number}`} columns={COLUMNS} rows={lines} />
    </Fold>
  );
}

const COLUMNS: Column<StoredScopeLine>[] = [
  { title: 'What is tested', cell: line => line.printed },
  { title: 'In', cell: line => line.matrix ?? <span class="quiet">not stated</span> },
  { title: 'Method', cell: line => line.method ?? <span class="quiet">not stated</span> },
];
