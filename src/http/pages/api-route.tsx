/** `/api` and one page for each request of it. */
import type { Request } from 'express';
import { apiRoutes } from '../api/index.ts';
import type { Context } from '../context.ts';
import { liveExample } from '../live-example.ts';
import { openApi } from '../openapi.ts';
import { originOf } from '../origin.ts';
import { ApiReference, operationsOf } from './api.tsx';
import { ApiOperation } from './api-operation.tsx';
import { present } from './found.ts';
import type { Page } from './render.tsx';
import { twinsOf } from './twins.ts';

export function apiPage(req: Request): Page {
  return {
    facts: {
      title: 'Data for programs',
      description: 'The public API of the database: JSON and CSV, no key for reading.',
      section: 'api',
      ...twinsOf('/api'),
    },
    body: <ApiReference description={openApi(apiRoutes)} origin={originOf(req)} />,
  };
}

export async function apiOperationPage(context: Context, req: Request, id: string): Promise<Page> {
  const description = openApi(apiRoutes);
  const route = present(apiRoutes.find(({ operationId }) => operationId === id) ?? null, 'The API has no request of this name.');
  const found = present(
    operationsOf(description).find(({ operation }) => operation.operationId === id) ?? null,
    'The API has no request of this name.',
  );
  return {
    facts: {
      title: `${route.summary} (API)`,
      description: `${route.method.toUpperCase()} ${route.path}: parameters, a true answer and errors.`,
      section: 'api',
      json: twinsOf('/api')?.json,
    },
    body: (
      <ApiOperation {...found} description={description} origin={originOf(req)} live={await liveExample(context, req, route, apiRoutes)} />
    ),
  };
}
