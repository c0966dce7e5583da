/**
 * pdf.js as it is wanted here: for text alone. It loads a native canvas wherever Node has one, and makes every font of a file ready for
 * drawing before it gives a text, up to three quarters of its time. Without them a reader starts and reads faster, and needs no native code
 * beside hostile files. To be imported by whatever loads pdf.js.
 */
import { registerHooks } from 'node:module';

const CANVAS = '@napi-rs/canvas';
const STAND_IN = `stand-in:${CANVAS}`;
/** pdf.js makes a matrix when it is loaded, and uses none of these for text. */
const SOURCE = 'module.exports = { DOMMatrix: class DOMMatrix {}, ImageData: class ImageData {}, Path2D: class Path2D {} };';

const WHOLE_WORKER = 'pdfjs-dist/legacy/build/pdf.worker.mjs';
const MARK = '?text-only';

/** pdf.js's worker without what only drawing needs; the package has no types for it. */
export const TEXT_WORKER: string = `${WHOLE_WORKER}${MARK}`;

/**
 * TrueType fonts of two-byte codes: which letters those are, and how wide, the PDF says, not the font file, which is only repaired for
 * browsers. Of other fonts pdf.js takes names of letters from the file.
 */
const REPAIR = 'data = this.checkAndRepair(name, file, properties);';
const REPAIR_UNLESS_COMPOSITE = `if (!properties.composite || type === "OpenType") ${REPAIR}`;

/** The worker's source with less to do. Where it is not as expected, it is left as it is: slower, and no less right. */
export const forText = (source: string): string => source.replace(REPAIR, REPAIR_UNLESS_COMPOSITE);

registerHooks({
  resolve(specifier, context, next) {
    if (specifier === CANVAS) return { url: STAND_IN, format: 'commonjs', shortCircuit: true };
    if (specifier !== TEXT_WORKER) return next(specifier, context);
    const whole = next(WHOLE_WORKER, context);
    return { ...whole, url: whole.url + MARK };
  },
  load(url, context, next) {
    if (url === STAND_IN) return { format: 'commonjs', source: SOURCE, shortCircuit: true };
    const loaded = next(url, context);
    return url.endsWith(MARK) && loaded.source
      ? { ...loaded, source: forText(Buffer.from(loaded.source as Uint8Array).toString()) }
      : loaded;
  },
});
