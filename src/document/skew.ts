/** How a scanned page lies: the angle at which its lines of text are the sharpest. */
import { blacken } from './contrast.ts';
import { type Grey, resize, whiten } from './grey.ts';

// looked up once: these loops go over millions of pixels
const { abs, ceil, max, min, round } = Math;

export interface Skew {
  /** Degrees that straighten the page, clockwise. */
  readonly degrees: number;
  /** The lines of text run from top to bottom: the page lies on its side. */
  readonly sideways: boolean;
}

const WIDEST = 7;
const COARSE = 0.5;
const FINE = 0.1;
/** Pixels of the shorter side of the picture that is measured; more only costs time. */
const MEASURED = 900;
const DARK = 140;
const MOST_POINTS = 80_000;
/** Columns of figures form lines downwards too; those of a page that lies on its side are this much sharper. */
const CLEARLY = 1.6;

export function measureSkew(grey: Grey): Skew {
  const small = blacken(whiten(resize(grey, min(1, MEASURED / min(grey.width, grey.height)))));
  const points = darkPoints(small);
  if (points.length < 400) return { degrees: 0, sideways: false };
  const level = sharpest(points, false);
  const upended = sharpest(points, true);
  const sideways = upended.sharpness > CLEARLY * level.sharpness;
  return { degrees: (sideways ? upended : level).degrees, sideways };
}

/** x and y of dark pixels in turn. Solid dark areas (photographs, logos) say nothing of lines and are left out. */
function darkPoints({ width, height, data }: Grey): Int16Array {
  const found: number[] = [];
  for (let y = 1; y < height - 1; y++) {
    for (let x = 1; x < width - 1; x++) {
      const at = y * width + x;
      if (data[at]! < DARK && (data[at - width]! >= DARK || data[at + width]! >= DARK || data[at - 1]! >= DARK)) found.push(x, y);
    }
  }
  const step = max(1, ceil(found.length / 2 / MOST_POINTS));
  return Int16Array.from(found.filter((_, i) => (i >> 1) % step === 0));
}

function sharpest(points: Int16Array, sideways: boolean): { degrees: number; sharpness: number } {
  let best = { degrees: 0, sharpness: sharpness(points, 0, sideways) };
  const attempt = (degrees: number) => {
    const found = sharpness(points, degrees, sideways);
    if (found > best.sharpness) best = { degrees, sharpness: found };
  };
  for (let degrees = -WIDEST; degrees <= WIDEST; degrees += COARSE) attempt(degrees);
  const around = best.degrees;
  for (let off = -COARSE + FINE; off < COARSE - FINE / 2; off += FINE) attempt(round((around + off) * 10) / 10);
  // a tenth of a degree more or less is noise, and an even page is best left alone
  return abs(best.degrees) < 0.15 ? { ...best, degrees: 0 } : best;
}

/** Of the page turned by so much: how steeply the blackness rises and falls from row to row. */
function sharpness(points: Int16Array, degrees: number, sideways: boolean): number {
  const [sin, cos] = [Math.sin((degrees * Math.PI) / 180), Math.cos((degrees * Math.PI) / 180)];
  const rows = new Float64Array(8192);
  for (let i = 0; i < points.length; i += 2) {
    const [x, y] = [points[i]!, points[i + 1]!];
    const row = sideways ? x * cos - y * sin : x * sin + y * cos;
    rows[round(row) + 2048]!++;
  }
  let sum = 0;
  for (let i = 1; i < rows.length; i++) sum += (rows[i]! - rows[i - 1]!) ** 2;
  return sum;
}
