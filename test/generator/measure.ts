/** From what is in a lot to what a laboratory prints of it: units, decimals, LOD and LOQ, words for what it could not see. */
import { Decimal } from 'decimal.js';
import type { Panel } from '../../src/coa/transcript.ts';
import type { Row } from './certificate.ts';

/**
 * What a lot holds, by analyte: alkaloids in mg/g, metals, pesticides and solvents in mg/kg, mycotoxins in µg/kg, counts in CFU/g,
 * `present` or `absent` for pathogens, `tntc` for a count beyond counting. An analyte left out is not there (zero).
 */
export type Facts = Readonly<Record<string, string>>;

export interface MethodAnalyte {
  readonly analyte: string;
  readonly name: string;
  readonly lod?: string;
  readonly loq?: string;
  readonly limit?: string;
  /** The number behind `limit`, in the printed unit. */
  readonly maximum?: string;
}

export interface PanelMethod {
  readonly panel: Panel;
  readonly unit: string;
  /** Printed number = fact × factor. */
  readonly factor?: string;
  readonly decimals: number;
  readonly method?: string;
  readonly notDetected: string;
  /** `<LOQ` as a word, or `number` for `<0.05`. */
  readonly belowLoq: string;
  readonly pass?: string;
  readonly fail?: string;
  /** Verdict where no limit is printed. */
  readonly unjudged?: string;
  /** Expanded uncertainty in percent of the value, where the laboratory prints one. */
  readonly uncertaintyPercent?: number;
  readonly analytes: readonly MethodAnalyte[];
}

/** The rows one method gives for a lot. */
export function measure(facts: Facts, method: PanelMethod): Row[] {
  return method.analytes.map(analyte => {
    const fact = facts[analyte.analyte];
    const base = {
      analyte: analyte.analyte,
      panel: method.panel,
      name: analyte.name,
      unit: method.unit,
      lod: analyte.lod,
      loq: analyte.loq,
      limit: analyte.limit,
      method: method.method,
    };
    if (fact === 'tntc') return { ...base, value: 'TNTC', verdict: analyte.limit ? method.fail : method.unjudged };
    const amount = new Decimal(fact ?? 0).times(method.factor ?? 1);
    const value = printed(amount, analyte, method);
    const over = analyte.maximum !== undefined && amount.gt(analyte.maximum);
    const verdict = analyte.limit === undefined ? method.unjudged : over ? method.fail : method.pass;
    const uncertainty =
      method.uncertaintyPercent !== undefined && /^\d/.test(value)
        ? new Decimal(value).times(method.uncertaintyPercent).div(100).toSignificantDigits(1).toFixed()
        : undefined;
    return { ...base, value, verdict, uncertainty };
  });
}

function printed(amount: Decimal, analyte: MethodAnalyte, method: PanelMethod): string {
  if (analyte.lod !== undefined && amount.lt(analyte.lod)) return method.notDetected;
  if (analyte.loq !== undefined && amount.lt(analyte.loq)) return method.belowLoq === 'number' ? `<${analyte.loq}` : method.belowLoq;
  if (amount.isZero()) return method.notDetected;
  return amount.toFixed(method.decimals);
}

export interface PathogenMethod {
  readonly analyte: string;
  readonly name: string;
  readonly absent: string;
  readonly present: string;
  /** Test portion as printed in the unit cell, `per 25 g`. */
  readonly unit: string;
  readonly limit?: string;
  readonly pass?: string;
  readonly fail?: string;
  readonly method?: string;
}

export function detect(facts: Facts, methods: readonly PathogenMethod[]): Row[] {
  return methods.map(method => {
    const present = facts[method.analyte] === 'present';
    return {
      analyte: method.analyte,
      panel: 'microbes',
      name: method.name,
      value: present ? method.present : method.absent,
      unit: method.unit,
      limit: method.limit,
      verdict: present ? method.fail : method.pass,
      method: method.method,
    };
  });
}

export interface CountMethod {
  readonly panel?: Panel;
  readonly analyte: string;
  readonly name: string;
  readonly unit: string;
  /** The least count the plate can show. */
  readonly least: string;
  readonly style: 'plain' | 'thousands' | 'power';
  readonly limit?: string;
  readonly maximum?: string;
  readonly pass?: string;
  readonly fail?: string;
  readonly method?: string;
}

export function count(facts: Facts, methods: readonly CountMethod[]): Row[] {
  return methods.map(method => {
    const fact = facts[method.analyte] ?? '0';
    const amount = fact === 'tntc' ? null : new Decimal(fact);
    const over = method.maximum !== undefined && (amount === null || amount.gt(method.maximum));
    return {
      analyte: method.analyte,
      panel: 'microbes',
      name: method.name,
      value: amount === null ? 'TNTC' : amount.lt(method.least) ? `<${method.least}` : printedCount(amount, method.style),
      unit: method.unit,
      limit: method.limit,
      verdict: method.limit === undefined ? undefined : over ? method.fail : method.pass,
      method: method.method,
    };
  });
}

function printedCount(amount: Decimal, style: CountMethod['style']): string {
  if (style === 'plain') return amount.toFixed(0);
  if (style === 'thousands') return amount.toFixed(0).replace(/\B(?=(\d{3})+$)/g, ',');
  const power = amount.toExponential(1).split('e+');
  return `${power[0]}x10^${power[1]}`;
}
