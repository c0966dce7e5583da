/** WCIA Lab Result Schema 1.0 to 2.2: the JSON that laboratories of Washington State publish beside their certificates. */
import { analyteById, matchAnalyte } from '../../src/coa/analyte.ts';
import type { Problem } from '../../src/coa/problem.ts';
import type { Panel, Printed, Transcript, TranscriptRow } from '../../src/coa/transcript.ts';
import { DocumentRefused } from '../../src/document/document.ts';
import type { Importer } from '../../src/document/importer.ts';
import { codeOf } from './code.ts';
import { readMetric, resultSchema, resultsIn, type WciaMetric, type WciaResult, type WciaTest } from './schema.ts';

const KNOWN_VERSION = /^(?:1\.[0-3]|2\.[0-2])(?:\.\d+)*$/;

export const wciaJson = {
  id: 'wcia-json',
  version: 2,
  title: 'WCIA Lab Result Schema, 1.0 to 2.2',
  recognise({ content }) {
    const first = content.kind === 'json' ? resultsIn(content.json)[0] : undefined;
    if (!first) return null;
    const key = 'document_name' in first.value ? 'document_name' : 'document_schema_version';
    return { kind: 'json', pointer: `${first.pointer}/${key}`, text: String(first.value[key]) };
  },
  transcribe({ content }): Transcript[] {
    const found = content.kind === 'json' ? resultsIn(content.json) : [];
    return found.map(({ value, pointer }) => {
      if (value.labresult_id === 'string')
        throw new DocumentRefused(
          'not-a-certificate',
          'The file describes the WCIA schema: its values are the names of types, not results.',
        );
      const parsed = resultSchema.safeParse(value);
      if (parsed.success) return transcriptOf(parsed.data, pointer);
      const [issue] = parsed.error.issues;
      throw new DocumentRefused(
        'not-a-certificate',
        `The file says it is a WCIA lab result but does not keep to the schema: ${pointer}/${issue!.path.join('/')}: ${issue!.message}`,
      );
    });
  },
} satisfies Importer;

/** Absent where the file has nothing there. */
function printedAt(value: string | number | boolean | null | undefined, pointer: string): Printed | undefined {
  const text = value === null || value === undefined ? '' : String(value);
  return text.trim() === '' ? undefined : { text: text.trim(), evidence: { kind: 'json', pointer, text } };
}

function transcriptOf(result: WciaResult, pointer: string): Transcript {
  const at = (key: keyof WciaResult & string): Printed | undefined =>
    printedAt(result[key] as Parameters<typeof printedAt>[0], `${pointer}/${key}`);
  const dates = { reported: at('release_date'), amended: at('amended_date'), expires: at('expire_date') };
  const { sample } = result;
  const problems: Problem[] = versionProblem(at('document_schema_version'));
  return {
    laboratory: at('lab_name'),
    reportNumber: at('labresult_id'),
    dates: Object.fromEntries(Object.entries(dates).filter(([, date]) => date !== undefined)),
    sample: {
      labSampleId: printedAt(sample?.id, `${pointer}/sample/id`),
      // the lot of the traceability system that the sample was taken from
      lot:
        printedAt(sample?.sample_source_id, `${pointer}/sample/sample_source_id`) ??
        printedAt(sample?.source_id, `${pointer}/sample/source_id`),
    },
    dateOrder: 'ymd',
    decimalMark: '.',
    rows: result.metric_list.flatMap((test, i) => rowsOf(test, `${pointer}/metric_list/${i}`, problems)),
    problems,
  };
}

function versionProblem(version: Printed | undefined): Problem[] {
  if (version && KNOWN_VERSION.test(version.text)) return [];
  const message = version
    ? `Version ${version.text} of the WCIA schema is not known here; it was read as version 2.2.`
    : 'The file does not name its version of the WCIA schema; it was read as version 2.2.';
  return [{ code: 'format-version-unknown', severity: 'error', message, evidence: version?.evidence }];
}

function rowsOf(test: WciaTest, pointer: string, problems: Problem[]): TranscriptRow[] {
  const title = printedAt(test.test_type, `${pointer}/test_type`);
  return test.metrics.flatMap((value, i) => {
    const place = `${pointer}/metrics/${i}`;
    const row = rowOf(value, place, title);
    if (row === null)
      problems.push({
        code: 'row-refused',
        severity: 'warning',
        message: `${place} lacks a name or a result (qom). It was not read; the others were.`,
        evidence: { kind: 'json', pointer: place, text: '' },
      });
    return row ?? [];
  });
}

function rowOf(value: unknown, pointer: string, title: Printed | undefined): TranscriptRow | null {
  const metric = readMetric(value);
  const name = printedAt(metric?.name, `${pointer}/name`);
  if (!metric || !name || metric.qom === null || metric.qom === undefined) return null;
  const qom = String(metric.qom);
  const status = printedAt(metric.status, `${pointer}/status`);
  const code = codeOf(qom, status?.text ?? '');
  const panel = panelFor(title?.text ?? '', String(metric.analyte_type ?? ''), name.text);
  return {
    panel,
    panelTitle: title,
    name,
    value: { text: qom.trim(), evidence: { kind: 'json', pointer: `${pointer}/qom`, text: qom } },
    ...(code ? { meaning: code.meaning } : {}),
    unit: printedAt(metric.uom, `${pointer}/uom`),
    ...limitsOf(metric, pointer),
    verdict: status && NO_VERDICT.test(status.text) ? undefined : status,
    further: [],
    doubts: code?.doubts ?? [],
  };
}

/** A test that is over, or was none, is not judged by that. */
const NO_VERDICT = /^(?:n\/?[at]|complete[d]?|done|final|tested|reported|pending|in progress)$/i;

/** The schema has no limits; laboratories add them under these names. */
const LIMITS = {
  lod: ['lod', 'limit_of_detection', 'mdl'],
  loq: ['loq', 'limit_of_quantitation', 'limit_of_quantification'],
  reportingLimit: ['rl', 'reporting_limit', 'mrl'],
  limit: ['limit', 'action_limit', 'action_level', 'max_limit'],
} as const;

function limitsOf(metric: WciaMetric, pointer: string): Partial<Record<keyof typeof LIMITS, Printed>> {
  const found: Partial<Record<keyof typeof LIMITS, Printed>> = {};
  for (const field of Object.keys(LIMITS) as (keyof typeof LIMITS)[]) {
    for (const key of LIMITS[field]) {
      const value = metric[key];
      const printed = typeof value === 'string' || typeof value === 'number' ? printedAt(value, `${pointer}/${key}`) : undefined;
      if (printed) found[field] ??= printed;
    }
  }
  return found;
}

const PANELS: readonly (readonly [RegExp, Panel])[] = [
  [/alkaloid|mitragyn/i, 'alkaloids'],
  [/cannabinoid|potency/i, 'cannabinoids'],
  [/terpen/i, 'terpenes'],
  [/mycotoxin|aflatoxin/i, 'mycotoxins'],
  [/microb/i, 'microbes'],
  [/metal/i, 'metals'],
  [/pesticid/i, 'pesticides'],
  [/solvent/i, 'solvents'],
  [/water ?activity|moisture|loss on drying/i, 'moisture'],
  [/foreign/i, 'foreign_matter'],
];

/** By the test, else by the type of the analyte, else by the analyte itself. */
function panelFor(test: string, type: string, name: string): Panel {
  for (const text of [test, type]) {
    const found = PANELS.find(([pattern]) => pattern.test(text));
    if (found) return found[1];
  }
  const match = matchAnalyte(name);
  return (match && analyteById(match.id)?.panel) ?? 'other';
}
