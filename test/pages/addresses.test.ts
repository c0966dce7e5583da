import { readAssets } from '../../src/http/pages/assets.ts';
import { queryOf, readQuery, withFilter } from '../../src/http/pages/search-query.ts';
import { twinTarget } from '../../src/http/pages/twins.ts';

describe('the twin of a page', () => {
  test.each([
    ['/vendors.json', '/api/v1/vendors'],
    ['/vendors.csv?limit=5', '/api/v1/vendors.csv?limit=5'],
    ['/vendors/quiet-creek.json', '/api/v1/vendors/quiet-creek'],
    ['/vendors/quiet-creek.csv', '/api/v1/results.csv?vendor=quiet-creek'],
    ['/lots/22222222-2222-4222-8222-222222222222.csv', '/api/v1/results.csv?lot=22222222-2222-4222-8222-222222222222'],
    ['/analytes/lead.csv?limit=5', '/api/v1/results.csv?analyte=lead&limit=5'],
    ['/vendors/a&b.csv', '/api/v1/results.csv?vendor=a%26b'],
    ['/search.json?q=creek', '/api/v1/search?q=creek'],
    ['/search.csv?lab=x&panel=metals', '/api/v1/search.csv?lab=x&panel=metals'],
    ['/index.json', '/api/v1/certificates'],
    ['/api.json', '/api/v1/openapi.json'],
  ])('%s is %s', (page, data) => {
    expect(twinTarget(page)).toBe(data);
  });
  test.each(['/vendors', '/method.json', '/a/b/c.json', '//evil.example/vendors.json', '/.json', '/vendors/.json'])('%s has none', page => {
    expect(twinTarget(page)).toBeNull();
  });
});

describe('the address of a search', () => {
  test('empty fields of a form are no filters', () => {
    expect(readQuery({ q: 'creek', vendor: '', analyte: '', min: '', max: '', range: 'certainly', from: '' }).filter).toEqual({
      q: 'creek',
    });
  });
  test('a range means “certainly” unless something else is said, and needs a substance', () => {
    expect(readQuery({ analyte: 'lead', min: '0,5' }).filter).toMatchObject({ analyte: 'lead', min: '0.5', range: 'certainly' });
    expect(readQuery({ min: '0.5' }).filter).toEqual({});
  });
  test('what is no number, date or panel is refused', () => {
    expect(() => readQuery({ analyte: 'lead', min: 'much' })).toThrow(/such as 0\.5/);
    expect(() => readQuery({ from: '31.1.2026' })).toThrow(/2026-01-31/);
    expect(() => readQuery({ panel: 'colours' })).toThrow();
  });
  test('a filter survives its address', () => {
    const query = queryOf({ q: 'a & b', laboratory: 'x', analyte: 'lead', min: '0.5', range: 'possibly' });
    const read = readQuery(Object.fromEntries(new URLSearchParams(query)));
    expect(queryOf(read.filter)).toBe(query);
    expect(query).toContain('lab=x');
  });
  test('changing a filter keeps the others', () => {
    expect(withFilter({ q: 'x', vendor: 'v' }, { vendor: undefined })).toBe('q=x');
  });
});

describe('public files', () => {
  const assets = readAssets();
  test('every font the style names is there', () => {
    const css = assets.files.get('site.css')?.bytes.toString() ?? '';
    const fonts = [...css.matchAll(/url\("?([^")]+)"?\)/g)].map(match => match[1]);
    expect(fonts.length).toBeGreaterThan(0);
    for (const font of fonts) expect(assets.files.has(font ?? '')).toBe(true);
  });
  test('the address changes with the content', () => {
    expect(assets.address('site.css')).toMatch(/^\/assets\/[0-9a-f]{12}\/site\.css$/);
    expect(() => assets.address('nothing.css')).toThrow('no public file');
  });
});
