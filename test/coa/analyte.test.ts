import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { ANALYTES, analyteById, asDrawn, looksLikeAnalyte, matchAnalyte } from '../../src/coa/analyte.ts';
import type { Panel } from '../../src/coa/transcript.ts';
import { unitByCode } from '../../src/coa/unit.ts';

const id = (name: string, panel?: Panel): string | null => matchAnalyte(name, { panel })?.id ?? null;

describe('dictionary', () => {
  test.each([
    ['Perte à la dessiccation', 'moisture'],
    ['Pérdida por secado', 'moisture'],
    ['Gesamtasche', 'total_ash'],
    ['Gesamt-THC', 'total_thc'],
    ['CBD gesamt', 'total_cbd'],
    ['Métaux lourds', 'total_heavy_metals'],
    ['Schwermetalle gesamt', 'total_heavy_metals'],
    ['铅', 'lead'],
    ['菌落总数', 'tamc'],
    ['干燥失重', 'moisture'],
    ["L'Arsenic", 'arsenic_total'],
    ['Aspergillus (fumigatus, flavus, niger, terreus)', 'aspergillus'],
    ['2-Propanol (Isopropanol, Isopropyl Alcohol)', 'isopropyl_alcohol'],
    ["4,4'-DDE", 'dde_pp'],
    ['Chlorpyrifos methyl', 'chlorpyrifos_methyl'],
    ['Chlorpyrifos-ethyl', 'chlorpyrifos'],
    ['Dithiocarbamates (as CS2)', 'dithiocarbamates'],
    ['Sum of ethylene oxide and 2-chloroethanol', 'ethylene_oxide_sum'],
    ['Retrorsine N-oxide', 'retrorsine_n_oxide'],
    ['[6]-Gingerol', 'gingerol_6'],
    ['(9R)-HHC', 'hhc_9r'],
    ['Δ10-THC-RS', 'thc_delta_10_9s'],
    ['Cesium-137', 'cesium_137'],
    ['Total THC (THCA x 0.877 + THC)', id('Total THC')],
    ['Total CBD = CBD + (CBDA * 0.877)', id('Total CBD')],
    ['Salmonella SPP by QPCR: EX-15', id('Salmonella')],
    ['E. Coli by traditional plating: EX-13', id('E. coli')],
  ])('%s is %s', (name, analyte) => expect(id(name)).toBe(analyte));

  test.each([
    ['cis-Chlordane', 'chlordane_cis'],
    ['Prothioconazole-desthio', 'prothioconazole_desthio'],
    ['Isobornyl acetate', 'isobornyl_acetate'],
    ['Corynantheine', 'corynantheine'],
    ['Harmane', 'harmane'],
    ['Phosphoric acid', 'phosphoric_acid'],
    ['Disulfoton sulfone', null],
    ['Malathion oxon', null],
    ['Chlorpyrifos-desethyl', null],
    ['Fumonisin B4', null],
    ['Diniconazole', null],
    ['Gold', null],
    ['Bali Gold', null],
    ['8-HHC', null],
  ])('%s is not the substance whose name is like it', (name, analyte) => expect(id(name)).toBe(analyte));

  test('ids are unique, units known, members present', () => {
    expect(new Set(ANALYTES.map(a => a.id)).size).toBe(ANALYTES.length);
    for (const analyte of ANALYTES) {
      if (analyte.unit !== undefined) expect([analyte.id, unitByCode(analyte.unit)?.code]).toEqual([analyte.id, analyte.unit]);
      for (const member of analyte.members ?? []) expect(analyteById(member)).toBeDefined();
    }
  });

  test('holds the 196 of the reference list, with source and confidence', () => {
    const reference = ANALYTES.filter(a => a.scope === 'reference');
    expect(reference).toHaveLength(196);
    expect(reference.every(a => a.source.title !== '' && /^(high|medium|low)$/.test(a.confidence))).toBe(true);
    expect(analyteById('mitragynine')).toMatchObject({ cas: '4098-40-2', unii: 'EP479K822J', pubchem: '3034396', unit: 'mg/g' });
  });

  const list = join(process.env.LEAFPROOF_CORPUS ?? join(import.meta.dirname, '../../../shared/corpus'), '../reference/analytes.csv');

  (existsSync(list) ? test : test.skip)('carries the reference list unchanged (skipped where the list is not at hand)', () => {
    const rows: Record<string, string>[] = parse(readFileSync(list), { columns: true });
    for (const { analyte_id: wanted, cas, pubchem_cid, formula, inchikey } of rows) {
      const { id: found, ...entry } = analyteById(wanted!)!;
      expect([found, entry.cas ?? '', entry.pubchem ?? '', entry.formula ?? '', entry.inchikey ?? '']).toEqual([
        wanted,
        cas,
        pubchem_cid,
        formula,
        inchikey,
      ]);
    }
  });

  test('every name and every synonym of every analyte finds that analyte in its panel', () => {
    const lost = ANALYTES.filter(a => a.assignable !== false).flatMap(a =>
      [a.name, ...a.synonyms, ...(a.short ?? []), ...Object.values(a.translations ?? {}).flat()]
        .filter(name => id(name, a.panel) !== a.id)
        .map(name => `${a.id}: ${name} → ${id(name, a.panel)}`),
    );
    expect(lost).toEqual([]);
  });

  test('CAS numbers pass their check digit', () => {
    const wrong = ANALYTES.flatMap(a => (a.cas === undefined || casIsSound(a.cas) ? [] : [`${a.id} ${a.cas}`]));
    expect(wrong).toEqual([]);
  });
});

