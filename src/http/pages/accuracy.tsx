/** How often the reader is right, as `npm run accuracy` measured it. */
import { ACCURACY, type MeasuredAccuracy } from './accuracy-figures.ts';
import { type Column, Table } from './table.tsx';

const WHAT: Readonly<Record<MeasuredAccuracy['what'], string>> = {
  invented: 'Drawn layouts that no laboratory has',
  generated: 'Drawn layouts that imitate laboratories',
  samples: 'Samples in the repository',
  real: 'Real certificates, copied by hand to compare',
};

const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;

const COLUMNS: Column<MeasuredAccuracy>[] = [
  { title: 'Certificates', cell: ({ what, certificates }) => `${WHAT[what]} (${certificates})` },
  { title: 'Results', cell: ({ rows }) => rows, numeric: true },
  { title: 'Found', cell: ({ recall }) => percent(recall), numeric: true },
  { title: 'Right', cell: ({ precision }) => percent(precision), numeric: true },
  { title: 'Silent errors', cell: ({ silent }) => silent, numeric: true },
];

export function Accuracy() {
  return (
    <>
      <h2>How often it is right</h2>
      <p>
        Certificates whose content is known are read and compared. <dfn>Found</dfn> is the share of printed results read with the right
        name, value and unit; <dfn>right</dfn> the share of results read that are printed so. A <dfn>silent error</dfn> is a result with
        anything wrong in it that the reader did not doubt: every other error waits for a person.
      </p>
      <Table caption="How often the reader is right" columns={COLUMNS} rows={ACCURACY} />
    </>
  );
}
