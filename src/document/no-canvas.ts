/**
 * pdf.js loads a native canvas wherever Node has one, for drawing. Here it only reads text: without the canvas a reader starts faster, and
 * needs no native code beside hostile files.
 */
import { registerHooks } from 'node:module';

const CANVAS = '@napi-rs/canvas';
/** pdf.js makes a matrix when it is loaded, and uses none of these for text. */
const STAND_INS = 'module.exports = { DOMMatrix: class DOMMatrix {}, ImageData: class ImageData {}, Path2D: class Path2D {} };';

let done = false;

/** To be called before pdf.js is loaded. */
export function withoutCanvas(): void {
  if (done) return;
  done = true;
  registerHooks({
    resolve: (specifier, context, next) =>
      specifier === CANVAS ? { url: `stand-in:${CANVAS}`, format: 'commonjs', shortCircuit: true } : next(specifier, context),
    load: (url, context, next) =>
      url === `stand-in:${CANVAS}` ? { format: 'commonjs', source: STAND_INS, shortCircuit: true } : next(url, context),
  });
}
