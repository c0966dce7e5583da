/** The words of certificates in the languages the random pages are printed in: headings, panels, labels, findings, analytes. */
import type { Panel } from '../../../src/coa/transcript.ts';
import type { DateStyle } from '../format.ts';
import type { BesideKind } from './beside.ts';

export type Language = 'en' | 'de' | 'fr' | 'es' | 'cs';

export type ColumnKind = WordedKind | BesideKind;
type WordedKind = 'name' | 'value' | 'percent' | 'unit' | 'lod' | 'loq' | 'lod-loq' | 'limit' | 'verdict' | 'method' | 'id';

export type LabelKind = 'report' | 'client' | 'product' | 'lot' | 'sampleId' | 'received' | 'tested' | 'reported';

export interface Words {
  readonly columns: Readonly<Record<WordedKind, readonly string[]>>;
  readonly panels: Readonly<Partial<Record<Panel, readonly string[]>>>;
  readonly labels: Readonly<Record<LabelKind, readonly string[]>>;
  readonly title: readonly string[];
  readonly dates: readonly DateStyle[];
  readonly comma: boolean;
  /** What the laboratory's own words become. */
  readonly findings: Readonly<Record<string, readonly string[]>>;
  readonly names: Readonly<Record<string, string>>;
}

const split = (text: string): readonly string[] => text.split(' | ');

