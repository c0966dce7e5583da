import type { AnalyteEntry } from './entry.ts';
import { known } from './known.ts';

const entry = known('physical', 'other');

/** What analyses of food and of water measure besides contaminants; known so that the name on a page is recognised as a name. */
export const NUTRIENTS: readonly AnalyteEntry[] = [
  entry('energy', 'Energy', undefined, ['Calories', 'Energy value', 'Caloric value', 'Total calories'], {
    translations: {
      de: ['Brennwert'],
      cs: ['energetická hodnota'],
      es: ['valor energético'],
      fr: ['valeur énergétique'],
    },
  }),
  entry('sugars', 'Sugars', '%', ['Total sugars', 'Total sugar'], {
    translations: { de: ['Zucker'], cs: ['cukry'], es: ['azúcares'], fr: ['sucres'] },
  }),
  entry('added_sugars', 'Added sugars', '%', ['Added sugar']),
  entry('saturated_fat', 'Saturated fat', '%', ['Saturated fatty acids', 'Saturates'], {
    translations: {
      de: ['gesättigte Fettsäuren'],
      cs: ['nasycené mastné kyseliny', 'z toho nasycené'],
      es: ['grasas saturadas', 'ácidos grasos saturados'],
      fr: ['acides gras saturés'],
    },
  }),
  entry('trans_fat', 'Trans fat', '%', ['Trans fatty acids']),
  entry('cholesterol', 'Cholesterol', 'mg/kg', [], { translations: { de: ['Cholesterin'] } }),
  entry('salt', 'Salt', '%', ['Salt equivalent', 'Sodium chloride'], {
    translations: { de: ['Salz', 'Kochsalz'], cs: ['sůl'], es: ['sal'], fr: ['sel'] },
  }),
  entry('turbidity', 'Turbidity', undefined, []),
  entry('conductivity', 'Conductivity', undefined, ['Electrical conductivity', 'Specific conductance'], {
    translations: {
      de: ['elektrische Leitfähigkeit'],
    },
  }),
  entry('total_dissolved_solids', 'Total dissolved solids', undefined, ['TDS', 'Total dissolved solids (TDS)']),
  entry('hardness', 'Total hardness', undefined, ['Hardness as CaCO3', 'Total hardness as CaCO3']),
  entry('nitrite', 'Nitrite', undefined, ['Nitrite as N', 'Nitrites'], { translations: { de: ['Nitrit'] } }),
  entry('ammonia', 'Ammonia', undefined, ['Ammonia as N', 'Ammonia nitrogen']),
  entry('free_chlorine', 'Free chlorine', undefined, ['Residual chlorine']),
];
