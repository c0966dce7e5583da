/** Header words of sheets in German, French, Spanish, Portuguese, Italian, Dutch, Czech and Polish; spelled as those of `synonyms.ts`. */
import type { Field } from './columns.ts';

const listed = (words: string): readonly string[] => words.split(/\s*\|\s*/);

export const EUROPEAN: Readonly<Partial<Record<Field, readonly string[]>>> = {
  vendor: listed('marke | marque | marca | merk | znacka | marka'),
  client: listed(
    'kunde | auftraggeber | cliente | donneur d ordre | opdrachtgever | klant | zakaznik | objednatel | klient | zleceniodawca',
  ),
  manufacturer: listed('hersteller | fabricant | fabricante | produttore | fabrikant | vyrobce | producent'),
  product: listed(
    `probe | probenbezeichnung | probenname | produktname | produktbezeichnung | echantillon | nom de l echantillon |
    designation de l echantillon | produit | nom du produit | muestra | nombre de la muestra | producto | nombre del producto |
    amostra | nome da amostra | produto | nome do produto | campione | denominazione campione | descrizione campione | prodotto |
    nome prodotto | monster | monsternaam | monsteromschrijving | productnaam | nazev vzorku | oznaceni vzorku | nazev vyrobku |
    vyrobek | probka | nazwa probki | nazwa produktu`,
  ),
  lot: listed(
    `chargennummer | chargen nr | charge nr | chargenbezeichnung | los | losnummer | los nr | numero de lot | n de lot |
    no de lot | no lot | n lot | lote | numero de lote | n de lote | no de lote | lotto | numero lotto | numero di lotto |
    n lotto | partij | partijnummer | batchnummer | chargenummer | lotnummer | c sarze | partia | numer partii | nr partii |
    seria | numer serii | nr serii`,
  ),
  laboratory: listed('labor | pruflabor | laboratoire | laboratorio | laboratorium'),
  report_number: listed(
    `berichtsnummer | bericht nr | prufbericht | prufbericht nr | prufberichtsnummer | n de rapport | numero de rapport |
    rapport | informe | n de informe | numero de informe | relatorio | numero do relatorio | rapporto di prova |
    numero rapporto | rapportnummer | protokol | cislo protokolu | protokol c | nr sprawozdania | numer sprawozdania`,
  ),
  sampled_on: listed(
    `probenahmedatum | probenahme am | date de prelevement | fecha de muestreo | data de colheita | data da coleta |
    data prelievo | data di prelievo | datum monstername | datum odberu | data pobrania`,
  ),
  received_on: listed(
    `eingangsdatum | probeneingang | eingang am | date de reception | fecha de recepcion | data de recebimento | data ricevimento |
    data di ricevimento | datum ontvangst | ontvangstdatum | datum prijmu | datum prijeti | data przyjecia`,
  ),
  tested_on: listed(
    `prufdatum | analysedatum | date d analyse | fecha de analisis | data de analise | data da analise | data analisi |
    datum analyse | datum analyzy | data badania`,
  ),
  reported_on: listed(
    `berichtsdatum | date du rapport | date d emission | fecha de emision | fecha del informe | data de emissao | data emissione |
    rapportdatum | datum vystaveni | data wydania | data sprawozdania`,
  ),
  analyte: listed(
    `prufparameter | untersuchungsparameter | stoff | substanz | parametre | essai | parametro | analito | ensayo | determinacion |
    ensaio | determinacao | prova | determinazione | sostanza | bepaling | stof | parametr | ukazatel | zkouska | badanie |
    oznaczenie | badany parametr | substancja`,
  ),
  result: listed(
    `ergebnisse | messwert | gehalt | resultat | resultats | valeur mesuree | resultado | resultados | valor obtenido |
    valor obtido | risultato | risultati | valore misurato | resultaat | resultaten | gemeten waarde | vysledky |
    namerena hodnota | vysledek zkousky | wynik | wyniki | wynik badania`,
  ),
  unit: listed(
    `einheiten | unite | unites | unidad | unidades | unidade | unita | unita di misura | eenheid | eenheden | jednostka |
    jednostka miary`,
  ),
  lod: listed(
    `nachweisgrenze | nwg | limite de detection | limite de deteccion | limite de deteccao | limite di rilevabilita |
    limite di rivelabilita | aantoonbaarheidsgrens | detectielimiet | detectiegrens | mez detekce | granica wykrywalnosci`,
  ),
  loq: listed(
    `bestimmungsgrenze | quantifizierungsgrenze | limite de quantification | limite de cuantificacion | limite de quantificacao |
    limite di quantificazione | bepalingsgrens | kwantificatielimiet | mez stanovitelnosti | granica oznaczalnosci`,
  ),
  uncertainty: listed(
    `messunsicherheit | incertitude | incertidumbre | incerteza | incertezza | meetonzekerheid | nejistota mereni |
    rozsirena nejistota | niepewnosc | niepewnosc pomiaru`,
  ),
  method: listed(
    `methode | prufmethode | prufverfahren | methode d analyse | metodo | metodo de ensayo | metodo de ensaio | metodo di prova |
    metodo analitico | analysemethode | metoda | metoda badania | metoda badawcza`,
  ),
  limit: listed(
    `grenzwert | hochstgehalt | hochstwert | sollwert | spezifikation | valeur limite | limite reglementaire | limite maximale |
    teneur maximale | limite | especificacion | valor limite | limite maximo | limite legal | especificacao | valor maximo |
    valor maximo permitido | limite maximo permitido | limite di legge | valore limite | specifica | specificatie | limietwaarde |
    grenswaarde | maximumgehalte | limitni hodnota | pozadavek | specifikace | wartosc dopuszczalna | limit dopuszczalny |
    wymagania | specyfikacja | obergrenze | limite superieure | limite superior | maximo | massimo | valore massimo |
    limite superiore | horni mez | maksimum`,
  ),
  lower_limit: listed(
    `untergrenze | mindestwert | mindestgehalt | limite inferieure | limite inferior | minimo | valor minimo | valore minimo |
    limite inferiore | dolni mez`,
  ),
  verdict: listed(
    `beurteilung | bewertung | konformitat | conformite | cumplimiento | conformidad | conformidade | conclusao | conclusion |
    esito | conformita | giudizio | beoordeling | oordeel | hodnoceni | vyhodnoceni | ocena | zgodnosc`,
  ),
};