function casIsSound(cas: string): boolean {
  const digits = cas.replaceAll('-', '');
  const sum = [...digits.slice(0, -1)].reverse().reduce((total, digit, i) => total + Number(digit) * (i + 1), 0);
  return sum % 10 === Number(digits.at(-1));
}

describe('names as laboratories print them', () => {
  test.each<[string, Panel | undefined, string]>([
    ['Recuento de aerobios a 30 ºC', undefined, 'tamc'],
    ['Kiemgetal aeroob 30°C', undefined, 'tamc'],
    ['Aerobic colony count 30 °C', undefined, 'tamc'],
    ['Ogólna liczba drobnoustrojów w 30 °C', undefined, 'tamc'],
    ['Escherichia coli ß-glucuronidasa +', undefined, 'e_coli'],
    ['Beta-glucuronidase positive E. coli', undefined, 'e_coli'],
    ['Somme des aflatoxines B1, B2, G1 et G2', undefined, 'aflatoxins_total'],
    ['Presumptive coliforms', undefined, 'total_coliforms'],
    ['7-hydroxy Mitragynine', 'alkaloids', '7_hydroxymitragynine'],
    ['7‑OH‑MIT', 'alkaloids', '7_hydroxymitragynine'],
    ['mitragynin', 'alkaloids', 'mitragynine'],
    ['MITRAGYNINE*', undefined, 'mitragynine'],
    ['Mitragynine N-oxide', 'alkaloids', 'mitragynine_n_oxide'],
    ['MGM-15', 'alkaloids', 'mgm_15'],
    ['Lead (Pb)', 'metals', 'lead'],
    ['Arsenic', 'metals', 'arsenic_total'],
    ['Arsenic (inorganic)', 'metals', 'arsenic_inorganic'],
    ['rtuť', 'metals', 'mercury_total'],
    ['Piombo', 'metals', 'lead'],
    ['Aceton', 'solvents', 'acetone'],
    ['1,2-Dichlorethen', 'solvents', '1_2_dichloroethene'],
    ['1,2-Dichlorethan', 'solvents', '1_2_dichloroethane'],
    ['Levures et moisissures', 'microbes', 'tymc'],
    ['Ochratoxine A', 'mycotoxins', 'ochratoxin_a'],
    ['Ocratoxina A', 'mycotoxins', 'ochratoxin_a'],
    ['Drożdże i pleśnie', undefined, 'tymc'],
    ['olovo', 'metals', 'lead'],
    ['plísně', 'microbes', 'mold'],
    ['CPM', 'microbes', 'tamc'],
    ['r. Salmonella [v 25 g]', 'microbes', 'salmonella'],
    ['Total Yeast and Mold*', 'microbes', 'tymc'],
    ['Shiga toxin–producing Escherichia coli', 'microbes', 'stec'],
    ['B1', 'mycotoxins', 'aflatoxin_b1'],
    ['aflatoxiny (suma B1, B2, G1 a G2)', 'mycotoxins', 'aflatoxins_total'],
    ['Δ9‑THC', 'cannabinoids', 'thc_delta_9'],
    ['\u2206-9 THC', 'cannabinoids', 'thc_delta_9'],
    // the code of the letter in a symbol font
    ['Ä9-THC', 'cannabinoids', 'thc_delta_9'],
    // what other programs write where it has no letter
    ['\uFFFD9 THC', 'cannabinoids', 'thc_delta_9'],
    ['-8-THC', 'cannabinoids', 'thc_delta_8'],
    ["'9\u2010Tetrahydrocannabinol ('9\u2010THC)", 'cannabinoids', 'thc_delta_9'],
    ['Total \uFFFD9-THC', 'cannabinoids', 'total_thc'],
    ['D8-THC', 'cannabinoids', 'thc_delta_8'],
    ['d9 - Tetrahydrocannabinolic acid (THCA)', 'cannabinoids', 'thca'],
    ['β Caryophyllene', 'terpenes', 'beta_caryophyllene'],
    ['(R)-(+)-Limonene', 'terpenes', 'limonene'],
    ['m/p-Xylene', 'solvents', 'm_p_xylene'],
    ['Ethoprop(hos)*', 'pesticides', 'ethoprophos'],
    ['Lead, Pb', 'metals', 'lead'],
    ['Lead (ICP-MS)', 'metals', 'lead'],
    ['Pb - Lead', undefined, 'lead'],
    ['Arsenic As', 'metals', 'arsenic_total'],
    ['Lead (mg/kg)', 'metals', 'lead'],
    ['Mitragynine, % w/w', 'alkaloids', 'mitragynine'],
    ['Mitragynine mg per serving', 'alkaloids', 'mitragynine'],
    ['Salmonella in 25 g', 'microbes', 'salmonella'],
    ['Assay (Mitragynine)', 'other', 'mitragynine'],
    ['Total Plate Count, cfu/g', 'other', 'tamc'],
    ['Total plate count (CFU/g) 30 °C', 'microbes', 'tamc'],
    ['TOTAL THC (DRY)', 'cannabinoids', 'total_thc'],
    ['Suma benzo[a]pyrene, benz[a]anthracene, benzo[b]fluoranthene, chrysene', 'other', 'pah4_sum'],
  ])('%s in %s is %s', (name, panel, wanted) => expect(id(name, panel)).toBe(wanted));

  test.each<[string, Panel, string]>([
    ['Cy uthrin', 'pesticides', 'cyfluthrin'],
    ['A\uFFFDatoxin B1', 'mycotoxins', 'aflatoxin_b1'],
    ['Tri\u0002oxystrobin', 'pesticides', 'trifloxystrobin'],
    ['Triﬂoxystrobin', 'pesticides', 'trifloxystrobin'],
    ['Afalatoxin B2', 'mycotoxins', 'aflatoxin_b2'],
    ['Aspergillus slavus', 'microbes', 'aspergillus_flavus'],
    ['Thiaclorprid', 'pesticides', 'thiacloprid'],
    ['alpha-Bisobolol', 'terpenes', 'alpha_bisabolol'],
  ])('lost ligatures and misprints: %s', (name, panel, wanted) => expect(id(name, panel)).toBe(wanted));

  test.each([
    ['A§atoxin B1', 'Aflatoxin B1'],
    ['Aspergillus §avus', 'Aspergillus flavus'],
    ['A\uFFFDatoxin B1', 'Aflatoxin B1'],
    ['\uFFFD9-THC', 'Δ9-THC'],
    // marks of footnotes, and what no ligature makes a known name
    ['Lead§', 'Lead§'],
    ['§Lead', '§Lead'],
    ['Prüf§wert', 'Prüf§wert'],
  ])('%s is drawn as %s', (printed, drawn) => expect(asDrawn(printed)).toBe(drawn));

  test.each([
    ['Lead (EN ISO 17294-2:2016)', 'lead'],
    ['Počet kvasinek a plísní (ČSN ISO 21527-2:2009)', 'tymc'],
    ['Moisture [AOAC 934.01]', 'moisture'],
    ['Levures et moisissures / Yeasts and moulds', 'tymc'],
    ['Levures et moisissures / Total plate count', null],
    ['Lead (as 210)', null],
  ])('with the standard behind it, or in two languages: %s', (name, wanted) => expect(id(name)).toBe(wanted));

  test('a bracket of letters of the name, in their order from its first on, abbreviates it', () => {
    expect(id('Mitragynine (MITRA)')).toBe('mitragynine');
    expect(id('Speciogynine (SPECG)')).toBe('speciogynine');
    expect(id('Mitraphylline (MITPH)')).toBe('mitraphylline');
    expect(id('Speciogynine (SPECC)')).toBeNull();
    expect(id('Arsenic (arsenate)')).toBeNull();
    expect(id('Cypermethrin (cis)')).toBeNull();
  });

  test('abbreviations mean what their panel says, and nothing without one', () => {
    expect(id('SPC', 'alkaloids')).toBe('speciociliatine');
    expect(id('SPC', 'microbes')).toBe('tamc');
    expect(id('SPC')).toBeNull();
    expect(id('MG', 'metals')).toBe('magnesium');
    expect(id('MG', 'alkaloids')).toBe('mitragynine');
    expect(id('As', 'metals')).toBe('arsenic_total');
    expect(id('As')).toBeNull();
    expect(id('Heavy Metals', 'metals')).toBe('total_heavy_metals');
    expect(id('Heavy Metals')).toBeNull();
    expect(id('pH of 1% solution')).toBe('ph');
    expect(id('pH (10% w/v)')).toBe('ph');
    expect(id('Loss on drying (at 105 ºC, 3 h)')).toBe('moisture');
    expect(id('Ash (600 °C)')).toBe('total_ash');
    expect(id('BHC', 'pesticides')).toBe('hch');
    expect(id('LOD', 'moisture')).toBe('moisture');
    expect(id('LOD', 'metals')).toBeNull();
    expect(id('Mold', 'foreign_matter')).toBe('fm_mold_area');
    expect(id('Mold', 'microbes')).toBe('mold');
    expect(matchAnalyte('SPC', { panel: 'other', unit: 'CFU/g' })?.id).toBe('tamc');
  });

  test.each([
    'Aflatoxin B3',
    'MGM-17',
    'Mercury (Pb)',
    'Arsenic (organometallic)',
    'Arsenic (inoranic)',
    'Lead Cd',
    'Hydroxyfoo (CBD)',
    'Arsenic (IV)',
    'Xylenes (o-)',
    'Hydroxymitragynine',
    '8-hydroxymitragynine',
    'Iso-mitragynine',
    'Propanil',
    'Pinene',
    'Butanol',
    'Corynoxane',
    'Page 1 of 4',
    '≥ LOD',
    'LOD (ppb)',
    'Limit of detection (LOD), not detected (ND), not tested (NT)',
    '12.5',
    '',
  ])('what is unknown stays unknown: %j', name => expect(id(name)).toBeNull());
});

