/** Units: what is printed, its code, its UCUM code and its dimension. A number changes its unit only within one dimension. */
import { powerOfTen, shift } from './quantity.ts';
import type { Basis } from './reading.ts';
import type { Panel } from './transcript.ts';
import { codeOf, PORTION, plainUnit } from './unit-spelling.ts';

export type Dimension =
  | 'mass_fraction'
  | 'mass_concentration'
  | 'volume_fraction'
  | 'mass_per_unit'
  | 'mass_per_serving'
  | 'mass_per_container'
  | 'mass_per_day'
  | 'mass'
  | 'volume'
  | 'cfu_per_mass'
  | 'cfu_per_volume'
  | 'cfu_per_unit'
  | 'mpn_per_mass'
  | 'mpn_per_volume'
  | 'copies_per_mass'
  | 'water_activity'
  | 'ph'
  | 'count'
  | 'density'
  | 'area_percent'
  | 'share_of_alkaloids'
  | 'radioactivity'
  | 'endotoxin_per_mass'
  | 'endotoxin_per_volume'
  | 'activity_per_mass'
  | 'turbidity'
  | 'conductivity'
  | 'peroxide_value'
  | 'acid_value'
  | 'time'
  | 'temperature';

export interface Unit {
  /** As in `canonicalUnit`. */
  readonly code: string;
  readonly ucum: string;
  readonly dimension: Dimension;
  /** Power of ten to the dimension's base unit; `log` for a printed logarithm of it. */
  readonly power: number | 'log';
}

const unit = (code: string, ucum: string, dimension: Dimension, power: number | 'log' = 0): Unit => ({ code, ucum, dimension, power });

const per = (what: string, dimension: Dimension): Unit[] => [
  unit(`g/${what}`, `g/{${what}}`, dimension, 3),
  unit(`mg/${what}`, `mg/{${what}}`, dimension),
  unit(`ug/${what}`, `ug/{${what}}`, dimension, -3),
  unit(`ng/${what}`, `ng/{${what}}`, dimension, -6),
];

