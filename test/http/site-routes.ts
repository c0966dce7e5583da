/** Every address that an application answers at, asked of its router: a route that nobody thought of is in the list as well. */
import type { Express, IRouter } from 'express';
import { API_PREFIX } from '../../src/http/openapi.ts';

export interface SiteRoute {
  readonly method: string;
  /** In Express's spelling, from the root. */
  readonly path: string;
}

interface Layer {
  readonly slash: boolean;
  readonly route?: { readonly path: string; readonly methods: Record<string, boolean> };
  readonly handle: Partial<Pick<IRouter, 'stack'>>;
  match(path: string): boolean;
}

const MOUNTED_AT = [API_PREFIX, '/review'];

export function siteRoutes(app: Express): SiteRoute[] {
  return walk(app.router.stack as unknown as Layer[], '');
}

function walk(layers: readonly Layer[], prefix: string): SiteRoute[] {
  return layers.flatMap(layer => {
    const { route, handle } = layer;
    if (route !== undefined) {
      return Object.keys(route.methods).map(method => ({ method, path: `${prefix}${route.path}` }));
    }
    if (handle.stack === undefined) return [];
    const below = layer.slash ? '' : MOUNTED_AT.find(path => layer.match(path));
    if (below === undefined) throw new Error(`a router is mounted at a place that this list does not know, below "${prefix}"`);
    return walk(handle.stack as unknown as Layer[], `${prefix}${below}`);
  });
}

const NOBODY = '00000000-0000-4000-8000-000000000000';

/** An address of the route that leads to nothing. */
export const nowhere = (path: string): string => path.replaceAll(/:(\w+)/g, (_, name: string) => (name === 'page' ? '1' : NOBODY));