const SIBLINGS: readonly (readonly [Panel, readonly string[]])[] = [
  ['mycotoxins', ['Aflatoxin B1', 'Aflatoxin B2', 'Aflatoxin G1', 'Aflatoxin G2', 'Aflatoxin M1', 'Ochratoxin A', 'Ochratoxin B']],
  [
    'alkaloids',
    [
      'MGM-15',
      'MGM-16',
      'Mitragynine',
      '7-Hydroxymitragynine',
      '7-Acetoxymitragynine',
      'Mitragynine N-oxide',
      'Corynoxine',
      'Corynoxeine',
      'Isocorynoxeine',
      'Corynoxine B',
      'Rhynchophylline',
      'Isorhynchophylline',
      'Mitraphylline',
      'Isomitraphylline',
      'Paynantheine',
      'Isopaynantheine',
    ],
  ],
  [
    'cannabinoids',
    ['THCA', 'THCV', 'Δ8-THC', 'Δ9-THC', 'Δ10-THC', 'CBDA', 'CBG', 'Cannabidiol', 'Cannabidivarin', 'Cannabinol', 'Cannabichromene'],
  ],
  [
    'terpenes',
    [
      'alpha-Pinene',
      'beta-Pinene',
      'alpha-Terpinene',
      'gamma-Terpinene',
      'cis-Nerolidol',
      'trans-Nerolidol',
      'Borneol',
      'Isoborneol',
      'Camphor',
      'Camphene',
      'Nerol',
      'Nerolidol',
    ],
  ],
  [
    'solvents',
    [
      'Methanol',
      'Ethanol',
      'o-Xylene',
      'm-Xylene',
      'p-Xylene',
      'm/p-Xylene',
      'Propane',
      'Butane',
      'Isobutane',
      'Pentane',
      'Hexane',
      'Heptane',
      '1-Butanol',
      '2-Butanol',
      '1-Propanol',
      '2-Propanol',
      'Methyl acetate',
      'Ethyl acetate',
      '1,2-Dichloroethane',
      '1,1-Dichloroethene',
      '1,2-Dichloroethene',
    ],
  ],
  [
    'metals',
    [
      'Arsenic (total)',
      'Arsenic (inorganic)',
      'Arsenic (III)',
      'Arsenic (V)',
      'Mercury',
      'Methylmercury',
      'Chromium (VI)',
      'Chromium (III)',
    ],
  ],
  [
    'pesticides',
    [
      'Permethrin',
      'Cypermethrin',
      'Cyfluthrin',
      'Carbofuran',
      'Parathion',
      'Methyl parathion',
      'cis-Permethrin',
      'trans-Permethrin',
      'Fenthion',
      'Fenitrothion',
    ],
  ],
];

