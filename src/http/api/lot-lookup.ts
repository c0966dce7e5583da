/** From what stands on a bag to its lots: a code typed, or the photo of one. */
import { z } from 'zod';
import { codesIn, type LabelCode, readLabelCode } from '../../coa/label-code.ts';
import { DocumentRefused } from '../../document/document.ts';
import { LONGEST_LIST, type LotLookup, lookUpList, lookUpLots, MOST_LISTED, MOST_SOUGHT } from '../../store/lot-lookup.ts';
import type { Context } from '../context.ts';
import { type Column, csvHeader, csvRow } from '../csv.ts';
import { HttpProblem } from '../errors.ts';
import { json, type Route, route } from '../route.ts';
import { LotItemSchema } from './items.ts';
import { exampleOf, name, pick, Text, Words } from './schema.ts';

const WAYS = ['lot', 'report', 'same-code'] as const;

const LotLookupSchema = name(
  'LotLookup',
  z.object({
    text: Text.meta({ description: 'What was looked up. An address is text here and never opened.' }),
    form: Text.nullable().meta({ description: 'Kind of the code in the photo, such as `QRCode`; null where it was typed.' }),
    tradeItem: Text.nullable().meta({ description: 'A GTIN in it: it names a product, never a lot.' }),
    found: z.array(
      z.object({
        lot: LotItemSchema,
        way: z
          .enum(WAYS)
          .meta({ description: 'The code of the lot, the number of a certificate for it, or the same code on a certificate.' }),
        by: Text.meta({ description: 'The part of the text that led here.' }),
        sure: z.boolean().meta({ description: 'False where it is only a part of an address or of a longer text: compare with the bag.' }),
      }),
    ),
    nearest: z.array(LotItemSchema).meta({
      description: `Where nothing was found: lots whose codes are much alike, the nearest first; of a list, for the first ${MOST_SOUGHT} codes that nothing answers to.`,
    }),
  }),
  'Lots that a code on a label may mean. An empty `found` does not say that the lot was not tested.',
  {
    text: 'GL-2401',
    form: null,
    tradeItem: null,
    found: [{ lot: exampleOf(LotItemSchema), way: 'lot', by: 'GL-2401', sure: true }],
    nearest: [],
  },
);

const LabelCodesSchema = name(
  'LabelCodes',
  z.object({ codes: z.array(LotLookupSchema) }),
  'What the codes on a photo say; empty where none could be read.',
  { codes: [exampleOf(LotLookupSchema)] },
);

const LotLookupsSchema = name(
  'LotLookups',
  z.object({ codes: z.array(LotLookupSchema) }),
  'What each code of a list leads to, in their order.',
  { codes: [exampleOf(LotLookupSchema)] },
);

const CodesQuery = z.strictObject({
  codes: z
    .string()
    .max(LONGEST_LIST)
    .meta({ description: `Up to ${MOST_LISTED} codes as \`/lot-lookup\` takes them, one a line (\`%0A\`) or parted by semicolons.` }),
});

async function listed({ store }: Context, text: string): ReturnType<typeof lookUpList> {
  const codes = codesIn(text);
  const refuse = (message: string) => new HttpProblem('invalid-parameter', `codes: ${message}`, { errors: [{ name: 'codes', message }] });
  if (codes.length === 0) throw refuse('holds no code');
  if (codes.length > MOST_LISTED) throw refuse(`holds ${codes.length} codes; at most ${MOST_LISTED} are looked up at once`);
  return lookUpList(store.em(), codes);
}

interface ListedLot {
  readonly code: string;
  /** Null where nothing answers to the code. */
  readonly found: LotLookup['found'][number] | null;
  readonly nearest: LotLookup['nearest'];
}