export const WORDS: Readonly<Record<Language, Words>> = {
  en: {
    columns: {
      name: split('Analyte | Compound | Parameter | Test | Analysis | Test Name | Component | Target'),
      value: split('Result | Results | Findings | Test Result | Concentration | Amount | Conc. | Measured Value'),
      percent: split('% | wt. % | Result (%) | % (w/w)'),
      unit: split('Unit | Units | UOM'),
      lod: split('LOD | MDL | Detection Limit | Limit of Detection'),
      loq: split('LOQ | PQL | LLOQ | Limit of Quantitation | Reporting Limit'),
      'lod-loq': split('LOD/LOQ | LOD / LOQ | MDL/LOQ'),
      limit: split('Limit | Action Level | Specification | Acceptance Criteria | Max. Allowed | Reg. Limit | Action Limit'),
      verdict: split('Status | Pass/Fail | Conclusion | Evaluation | P/F | Disposition'),
      method: split('Method | Technique | Test Method | Method Reference'),
      id: split('Test ID | No. | Lab No. | Code'),
    },
    panels: {
      alkaloids: split('Alkaloid Profile | Kratom Alkaloids by HPLC | Alkaloid Content | Potency'),
      metals: split('Heavy Metals | Elemental Impurities - Heavy Metals | HEAVY METALS'),
      microbes: split('Microbiology | Microbial Analysis | MICROBIALS'),
      pesticides: split('Pesticides | Pesticide Residues'),
      mycotoxins: split('Mycotoxins | MYCOTOXINS'),
      solvents: split('Residual Solvents | Solvents'),
    },
    labels: {
      report: split('Report Number | Certificate No. | COA ID | Report # | Certificate Number'),
      client: split('Client | Customer | Prepared For | Submitted By | Client Name'),
      product: split('Sample Name | Product Name | Product | Sample Description | Item Name'),
      lot: split('Lot Number | Batch # | Lot | Batch No. | Lot/Batch | Batch ID | Lot #'),
      sampleId: split('Sample ID | Lab ID | Laboratory ID | Lab Sample ID | Sample # | Lab Number'),
      received: split('Date Received | Received | Received On | Sample Received | Receipt Date'),
      tested: split('Date Tested | Completed | Analysis Completed | Test Date | Tested | Date Completed'),
      reported: split('Date Reported | Report Date | Issued | Date Issued | Date of Issue | Reported On'),
    },
    title: split('Certificate of Analysis | CERTIFICATE OF ANALYSIS | Test Report | Analytical Report'),
    dates: ['iso', 'words', 'day-month', 'mdy', 'mdy-short'],
    comma: false,
    findings: {
      ND: split('ND | N.D. | Not Detected | None Detected | <LOD'),
      'Not Detected': split('Not Detected | Absent | Negative'),
      Pass: split('Pass | PASS | Passed | Complies | Conforms'),
      Fail: split('Fail'),
    },
    names: {},
  },
  de: {
    columns: {
      name: split('Parameter | Prüfparameter | Substanz | Analyt'),
      value: split('Ergebnis | Messwert | Gehalt | Wert'),
      percent: split('% | Gew.-%'),
      unit: split('Einheit'),
      lod: split('Nachweisgrenze | NWG'),
      loq: split('Bestimmungsgrenze | BG'),
      'lod-loq': split('LOD/LOQ'),
      limit: split('Grenzwert | Höchstgehalt | Sollwert'),
      verdict: split('Beurteilung | Bewertung'),
      method: split('Methode | Prüfverfahren'),
      id: split('Nr.'),
    },
    panels: {
      alkaloids: split('Alkaloide'),
      metals: split('Schwermetalle'),
      microbes: split('Mikrobiologie'),
      pesticides: split('Pestizide'),
      mycotoxins: split('Mykotoxine'),
      solvents: split('Lösungsmittel'),
    },
    labels: {
      report: split('Prüfbericht Nr. | Berichtsnummer | Analysennummer'),
      client: split('Auftraggeber | Kunde'),
      product: split('Probenbezeichnung | Bezeichnung | Produktname'),
      lot: split('Chargennummer | Charge | Chargen-Nr.'),
      sampleId: split('Probennummer | Proben-Nr. | Labornummer'),
      received: split('Probeneingang | Eingangsdatum | Eingang am'),
      tested: split('Prüfdatum | Untersuchungsdatum | Analysedatum'),
      reported: split('Berichtsdatum | Ausstellungsdatum'),
    },
    title: split('Prüfbericht | Analysenzertifikat'),
    dates: ['dmy-dots', 'iso'],
    comma: true,
    findings: {
      ND: split('n.n. | nicht nachweisbar | ND'),
      'Not Detected': split('negativ | nicht nachgewiesen'),
      Pass: split('entspricht | konform'),
      Fail: split('nicht konform'),
    },
    names: {
      mitragynine: 'Mitragynin',
      '7_hydroxymitragynine': '7-Hydroxymitragynin',
      speciogynine: 'Speciogynin',
      arsenic_total: 'Arsen',
      lead: 'Blei',
      mercury_total: 'Quecksilber',
      tamc: 'Gesamtkeimzahl',
      tymc: 'Hefen und Schimmelpilze',
      ethanol: 'Ethanol',
      acetone: 'Aceton',
    },
  },
  fr: {
    columns: {
      name: split('Paramètre | Analyse | Composé'),
      value: split('Résultat | Résultats | Teneur'),
      percent: split('%'),
      unit: split('Unité'),
      lod: split('Limite de détection | LOD'),
      loq: split('Limite de quantification | LOQ'),
      'lod-loq': split('LOD/LOQ'),
      limit: split('Limite | Spécification | Seuil'),
      verdict: split('Conformité | Évaluation'),
      method: split('Méthode'),
      id: split('N°'),
    },
    panels: {
      alkaloids: split('Alcaloïdes'),
      metals: split('Métaux lourds'),
      microbes: split('Microbiologie'),
      pesticides: split('Pesticides'),
      mycotoxins: split('Mycotoxines'),
      solvents: split('Solvants résiduels'),
    },
    labels: {
      report: split("Rapport d'analyse n° | N° de rapport"),
      client: split('Client | Demandeur'),
      product: split("Désignation de l'échantillon | Nom du produit | Désignation"),
      lot: split('Numéro de lot | N° de lot | Lot'),
      sampleId: split("N° d'échantillon"),
      received: split('Date de réception | Reçu le'),
      tested: split("Date d'analyse"),
      reported: split("Date d'émission | Date du rapport"),
    },
    title: split("Rapport d'analyse | Certificat d'analyse"),
    dates: ['dmy-dots', 'iso'],
    comma: true,
    findings: {
      ND: split('non détecté | ND'),
      'Not Detected': split('non détecté | Absence'),
      Pass: split('Conforme'),
      Fail: split('Non conforme'),
    },
    names: { arsenic_total: 'Arsenic', lead: 'Plomb', mercury_total: 'Mercure', ethanol: 'Éthanol' },
  },
  es: {
    columns: {
      name: split('Parámetro | Ensayo | Determinación | Analito'),
      value: split('Resultado | Resultados | Valor'),
      percent: split('%'),
      unit: split('Unidad | Unidades'),
      lod: split('Límite de detección | LOD'),
      loq: split('Límite de cuantificación | LOQ'),
      'lod-loq': split('LOD/LOQ'),
      limit: split('Límite | Especificación'),
      verdict: split('Conformidad | Dictamen | Estado'),
      method: split('Método'),
      id: split('N°'),
    },
    panels: {
      alkaloids: split('Alcaloides'),
      metals: split('Metales pesados'),
      microbes: split('Microbiología'),
      pesticides: split('Pesticidas'),
      mycotoxins: split('Micotoxinas'),
      solvents: split('Disolventes residuales'),
    },
    labels: {
      report: split('Número de informe | N° de informe'),
      client: split('Cliente | Solicitante'),
      product: split('Nombre de la muestra | Nombre del producto | Denominación'),
      lot: split('Número de lote | Lote'),
      sampleId: split('Número de muestra | Muestra N°'),
      received: split('Fecha de recepción'),
      tested: split('Fecha de análisis | Fecha de ensayo'),
      reported: split('Fecha de emisión | Fecha del informe'),
    },
    title: split('Informe de ensayo | Certificado de análisis'),
    dates: ['dmy-dots', 'iso'],
    comma: true,
    findings: {
      ND: split('no detectado | ND'),
      'Not Detected': split('no detectado | Ausencia'),
      Pass: split('Cumple | Conforme'),
      Fail: split('No cumple'),
    },
    names: {
      mitragynine: 'Mitraginina',
      arsenic_total: 'Arsénico',
      cadmium: 'Cadmio',
      lead: 'Plomo',
      mercury_total: 'Mercurio',
      nickel: 'Níquel',
      tymc: 'Mohos y levaduras',
      ethanol: 'Etanol',
    },
  },
  cs: {
    columns: {
      name: split('Ukazatel | Parametr | Analyt | Stanovení'),
      value: split('Výsledek | Naměřená hodnota | Zjištěno'),
      percent: split('% hm.'),
      unit: split('Jednotka | Jednotky'),
      lod: split('Mez detekce | LOD'),
      loq: split('Mez stanovitelnosti | LOQ'),
      'lod-loq': split('LOD/LOQ'),
      limit: split('Limit | Limitní hodnota'),
      verdict: split('Hodnocení | Hodnocení výsledků'),
      method: split('Metoda | Zkušební metoda'),
      id: split('č.'),
    },
    panels: {
      alkaloids: split('Alkaloidy | Aktivní látky'),
      metals: split('Těžké kovy'),
      microbes: split('Mikrobiologie'),
      pesticides: split('Pesticidy'),
      mycotoxins: split('Mykotoxiny'),
      solvents: split('Zbytková rozpouštědla'),
    },
    labels: {
      report: split('Číslo protokolu | Protokol č.'),
      client: split('Zákazník | Zadavatel | Objednatel'),
      product: split('Název vzorku | Označení vzorku | Název výrobku'),
      lot: split('Číslo šarže | Šarže'),
      sampleId: split('Číslo vzorku | Laboratorní číslo'),
      received: split('Datum příjmu | Přijato | Datum přijetí vzorku'),
      tested: split('Datum provedení zkoušek | Datum zkoušky'),
      reported: split('Datum vystavení | Vystaveno dne'),
    },
    title: split('Protokol o zkoušce | Protokol o zkouškách'),
    dates: ['dmy-dots', 'iso'],
    comma: true,
    findings: {
      ND: split('nedetekováno | ND | < LOD'),
      'Not Detected': split('negativní | nezjištěno'),
      Pass: split('vyhovuje'),
      Fail: split('nevyhovuje'),
    },
    names: {
      mitragynine: 'mitragynin',
      '7_hydroxymitragynine': '7-hydroxymitragynin',
      speciogynine: 'speciogynin',
      arsenic_total: 'arsen',
      cadmium: 'kadmium',
      lead: 'olovo',
      mercury_total: 'rtuť',
      nickel: 'nikl',
      tamc: 'Celkový počet mikroorganismů',
    },
  },
};