describe('near siblings', () => {
  test.each(SIBLINGS)('%s: all apart', (panel, names) => {
    const ids = names.map(name => id(name, panel));
    expect(ids).not.toContain(null);
    expect(new Set(ids).size).toBe(names.length);
  });

  test('no misprint of one letter turns a name into its sibling', () => {
    const cases = SIBLINGS.flatMap(([panel, names]) =>
      names.map(name => ({ panel, name, own: id(name, panel), others: new Set(names.filter(n => n !== name).map(n => id(n, panel))) })),
    );
    const letter = fc.constantFrom(...'abcdefghiklmnoprstuvxyz');
    fc.assert(
      fc.property(
        fc.constantFrom(...cases),
        fc.nat(),
        letter,
        fc.constantFrom('drop', 'swap', 'replace', 'double'),
        ({ panel, name, others }, at, other, how) => {
          const places = [...name].flatMap((c, i) => (/[a-z]/.test(c) ? [i] : []));
          if (places.length < 5) return;
          const i = places[at % places.length]!;
          const misprint =
            how === 'drop'
              ? name.slice(0, i) + name.slice(i + 1)
              : how === 'replace'
                ? name.slice(0, i) + other + name.slice(i + 1)
                : how === 'double'
                  ? name.slice(0, i) + name[i] + name.slice(i)
                  : name.slice(0, i) + (name[i + 1] ?? '') + name[i] + name.slice(i + 2);
          const found = matchAnalyte(misprint, { panel });
          // a misprint that happens to spell the sibling exactly is that sibling's name
          if (found?.how === 'fuzzy') expect(others.has(found.id) ? [misprint, found.id] : null).toBeNull();
        },
      ),
      { numRuns: 3000 },
    );
  });

  test('another digit, Greek letter or single letter is never the same substance', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('Aflatoxin B', 'Aflatoxin G', 'MGM-1', 'delta-', 'Fumonisin B'),
        fc.integer({ min: 0, max: 9 }),
        (stem, digit) => {
          const name = stem === 'delta-' ? `delta-${digit}-THC` : `${stem}${digit}`;
          const found = matchAnalyte(name);
          if (!found) return;
          const { name: own, synonyms } = analyteById(found.id)!;
          expect([own, ...synonyms].flatMap(text => text.match(/\d+/g) ?? [])).toContain(String(stem === 'MGM-1' ? 10 + digit : digit));
        },
      ),
    );
  });
});

