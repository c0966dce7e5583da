/** The original file and images of its pages: bytes of strangers, handed out so that nothing in them can run. */
import { z } from 'zod';
import { DocumentRefused } from '../../document/document.ts';
import { MAIL } from '../../document/sniff.ts';
import { blackOuts } from '../../store/black-out.ts';
import { storageKey } from '../../store/files.ts';
import { findOriginal, type OriginalView } from '../../store/original.ts';
import type { Context } from '../context.ts';
import { HttpProblem } from '../errors.ts';
import { missingCertificate } from '../gone.ts';
import { PAGE_WIDTHS, type PageWidth, type ServedImage } from '../page-image.ts';
import { type Caller, type Route, route } from '../route.ts';
import { maySeeUnpublished } from './certificates.ts';
import { ID, IdParams } from './schema.ts';

const Width = z.coerce
  .number()
  .pipe(z.literal(PAGE_WIDTHS))
  .default(PAGE_WIDTHS[0])
  .meta({ description: `Width in pixels: ${PAGE_WIDTHS.join(', ')}.` });

const PageParams = z.strictObject({ id: ID, page: z.coerce.number().int().min(1).max(10_000) });

/** The original as this caller may see it; throws not-found where there is none for them. */
async function originalFor({ store }: Context, caller: Caller | null, id: string): Promise<OriginalView> {
  const original = await findOriginal(store.em(), id, { includeUnpublished: maySeeUnpublished(caller) });
  if (original === null) throw await missingCertificate(store.em(), id);
  return original;
}

/** A page that the readers refuse to draw is as good as none. */
async function drawn(image: Promise<ServedImage>): Promise<ServedImage> {
  try {
    return await image;
  } catch (error) {
    if (!(error instanceof DocumentRefused)) throw error;
    throw new HttpProblem('not-found', `This page cannot be drawn: ${error.message}`, { cause: error });
  }
}

/** ASCII for old clients, the true name for the others (RFC 6266). */
function disposition(fileName: string): string {
  const plain = fileName.replaceAll(/[^\w. -]/g, '_');
  const exact = encodeURIComponent(fileName).replaceAll(/['()*]/g, letter => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`);
  return `attachment; filename="${plain}"; filename*=UTF-8''${exact}`;
}

const pageRoute = (extension: 'jpg' | 'png'): Route =>
  route({
    method: 'get',
    path: `/certificates/:id/pages/:page.${extension}`,
    operationId: `getPage${extension === 'jpg' ? 'Jpeg' : 'Png'}`,
    tag: 'Certificates',
    summary: 'Image of one page of the original',
    description: 'Both addresses give the same image, in whichever of the two formats is the smaller one: `Content-Type` says which.',
    params: PageParams,
    query: z.strictObject({ width: Width }),
    keyOptional: true,
    fromPrimary: true,
    problems: ['not-found', 'taken-down', 'storage-unavailable'],
    responses: { 200: { description: 'The image', mediaTypes: ['image/jpeg', 'image/png'] } },
    async handle(context, { params, query, caller }) {
      const original = await originalFor(context, caller, params.id);
      if (params.page > original.pages.length) {
        throw new HttpProblem('not-found', `The original has ${original.pages.length} pages that can be drawn.`);
      }
      const { bytes, mediaType, variant } = await drawn(context.images.get(original.sha256, params.page, query.width as PageWidth));
      const etag = `${original.sha256.slice(0, 32)}-${params.page}-${query.width}${variant}`;
      // an hour: the picture never changes, but a certificate can be withdrawn
      const headers = original.state === 'public' ? { 'Cache-Control': 'public, max-age=3600' } : {};
      return { kind: 'bytes', bytes, mediaType, etag, headers };
    },
  });

export const originalRoutes: readonly Route[] = [
  route({
    method: 'get',
    path: '/certificates/:id/original',
    operationId: 'getOriginal',
    tag: 'Certificates',
    summary: 'The original file, byte for byte',
    params: IdParams,
    keyOptional: true,
    fromPrimary: true,
    problems: ['not-found', 'taken-down', 'withheld', 'storage-unavailable'],
    responses: {
      200: {
        description: 'The file, always as an attachment',
        mediaTypes: [
          'application/pdf',
          'text/csv',
          'text/html',
          'text/plain',
          'application/json',
          'application/xml',
          'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
          'application/vnd.oasis.opendocument.spreadsheet',
          'application/vnd.ms-excel',
          MAIL,
        ],
      },
    },
    async handle(context, { params, caller }) {
      const { sha256, mediaType, fileName } = await originalFor(context, caller, params.id);
      if (!maySeeUnpublished(caller) && (await blackOuts(context.store.em(), sha256)).length > 0) {
        throw new HttpProblem('withheld', 'Parts of its pages are blacked out, and the file itself would show them.');
      }
      if (!maySeeUnpublished(caller) && mediaType === MAIL) {
        throw new HttpProblem(
          'withheld',
          'The report came in a mail, which says more than the report: who wrote it, to whom, and what else.',
        );
      }
      const key = storageKey(sha256);
      if (!(await context.store.files.has(key))) throw new HttpProblem('not-found', 'The original is not kept here.');
      const headers = { 'Content-Disposition': disposition(fileName) };
      return { kind: 'bytes', bytes: await context.store.files.read(key), mediaType, etag: sha256, headers };
    },
  }),
  pageRoute('jpg'),
  pageRoute('png'),
];
