import { ADULTERANTS } from './adulterants.ts';
import { ALKALOIDS } from './alkaloids.ts';
import { BOTANICALS } from './botanicals.ts';
import { CANNABINOIDS } from './cannabinoids.ts';
import { CONTAMINANTS } from './contaminants.ts';
import type { AnalyteEntry } from './entry.ts';
import { METALS } from './metals.ts';
import { MICROBES } from './microbes.ts';
import { MYCOTOXINS } from './mycotoxins.ts';
import { NUTRIENTS } from './nutrients.ts';
import { PESTICIDES } from './pesticides.ts';
import { FURTHER_PESTICIDES } from './pesticides-further.ts';
import { PHYSICAL } from './physical.ts';
import { SOLVENTS } from './solvents.ts';
import { TERPENES } from './terpenes.ts';

/** The whole dictionary; a new analyte is one line in the file of its class. */
export const ENTRIES: readonly AnalyteEntry[] = [
  ...ALKALOIDS,
  ...METALS,
  ...MICROBES,
  ...MYCOTOXINS,
  ...SOLVENTS,
  ...PESTICIDES,
  ...FURTHER_PESTICIDES,
  ...PHYSICAL,
  ...NUTRIENTS,
  ...BOTANICALS,
  ...ADULTERANTS,
  ...CONTAMINANTS,
  ...CANNABINOIDS,
  ...TERPENES,
];
