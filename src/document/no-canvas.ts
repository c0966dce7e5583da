/**
 * pdf.js loads a native canvas wherever Node has one, for drawing. Here it only reads text: without the canvas a reader starts faster, and
 * needs no native code beside hostile files. To be imported by whatever loads pdf.js.
 */
import { registerHooks } from 'node:module';

const CANVAS = '@napi-rs/canvas';
const STAND_IN = `stand-in:${CANVAS}`;
/** pdf.js makes a matrix when it is loaded, and uses none of these for text. */
const SOURCE = 'module.exports = { DOMMatrix: class DOMMatrix {}, ImageData: class ImageData {}, Path2D: class Path2D {} };';

registerHooks({
  resolve: (specifier, context, next) =>
    specifier === CANVAS ? { url: STAND_IN, format: 'commonjs', shortCircuit: true } : next(specifier, context),
  load: (url, context, next) => (url === STAND_IN ? { format: 'commonjs', source: SOURCE, shortCircuit: true } : next(url, context)),
});