describe('looksLikeAnalyte', () => {
  test('tells names from headers, numbers and prose', () => {
    for (const name of ['Mitragynine', 'Lead', 'Cy uthrin', 'Aspergillus niger', 'plísně'])
      expect(looksLikeAnalyte(name)).toBeGreaterThan(0.8);
    for (const other of ['Analyte', 'Result', '0.35', 'ND', 'Page 1 of 4', 'This report shall not be reproduced except in full', ''])
      expect(looksLikeAnalyte(other)).toBe(0);
    expect(looksLikeAnalyte('SPC')).toBe(0.5);
    expect(looksLikeAnalyte('Unheardofazole')).toBeGreaterThan(0);
  });

  test('any text gives a number from 0 to 1', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 60, unit: 'grapheme' }), text => {
        const score = looksLikeAnalyte(text);
        expect(score).toBeGreaterThanOrEqual(0);
        expect(score).toBeLessThanOrEqual(1);
      }),
    );
  });
});

test('a Latin letter where a symbol font would draw a Greek one', () => {
  const id = (name: string): string | undefined => matchAnalyte(name)?.id;
  expect(['a-Pinene', 'b-Caryophyllene', 'B-Myrcene', 'g-Terpinene'].map(id)).toEqual([
    'alpha_pinene',
    'beta_caryophyllene',
    'beta_myrcene',
    'gamma_terpinene',
  ]);
  expect(id('d-Limonene')).toBe('limonene');
  expect(['a-Mitragynine', 'B-Complex Vitamins', 'a Linalool'].map(id)).toEqual([undefined, undefined, undefined]);
});
