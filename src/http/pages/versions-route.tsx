/** The page of a certificate's versions. */
import { z } from 'zod';
import { isSampleCertificate } from '../../store/certificate.ts';
import { isId } from '../../store/id.ts';
import { diffOf, versionsShown } from '../api/certificate-versions.ts';
import type { Context } from '../context.ts';
import { HttpProblem } from '../errors.ts';
import type { Page } from './render.tsx';
import { Versions } from './versions.tsx';

const Asked = z.coerce.number().int().min(1).max(100_000).optional().catch(undefined);

export async function versionsPage(context: Context, id: string, query: { readonly from?: unknown; readonly to?: unknown }): Promise<Page> {
  if (!isId(id)) throw new HttpProblem('not-found', 'There is no certificate of this identifier.');
  const versions = await versionsShown(context, id, false);
  const diff = await diffOf(context, id, { from: Asked.parse(query.from), to: Asked.parse(query.to) }, false);
  return {
    facts: {
      title: 'Versions of a certificate',
      description: 'What each reading and correction of this certificate said, and when it was public.',
      section: null,
      json: `/api/v1/certificates/${id}/versions`,
      noIndex: true,
      sample: await isSampleCertificate(context.store.em(), id),
    },
    body: <Versions certificate={id} versions={versions} diff={diff} />,
  };
}
