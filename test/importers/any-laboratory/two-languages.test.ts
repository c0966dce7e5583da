/** Tables of reports in other languages, and in two at once; with invented names. */
import { transcribeAny } from '../../../importers/any-laboratory/importer.ts';
import { roleOfHeader } from '../../../importers/any-laboratory/roles.ts';
import { documentOf, pageOfText } from '../printed-page.ts';
import { told } from './page.ts';

const rowsOf = (art: string) => transcribeAny(documentOf(pageOfText(1, art))).flatMap(({ rows }) => rows);

test('limits of measurement in Indonesian and the languages of the north are no limits', () => {
  const rows = rowsOf(`
No.   Parameter Uji    Satuan    Hasil     Batas Kuantifikasi   Persyaratan   Metode
1     Timbal (Pb)      mg/kg     0,62      0,05                 Maks. 10      ICP-OES
2     Kadmium (Cd)     mg/kg     <0,02     0,02                 Maks. 0,3     ICP-OES`);
  expect(rows.map(told)).toMatchObject([
    { value: '0,62', loq: '0,05', limit: 'Maks. 10' },
    { value: '<0,02', loq: '0,02', limit: 'Maks. 0,3' },
  ]);
  expect(
    ['Batas Deteksi', 'Had Pengesanan', 'Detektionsgräns', 'Detektionsgrænse', 'Deteksjonsgrense', 'Toteamisraja'].map(text =>
      roleOfHeader(text),
    ),
  ).toEqual(Array(6).fill('lod'));
  expect(['Had Kuantitasi', 'Kvantifieringsgräns', 'Kvantifikationsgrænse', 'Määritysraja'].map(text => roleOfHeader(text))).toEqual(
    Array(4).fill('loq'),
  );
});

test('a verdict said in two languages', () => {
  const rows = rowsOf(`
Parameter / Paramètre     Result / Résultat   Units / Unités   RDL / LDR   Limit / Limite   Status / Statut
Arsenic / Arsenic         0.11                ppm              0.02        0.14             Pass / Réussi
Lead / Plomb              0.31                ppm              0.02        0.29             Fail / Échec`);
  expect(rows.map(({ verdict }) => verdict?.text)).toEqual(['Pass / Réussi', 'Fail / Échec']);
});

test('the last line of a Dutch report’s labels, set close over the headings, is none of them', () => {
  const art = `
Monsteromschrijving  Kratom poeder   Partij / lot    23-0917-R
Bepaling             Resultaat       Eenheid         Rapportagegrens   Norm
Lood                 0,47            mg/kg           0,02              3,0
Cadmium              0,03            mg/kg           0,01              1,0`;
  expect(rowsOf(art).map(told)).toMatchObject([
    { name: 'Lood', value: '0,47', unit: 'mg/kg', limit: '3,0' },
    { name: 'Cadmium', value: '0,03', unit: 'mg/kg', limit: '1,0' },
  ]);
});
