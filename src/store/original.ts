/** The file behind a certificate, without what was read from it. */
import { isId } from './id.ts';
import { row, type SqlEntityManager, sql } from './sql.ts';
import type { CertificateView } from './views.ts';

export type OriginalView = Pick<CertificateView, 'sha256' | 'fileName' | 'mediaType' | 'pages' | 'state'>;

/** Null when there is none, when it was taken down, or when its certificate is not public and `includeUnpublished` is not said. */
export async function findOriginal(
  em: SqlEntityManager,
  certificate: string,
  options: { readonly includeUnpublished?: boolean } = {},
): Promise<OriginalView | null> {
  if (!isId(certificate)) return null;
  return row<OriginalView>(
    em,
    sql`select c.sha256, b.file_name as "fileName", coalesce(f.media_type, 'application/octet-stream') as "mediaType", e.pages, v.state
      from certificate c
      join certificate_version v on v.certificate_id = c.id and v.superseded_at is null
      join source_file f on f.sha256 = c.sha256 and f.takedown_at is null
      join extraction e on e.id = v.extraction_id
      join submission b on b.sha256 = c.sha256
      where c.id = ${certificate} and ${options.includeUnpublished ? sql`true` : sql`v.state = 'public'`}`,
  );
}
