/** The formats of the long table: names, media types, and what each loses (docs/formats.md says it at length). */

export const FORMATS = {
  csv: { mediaType: 'text/csv', extension: 'csv', title: 'CSV with a header (RFC 4180, UTF-8, lines end with LF)' },
  ndjson: { mediaType: 'application/x-ndjson', extension: 'ndjson', title: 'one JSON object a line' },
  json: { mediaType: 'application/json', extension: 'json', title: 'one JSON document' },
  parquet: { mediaType: 'application/vnd.apache.parquet', extension: 'parquet', title: 'Parquet' },
  xlsx: {
    mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    extension: 'xlsx',
    title: 'a workbook for people, with the data dictionary as its last sheet',
  },
  wcia: {
    mediaType: 'application/vnd.wcia.labresult+json',
    extension: 'wcia.json',
    title: 'WCIA Lab Result Schema 2.2, one document a sample',
  },
} as const satisfies Record<string, { readonly mediaType: string; readonly extension: string; readonly title: string }>;

export type Format = keyof typeof FORMATS;
export const FORMAT_NAMES = Object.keys(FORMATS) as Format[];
