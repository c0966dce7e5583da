/** Special functions of the statistics, in double precision. Sources: Lanczos (g = 7), Lentz's continued fractions as in Numerical Recipes 3rd ed. §6.2–6.4. */

const LANCZOS = [
  0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059, 12.507343278686905,
  -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
] as const;

/** ln Γ(x) for x > 0. */
export function lnGamma(x: number): number {
  if (x < 0.5) return Math.log(Math.PI / Math.sin(Math.PI * x)) - lnGamma(1 - x);
  let sum: number = LANCZOS[0];
  for (let i = 1; i < LANCZOS.length; i++) sum += LANCZOS[i]! / (x - 1 + i);
  const t = x + 6.5;
  return 0.5 * Math.log(2 * Math.PI) + (x - 0.5) * Math.log(t) - t + Math.log(sum);
}

export const lnBeta = (a: number, b: number): number => lnGamma(a) + lnGamma(b) - lnGamma(a + b);

const TINY = 1e-300;

/** Regularised incomplete beta I_x(a, b), the distribution function of Beta(a, b). `ln` is lnBeta(a, b) where the caller has it. */
export function betaCdf(x: number, a: number, b: number, ln = lnBeta(a, b)): number {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  const front = Math.exp(a * Math.log(x) + b * Math.log1p(-x) - ln);
  return x < (a + 1) / (a + b + 2) ? (front * betaFraction(x, a, b)) / a : 1 - (front * betaFraction(1 - x, b, a)) / b;
}

export const betaDensity = (x: number, a: number, b: number, ln = lnBeta(a, b)): number =>
  Math.exp((a - 1) * Math.log(x) + (b - 1) * Math.log1p(-x) - ln);

function betaFraction(x: number, a: number, b: number): number {
  let c = 1;
  let d = 1 / nonZero(1 - ((a + b) * x) / (a + 1));
  let h = d;
  for (let m = 1; m <= 500; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / nonZero(1 + even * d);
    c = nonZero(1 + even / c);
    h *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / nonZero(1 + odd * d);
    c = nonZero(1 + odd / c);
    h *= d * c;
    if (Math.abs(d * c - 1) < 1e-15) break;
  }
  return h;
}

const nonZero = (value: number): number => (Math.abs(value) < TINY ? TINY : value);

/** The x at which Beta(a, b) has `p` below; a = 0 is all mass at 0, b = 0 all mass at 1. */
export function betaQuantile(p: number, a: number, b: number): number {
  if (a <= 0) return 0;
  if (b <= 0) return 1;
  const ln = lnBeta(a, b);
  return quantileOf(
    p,
    x => betaCdf(x, a, b, ln),
    x => betaDensity(x, a, b, ln),
  );
}

/** Root of cdf(x) = p on [0, 1]: Newton's steps, kept inside a bracket that halves where a step would leave it. Below 10⁻¹² it is 0. */
export function quantileOf(p: number, cdf: (x: number) => number, density: (x: number) => number, start = 0.5): number {
  let [low, high, x] = [0, 1, start];
  for (let i = 0; i < 200 && high - low > 1e-15; i++) {
    const error = cdf(x) - p;
    if (error === 0) return x;
    if (error > 0) high = x;
    else low = x;
    const step = x - error / density(x);
    const next = step > low && step < high ? step : (low + high) / 2;
    // so near, the next step would move the last digits only
    if (Math.abs(next - x) <= 1e-9 * x) return next;
    x = next;
  }
  return x < 1e-12 ? 0 : x;
}

export const normalDensity = (z: number): number => Math.exp(-0.5 * z * z) / Math.sqrt(2 * Math.PI);

/** Φ(z). */
export function normalCdf(z: number): number {
  if (z > 0) return 1 - normalCdf(-z);
  if (z === Number.NEGATIVE_INFINITY) return 0;
  return z < -3 ? normalDensity(z) / millsFraction(-z) : 0.5 + normalDensity(z) * normalSeries(z);
}

/** Σ z^(2k+1)/(1·3·5…(2k+1)), Abramowitz & Stegun 26.2.11. */
function normalSeries(z: number): number {
  let term = z;
  let sum = z;
  for (let k = 1; k < 200 && Math.abs(term) > 1e-17 * Math.abs(sum); k++) {
    term *= (z * z) / (2 * k + 1);
    sum += term;
  }
  return sum;
}

/** x + 1/(x + 2/(x + 3/(x + …))), Abramowitz & Stegun 26.2.14. */
function millsFraction(x: number): number {
  let value = x;
  for (let k = 150; k >= 1; k--) value = x + k / value;
  return value;
}

/** The z with Φ(z) = p: Newton's steps from Abramowitz & Stegun 26.2.23. */
export function normalQuantile(p: number): number {
  if (p <= 0) return Number.NEGATIVE_INFINITY;
  if (p >= 1) return Number.POSITIVE_INFINITY;
  if (p > 0.5) return -normalQuantile(1 - p);
  const t = Math.sqrt(-2 * Math.log(p));
  let z = -(t - (2.515517 + 0.802853 * t + 0.010328 * t * t) / (1 + 1.432788 * t + 0.189269 * t * t + 0.001308 * t ** 3));
  for (let i = 0; i < 4; i++) {
    const u = (normalCdf(z) - p) / normalDensity(z);
    z -= u / (1 + (z * u) / 2);
  }
  return z;
}