/** Base units: mg/kg, mg/L, mg/…, CFU/g. `ppm` and `ppb` on a certificate of solid matter are mass fractions. */
export const UNITS: readonly Unit[] = [
  unit('%', '%{mass}', 'mass_fraction', 4),
  unit('g/g', 'g/g', 'mass_fraction', 6),
  unit('mg/g', 'mg/g', 'mass_fraction', 3),
  unit('g/kg', 'g/kg', 'mass_fraction', 3),
  unit('mg/kg', 'mg/kg', 'mass_fraction'),
  unit('ug/g', 'ug/g', 'mass_fraction'),
  unit('ppm', '[ppm]{mass}', 'mass_fraction'),
  unit('ug/kg', 'ug/kg', 'mass_fraction', -3),
  unit('ng/g', 'ng/g', 'mass_fraction', -3),
  unit('ppb', '[ppb]{mass}', 'mass_fraction', -3),
  unit('ng/kg', 'ng/kg', 'mass_fraction', -6),
  unit('pg/g', 'pg/g', 'mass_fraction', -6),
  unit('mg/100g', 'mg/(100.g)', 'mass_fraction', 1),
  unit('g/100g', 'g/(100.g)', 'mass_fraction', 4),
  unit('ug/100g', 'ug/(100.g)', 'mass_fraction', -2),
  unit('% w/v', 'g/(100.mL)', 'mass_concentration', 4),
  unit('g/100mL', 'g/(100.mL)', 'mass_concentration', 4),
  unit('mg/100mL', 'mg/(100.mL)', 'mass_concentration', 1),
  unit('g/L', 'g/L', 'mass_concentration', 3),
  unit('mg/mL', 'mg/mL', 'mass_concentration', 3),
  unit('mg/L', 'mg/L', 'mass_concentration'),
  unit('ug/mL', 'ug/mL', 'mass_concentration'),
  unit('ug/L', 'ug/L', 'mass_concentration', -3),
  unit('ng/mL', 'ng/mL', 'mass_concentration', -3),
  unit('% v/v', '%{vol}', 'volume_fraction'),
  unit('% area', '%{area}', 'area_percent'),
  unit('% of alkaloids', '%{alkaloids}', 'share_of_alkaloids'),
  ...['unit', 'tablet', 'capsule', 'gummy', 'piece', 'vial', 'dose', 'softgel', 'stick', 'shot', 'sachet'].flatMap(what =>
    per(what, 'mass_per_unit'),
  ),
  ...per('serving', 'mass_per_serving'),
  ...['package', 'container', 'bottle', 'bag'].flatMap(what => per(what, 'mass_per_container')),
  ...per('day', 'mass_per_day'),
  unit('kg', 'kg', 'mass', 6),
  unit('g', 'g', 'mass', 3),
  unit('mg', 'mg', 'mass'),
  unit('ug', 'ug', 'mass', -3),
  unit('ng', 'ng', 'mass', -6),
  unit('L', 'L', 'volume', 3),
  unit('mL', 'mL', 'volume'),
  unit('CFU/g', '[CFU]/g', 'cfu_per_mass'),
  unit('CFU/kg', '[CFU]/kg', 'cfu_per_mass', -3),
  unit('CFU/10g', '[CFU]/(10.g)', 'cfu_per_mass', -1),
  unit('log CFU/g', 'lg([CFU]/g)', 'cfu_per_mass', 'log'),
  unit('CFU/mL', '[CFU]/mL', 'cfu_per_volume'),
  unit('log CFU/mL', 'lg([CFU]/mL)', 'cfu_per_volume', 'log'),
  unit('CFU/L', '[CFU]/L', 'cfu_per_volume', -3),
  unit('CFU/100mL', '[CFU]/(100.mL)', 'cfu_per_volume', -2),
  unit('CFU/unit', '[CFU]/{unit}', 'cfu_per_unit'),
  unit('MPN/g', '{MPN}/g', 'mpn_per_mass'),
  unit('MPN/mL', '{MPN}/mL', 'mpn_per_volume'),
  unit('MPN/100mL', '{MPN}/(100.mL)', 'mpn_per_volume', -2),
  unit('copies/g', '{copies}/g', 'copies_per_mass'),
  unit('aw', '{aw}', 'water_activity'),
  unit('pH', '[pH]', 'ph'),
  unit('count', '{count}', 'count'),
  unit('g/mL', 'g/mL', 'density'),
  unit('Bq/kg', 'Bq/kg', 'radioactivity'),
  unit('Bq/g', 'Bq/g', 'radioactivity', 3),
  unit('EU/g', '[EU]/g', 'endotoxin_per_mass'),
  unit('EU/mg', '[EU]/mg', 'endotoxin_per_mass', 3),
  unit('EU/mL', '[EU]/mL', 'endotoxin_per_volume'),
  unit('IU/g', '[IU]/g', 'activity_per_mass'),
  unit('IU/kg', '[IU]/kg', 'activity_per_mass', -3),
  unit('NTU', '{NTU}', 'turbidity'),
  unit('uS/cm', 'uS/cm', 'conductivity'),
  unit('mS/m', 'mS/m', 'conductivity', 1),
  unit('mS/cm', 'mS/cm', 'conductivity', 3),
  unit('meq/kg', 'meq/kg', 'peroxide_value'),
  unit('mg KOH/g', 'mg{KOH}/g', 'acid_value'),
  unit('min', 'min', 'time'),
  unit('°C', 'Cel', 'temperature'),
];

const BY_CODE: ReadonlyMap<string, Unit> = new Map(UNITS.map(u => [u.code, u]));

export const unitByCode = (code: string): Unit | undefined => BY_CODE.get(code);

/** What a printed unit says: the unit, and where it also names a basis (`% dry weight`) or a test portion (`per 25 g`). */
export interface UnitReading {
  readonly unit: Unit | null;
  readonly basis: Basis | null;
  readonly testPortion: string | null;
}

/** `mg/kg MS`, `mg/kg TS`, `% i.Tr.`: behind a unit, dry matter in the languages met. */
const DRY =
  /\(?\b(dry(?: weight| basis| wt| matter)?|dw|v sušině|sušina)\b\)?|(?<=\/\s?k?g|%)\s*\(?(?:ms|ts|tm|tr|ds|dm|s\.\s?s|s\.\s?m|i\.?\s?tr|i\.?\s?d\.?\s?tr)\.?\)?$/;
