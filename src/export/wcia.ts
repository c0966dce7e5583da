/** WCIA Lab Result Schema 2.2, one result document a sample. What the schema has no place for is lost: docs/formats.md. */
import type { LongRow } from './long-table.ts';

/** Of the rows of one sample, in printed order. `base` is the address of this installation. */
export function wciaDocument(rows: readonly LongRow[], base: string): object {
  const first = rows[0]!;
  const certificate = `${base}/certificates/${first.document_id}`;
  return {
    document_name: 'WCIA Lab Result Schema',
    document_schema_version: '2.2.0',
    document_origin: certificate,
    lab_name: first.laboratory,
    labresult_id: first.report_number ?? first.document_id,
    sample: { id: `${first.document_id}/${first.sample_index}`, sample_source_id: first.lot },
    coa: `${base}/api/v1/certificates/${first.document_id}/original`,
    release_date: first.reported_at,
    amended_date: null,
    expire_date: null,
    status: statusOf(rows),
    metric_list: [...Map.groupBy(rows, ({ panel }) => String(panel))].map(([panel, results]) => ({
      test_id: `${first.document_id}/${first.sample_index}/${panel}`,
      test_type: `${panel.replaceAll('_', ' ')} assay`,
      status: statusOf(results),
      metrics: results.map(metric),
    })),
  };
}

/**
 * `qom` is the number in `uom`; where none is printed, the words as printed (`ND`, `<0.05`). Other systems write 0 or a negative number
 * there, which readers take for a measurement.
 */
function metric(row: LongRow): object {
  const measured = row.value !== null && row.unit !== null;
  return {
    id: row.result_id,
    name: row.analyte ?? row.printed_name,
    analyte_type: row.panel,
    qom: measured ? row.value : row.printed_value,
    uom: measured ? row.unit : row.printed_unit,
    status: row.printed_verdict === 'pass' || row.printed_verdict === 'fail' ? row.printed_verdict : 'n/a',
  };
}

/** What the laboratory prints, never our own verdicts. */
function statusOf(rows: readonly LongRow[]): 'pass' | 'fail' | 'complete' {
  if (rows.some(row => row.printed_verdict === 'fail')) return 'fail';
  return rows.every(row => row.printed_verdict === 'pass') ? 'pass' : 'complete';
}

/** A list of documents; `samples` brings the rows of whole samples, one sample after the other. */
export async function* wciaList(samples: AsyncIterable<readonly (readonly LongRow[])[]>, base: string): AsyncGenerator<Uint8Array> {
  let lead = '[\n';
  for await (const batch of samples) {
    for (const rows of batch) {
      yield Buffer.from(`${lead}${JSON.stringify(wciaDocument(rows, base))}`);
      lead = ',\n';
    }
  }
  yield Buffer.from(lead === '[\n' ? '[]\n' : '\n]\n');
}
