import type { RequestHandler } from 'express';
import type { Assets } from './assets.ts';

/** `GET /assets/:version/…`. An outdated version still answers, with the present file, but is not to be kept. */
export function assetRoute(assets: Assets): RequestHandler<{ version: string; name: string[] }> {
  return (req, res, next) => {
    const asset = assets.files.get(req.params.name.join('/'));
    if (asset === undefined) return next();
    const current = req.params.version === assets.version;
    res.set('Cache-Control', current ? 'public, max-age=31536000, immutable' : 'no-cache').type(asset.mediaType);
    if (asset.packed === null) return void res.send(asset.bytes);
    res.vary('Accept-Encoding');
    const encoding = req.acceptsEncodings(['br', 'gzip']);
    if (encoding !== 'br' && encoding !== 'gzip') return void res.send(asset.bytes);
    res.set('Content-Encoding', encoding).send(asset.packed[encoding]);
  };
}