const LISTED: readonly Column<ListedLot>[] = [
  { name: 'given', value: row => row.code },
  { name: 'way', value: row => row.found?.way },
  { name: 'sure', value: row => row.found?.sure },
  { name: 'lot', value: row => row.found?.lot.code },
  { name: 'lot_id', value: row => row.found?.lot.id },
  { name: 'product', value: row => row.found?.lot.product?.name },
  { name: 'vendor', value: row => row.found?.lot.vendor?.name },
  { name: 'tested_for', value: row => row.found?.lot.panels.join(' ') },
  { name: 'limits_exceeded', value: row => row.found?.lot.limitsExceeded },
  { name: 'certificates', value: row => row.found?.lot.certificates },
  { name: 'latest', value: row => row.found?.lot.latest },
  { name: 'is_sample', value: row => row.found?.lot.isSample },
  { name: 'nearest', value: row => row.nearest.map(({ code }) => code).join(' ') },
];

const present = (code: LabelCode, form: string | null, { found, nearest }: LotLookup) => ({
  text: code.text,
  form,
  tradeItem: code.tradeItem,
  found: found.map(({ lot, way, by, sure }) => ({ lot: pick(LotItemSchema, lot), way, by, sure })),
  nearest: nearest.map(lot => pick(LotItemSchema, lot)),
});

export const lotLookupRoutes: readonly Route[] = [
  route({
    method: 'get',
    path: '/lot-lookup',
    operationId: 'lookUpLot',
    tag: 'Lots',
    summary: 'Lots that a code on a bag may mean',
    description: 'Takes a lot code, a report number, or the text of a QR code or barcode; where none answers, the nearest codes.',
    query: z.strictObject({ code: Words(2000) }),
    responses: { 200: { description: 'Lots found, or the nearest', schema: LotLookupSchema } },
    async handle({ store }, { query }) {
      const code = readLabelCode(query.code);
      return json(present(code, null, await lookUpLots(store.em(), code)));
    },
  }),
  route({
    method: 'get',
    path: '/lot-lookups',
    operationId: 'lookUpLots',
    tag: 'Lots',
    summary: 'Lots of a list of codes, such as those on a shelf',
    query: CodesQuery,
    responses: { 200: { description: 'What each code leads to', schema: LotLookupsSchema } },
    async handle(context, { query }) {
      const found = await listed(context, query.codes);
      return json({ codes: found.map(({ code, lookup }) => present(code, null, lookup)) });
    },
  }),
  route({
    method: 'get',
    path: '/lot-lookups.csv',
    operationId: 'lookUpLotsCsv',
    tag: 'Lots',
    summary: 'Lots of a list of codes, as CSV',
    description: 'A row for each lot of a code, and one for each code that nothing answers to.',
    query: CodesQuery,
    responses: { 200: { description: LISTED.map(column => `\`${column.name}\``).join(', '), mediaTypes: ['text/csv'] } },
    async handle(context, { query }) {
      const found = await listed(context, query.codes);
      const table = found.flatMap(({ code: { text }, lookup: { found, nearest } }): ListedLot[] =>
        found.length === 0 ? [{ code: text, found: null, nearest }] : found.map(each => ({ code: text, found: each, nearest })),
      );
      async function* lines(): AsyncGenerator<string> {
        yield csvHeader(LISTED) + table.map(row => csvRow(LISTED, row)).join('');
      }
      return { kind: 'csv', name: 'lots.csv', lines: lines() };
    },
  }),
  route({
    method: 'post',
    path: '/lot-lookup',
    operationId: 'lookUpPhoto',
    tag: 'Lots',
    summary: 'Read the codes on a photo of a label and look them up',
    description: 'A JPEG or PNG picture. It is not kept, and no address in a code is opened.',
    upload: true,
    limited: 'check',
    responses: { 200: { description: 'Every code that could be read', schema: LabelCodesSchema } },
    async handle({ store, pool }, { file, signal }) {
      try {
        const codes = await pool.readCodes({ name: file?.name ?? 'file', bytes: file?.bytes ?? new Uint8Array() }, signal);
        const found = [];
        for (const { form, text } of codes.slice(0, MOST_CODES)) {
          const code = readLabelCode(text);
          found.push(present(code, form, await lookUpLots(store.em(), code)));
        }
        return json({ codes: found });
      } catch (error) {
        if (error instanceof DocumentRefused) throw new HttpProblem('invalid-body', error.message, { cause: error });
        throw error;
      }
    },
  }),
];

const MOST_CODES = 8;