const AS_IS = /\(?\b(as (?:received|rcvd|is)|wet(?: weight)?|fresh weight)\b\)?|(?<=\/\s?k?g|%)\s(?:os|fm|fs)$/;

const cache = new Map<string, UnitReading>();

export function readUnit(printed: string): UnitReading {
  if (printed.length > 60) return { unit: null, basis: null, testPortion: null };
  const known = cache.get(printed);
  if (known) return known;
  const text = plainUnit(printed);
  const portion = PORTION.exec(text);
  const stripped = text.replace(DRY, '').replace(AS_IS, '').trim();
  const squeezed = stripped.replace(/\s+/g, '').replace(/\.+$/, '').replace(/^%\.+/, '%').replace('hm.', 'hm').replace('wt.', 'wt');
  const code = portion ? null : codeOf(squeezed);
  const found = (code === null ? undefined : BY_CODE.get(code)) ?? null;
  const reading: UnitReading = {
    unit: found,
    basis: DRY.test(text) ? 'dry' : AS_IS.test(text) ? 'as_received' : basisOf(found),
    testPortion: portion ? `${portion[1]!.replace(',', '.')} ${portion[2] === 'ml' ? 'mL' : 'g'}` : null,
  };
  if (cache.size > 5000) cache.clear();
  cache.set(printed, reading);
  return reading;
}

function basisOf(found: Unit | null): Basis | null {
  if (found?.dimension === 'mass_per_unit' || found?.dimension === 'cfu_per_unit') return 'per_unit';
  if (found?.dimension === 'mass_per_serving') return 'per_serving';
  return found?.dimension === 'mass_per_container' ? 'per_container' : null;
}

/** The unit a text prints, or null when the text is no unit known here. */
export const parseUnit = (printed: string): Unit | null => readUnit(printed).unit;

export class UnitMismatch extends Error {
  readonly from: string;
  readonly to: string;
  constructor(from: string, to: string) {
    super(`${from} cannot be converted to ${to}`);
    this.name = 'UnitMismatch';
    this.from = from;
    this.to = to;
  }
}

/** Exact, keeping the printed digits. Throws UnitMismatch when the dimensions differ or a unit is unknown. */
export function convert(decimalText: string, from: string, to: string): string {
  const source = BY_CODE.get(from);
  const target = BY_CODE.get(to);
  if (!source || !target || source.dimension !== target.dimension || target.power === 'log') {
    if (source && from === to) return decimalText;
    throw new UnitMismatch(from, to);
  }
  if (sameThing(source, target)) return decimalText;
  if (source.power === 'log') return shift(powerOfTen(decimalText), -target.power);
  return shift(decimalText, source.power - target.power);
}

/** Milligrams a tablet are not milligrams a capsule: of units counted in things, the thing must be the same. */
const COUNTED = /^(mass_per_unit|mass_per_container)$/;

function sameThing(source: Unit, target: Unit): boolean {
  if (COUNTED.test(source.dimension) && source.code.split('/')[1] !== target.code.split('/')[1])
    throw new UnitMismatch(source.code, target.code);
  return source.code === target.code;
}

const PANEL_UNITS: Partial<Record<Panel, string>> = {
  alkaloids: 'mg/g',
  cannabinoids: 'mg/g',
  terpenes: 'mg/g',
  mycotoxins: 'ug/kg',
  moisture: '%',
};

/**
 * The unit a result is kept in: the analyte's own where the printed unit has its dimension, else by panel for mass
 * fractions, else the printed unit itself. Null without a unit.
 */
export function canonicalUnit(printed: Unit | null, panel: Panel, ofAnalyte: string | undefined): string | null {
  if (!printed) return null;
  const own = ofAnalyte === undefined ? undefined : BY_CODE.get(ofAnalyte);
  if (own && own.dimension === printed.dimension && !COUNTED.test(own.dimension)) return own.code;
  if (printed.dimension === 'mass_fraction') return PANEL_UNITS[panel] ?? 'mg/kg';
  if (printed.dimension === 'cfu_per_mass') return 'CFU/g';
  return printed.power === 'log' ? printed.code.replace(/^log /, '') : printed.code;
}
