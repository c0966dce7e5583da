/** Styles, scripts and fonts, read once at the start; their address holds a fingerprint of all of them, so browsers may keep them for ever. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

export interface Asset {
  readonly mediaType: string;
  readonly bytes: Buffer;
  /** Null where the bytes are compressed already (fonts). */
  readonly packed: { readonly br: Buffer; readonly gzip: Buffer } | null;
}

export interface Assets {
  readonly version: string;
  readonly files: ReadonlyMap<string, Asset>;
  /** `site.css` → `/assets/3f2a…/site.css`; throws for a file that is not there. */
  address(name: string): string;
}

const MEDIA_TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
  '.txt': 'text/plain; charset=utf-8',
};

export const PUBLIC_FOLDER = fileURLToPath(new URL('../public/', import.meta.url));

export function readAssets(folder: string = PUBLIC_FOLDER): Assets {
  const files = new Map<string, Asset>();
  const fingerprint = createHash('sha256');
  const names = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath, entry.name));
  for (const path of names.sort()) {
    const mediaType = MEDIA_TYPES[extname(path)];
    if (mediaType === undefined) continue;
    const bytes = readFileSync(path);
    const name = path
      .slice(folder.length)
      .replace(/^[\\/]+/, '')
      .replaceAll('\\', '/');
    fingerprint.update(name).update('\0').update(bytes);
    files.set(name, { mediaType, bytes, packed: extname(path) === '.woff2' ? null : pack(bytes) });
  }
  const version = fingerprint.digest('hex').slice(0, 12);
  return {
    version,
    files,
    address(name) {
      if (!files.has(name)) throw new Error(`There is no public file ${name}`);
      return `/assets/${version}/${name}`;
    },
  };
}

function pack(bytes: Buffer): Asset['packed'] {
  return { br: brotliCompressSync(bytes), gzip: gzipSync(bytes, { level: constants.Z_BEST_COMPRESSION }) };
}
