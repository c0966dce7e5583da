/** Every page has a twin for programs: the same data in the API. `/vendors/x.json` and `.csv` lead there. */
import { API_PREFIX } from '../openapi.ts';

export interface Twins {
  readonly json: string;
  readonly csv?: string;
}

const LISTS = ['vendors', 'laboratories', 'analytes', 'products', 'lots', 'certificates', 'recalls', 'results'];
/** The filter of the list of results that stands for one thing's own page. */
const RESULTS_OF: Readonly<Record<string, string>> = {
  vendors: 'vendor',
  products: 'product',
  lots: 'lot',
  certificates: 'certificate',
  laboratories: 'laboratory',
  analytes: 'analyte',
};

/** Of a page's path, without query; null where a page has no data of its own. */
export function twinsOf(path: string): Twins | null {
  const [, section = '', id, rest] = path.split('/');
  if (rest !== undefined) return null;
  if (path === '/' || path === '/index') return { json: `${API_PREFIX}/certificates`, csv: `${API_PREFIX}/certificates.csv` };
  if (section === 'api' && id === undefined) return { json: `${API_PREFIX}/openapi.json` };
  if (section === 'search' && id === undefined) return { json: `${API_PREFIX}/search`, csv: `${API_PREFIX}/search.csv` };
  if (section === 'contaminants' && id === undefined) return { json: `${API_PREFIX}/exceedances`, csv: `${API_PREFIX}/exceedances.csv` };
  if (section === 'disagreements' && id === undefined)
    return { json: `${API_PREFIX}/disagreements`, csv: `${API_PREFIX}/disagreements.csv` };
  if (section === 'submissions') return id === undefined || id === '' ? null : { json: `${API_PREFIX}/contributions/${id}` };
  if (section === 'rules')
    return id === undefined ? { json: `${API_PREFIX}/rules` } : id === '' ? null : { json: `${API_PREFIX}/rules/${id}` };
  if (section === 'snapshots') return id === '' ? null : { json: [API_PREFIX, section, ...(id === undefined ? [] : [id])].join('/') };
  if (id === undefined) {
    return LISTS.includes(section) ? { json: `${API_PREFIX}/${section}`, csv: `${API_PREFIX}/${section}.csv` } : null;
  }
  if (section === 'recalls') return id === '' ? null : { json: `${API_PREFIX}/recalls/${id}` };
  const filter = RESULTS_OF[section];
  if (filter === undefined || id === '') return null;
  return {
    json: `${API_PREFIX}/${section}/${id}`,
    csv: `${API_PREFIX}/results.csv?${filter}=${id.replaceAll('&', '%26').replaceAll('+', '%2B')}`,
  };
}

/** Where `/vendors/x.json?limit=5` leads; null for anything that is no twin of a page. */
export function twinTarget(url: string): string | null {
  const [pathname = '', query = ''] = url.split('?', 2);
  const match = /^(\/[^/].*)\.(json|csv)$/.exec(pathname);
  if (!match?.[1]) return null;
  const target = twinsOf(match[1])?.[match[2] === 'csv' ? 'csv' : 'json'];
  if (target === undefined) return null;
  return query === '' ? target : `${target}${target.includes('?') ? '&' : '?'}${query}`;
}
