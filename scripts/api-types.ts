/** Writes the types of the API for a typed client to standard output: `node scripts/api-types.ts > leafproof.d.ts`. */
import { registerHooks } from 'node:module';

// openapi-typescript builds its output with the JavaScript API of TypeScript 5, which later versions no longer have
registerHooks({ resolve: (specifier, context, next) => next(specifier === 'typescript' ? 'typescript-5' : specifier, context) });

const { default: openapiTS, astToString } = await import('openapi-typescript');
const { apiRoutes } = await import('../src/http/api/index.ts');
const { openApi } = await import('../src/http/openapi.ts');

// as JSON: what a program gets, not the objects that share parts
const description = JSON.parse(JSON.stringify(openApi(apiRoutes)));
process.stdout.write(astToString(await openapiTS(description)));
