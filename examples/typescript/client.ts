/** Every lead result with a typed client: what is certainly and what is possibly over a threshold. */
import createClient from 'openapi-fetch';
import type { paths } from './leafproof.d.ts';

const THRESHOLD = 0.5; // mg/kg

// lists are CSV as well: say that JSON is meant, and problem details where something is wrong
const api = createClient<paths, 'application/json' | 'application/problem+json'>({
  baseUrl: `${process.env.LEAFPROOF ?? 'http://localhost:3000'}/api/v1`,
});
const over = { certainly: 0, possibly: 0, no: 0 };
let cursor: string | undefined;
do {
  const { data, error } = await api.GET('/results', { params: { query: { analyte: 'lead', limit: 200, ...(cursor && { cursor }) } } });
  if (error) throw new Error(`${error.code}: ${error.detail}`);
  for (const { lower, upper } of data.items) {
    // exact decimals as text; null is unbounded
    if (lower !== null && Number(lower) > THRESHOLD) over.certainly += 1;
    else if (upper === null || Number(upper) > THRESHOLD) over.possibly += 1;
    else over.no += 1;
  }
  cursor = data.next ?? undefined;
} while (cursor !== undefined);

console.log(JSON.stringify(over));
