/** What a new reading of a certificate says otherwise than the one that is stored, field by field. */
import type { Reading } from '../coa/reading.ts';
import type { DateField } from '../coa/transcript.ts';
import type { Difference } from '../store/rereading.ts';
import type { CertificateView, SampleView } from '../store/views.ts';
import type { Report } from './reports.ts';

type Fields = Readonly<Record<string, string | null>>;

export function differences(stored: CertificateView, report: Report): Difference[] {
  const samples = Math.max(stored.samples.length, report.readings.length);
  return Array.from({ length: samples }).flatMap((_, index) =>
    sampleDifferences(index, stored, stored.samples[index], report.readings[index]),
  );
}

function sampleDifferences(index: number, certificate: CertificateView, before?: SampleView, after?: Reading): Difference[] {
  const head = compare(index, null, before ? storedHead(certificate, before) : {}, after ? readHead(after) : {});
  const rowsBefore = numbered((before?.results ?? []).map(result => ({ name: result.printed.name, fields: storedRow(result) })));
  const rowsAfter = numbered((after?.results ?? []).map(result => ({ name: result.printed.name, fields: readRow(result) })));
  const keys = [...new Set([...rowsBefore.keys(), ...rowsAfter.keys()])];
  const rows = keys.flatMap(key => {
    const one = rowsBefore.get(key);
    const other = rowsAfter.get(key);
    if (one && other) return compare(index, one.name, one.fields, other.fields);
    const whole = { sample: index, result: (one ?? other)?.name ?? key, field: 'result' };
    return [{ ...whole, before: one?.fields.value ?? null, after: other?.fields.value ?? null }];
  });
  return [...head, ...rows];
}

function compare(sample: number, result: string | null, before: Fields, after: Fields): Difference[] {
  const fields = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return fields
    .map(field => ({ sample, result, field, before: before[field] ?? null, after: after[field] ?? null }))
    .filter(difference => difference.before !== difference.after);
}

/** A name may stand on a certificate more than once; the second one is compared with the second one. */
function numbered<T extends { readonly name: string }>(rows: readonly T[]): Map<string, T> {
  const seen = new Map<string, number>();
  return new Map(
    rows.map(row => {
      const n = (seen.get(row.name) ?? 0) + 1;
      seen.set(row.name, n);
      return [`${row.name} ${n}`, row];
    }),
  );
}

function storedHead(certificate: CertificateView, sample: SampleView): Fields {
  const dates = Object.entries(sample.dates).map(([field, date]) => [field, date?.date ?? date?.printed ?? null]);
  return {
    reportNumber: certificate.reportNumber,
    client: certificate.client,
    name: sample.name,
    lot: sample.lotPrinted ?? null,
    labSampleId: sample.labSampleId,
    servingSize: sample.servingSize,
    containerSize: sample.containerSize,
    ...Object.fromEntries(dates),
  };
}

function readHead({ reportNumber, client, sample, dates }: Reading): Fields {
  const read = (Object.keys(dates) as DateField[]).map(field => [field, dates[field]?.date ?? dates[field]?.printed.text ?? null]);
  return {
    reportNumber: reportNumber?.text ?? null,
    client: client?.text ?? null,
    name: sample.name?.text ?? null,
    lot: sample.lot?.text ?? null,
    labSampleId: sample.labSampleId?.text ?? null,
    servingSize: sample.servingSize?.text ?? null,
    containerSize: sample.containerSize?.text ?? null,
    ...Object.fromEntries(read),
  };
}

function storedRow(result: SampleView['results'][number]): Fields {
  const { printed, analyte, panel, kind, number, lower, upper, unit, lod, loq, basis } = result;
  return {
    ...printedFields(printed),
    analyte,
    panel,
    kind,
    number,
    lower,
    upper,
    canonicalUnit: unit,
    lodValue: lod,
    loqValue: loq,
    basis,
  };
}

function readRow(result: Reading['results'][number]): Fields {
  const { printed, analyte, panel, finding, number, interval, unit, lod, loq, basis } = result;
  const bounds = { lower: interval.lower, upper: interval.upper, canonicalUnit: unit, lodValue: lod, loqValue: loq, basis };
  return { ...printedFields(printed), analyte, panel, kind: finding.kind, number, ...bounds };
}

function printedFields({ name: _, ...printed }: Reading['results'][number]['printed']): Fields {
  return printed;
}
