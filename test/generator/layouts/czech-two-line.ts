/** Czech chemical report: two-line header, decimal comma, uncertainty, verdict letters, wrapped names, tables going on after a page break. */
import { type Certificate, type Row, type TruthRow, truthRow } from '../certificate.ts';
import { formatDate, withComma } from '../format.ts';
import { byPanel, type Drawn, type Layout, truthOf } from '../layout.ts';
import { Paper } from '../paper.ts';
import { type Column, drawTable } from '../table.ts';

const TITLES: Readonly<Record<string, string>> = {
  alkaloids: 'Aktivní látky',
  metals: 'MINERÁLNÍ LÁTKY',
  mycotoxins: 'MYKOTOXINY',
  other: 'POLYAROMATICKÉ UHLOVODÍKY',
};

export const czechTwoLine: Layout = {
  id: 'czech-two-line',
  importer: 'vscht-mzl',
  async draw(certificate, vary): Promise<Drawn> {
    const paper = await Paper.create('condensed', 'a4', 'Labsystem');
    const margin = vary.integer(38, 50);
    const sample = certificate.samples[0]!;
    let y = drawHead(paper, certificate, margin);
    const columns = columnsFor(paper.width - 2 * margin);
    const results: TruthRow[] = [];
    const panels = [...byPanel(sample.rows)];
    for (const [panel, rows] of vary.chance(0.5) ? vary.shuffle(panels) : panels) {
      if (y > paper.height - 120) y = nextPage(paper, certificate, margin);
      y += 12;
      paper.text(margin, y, TITLES[panel] ?? panel, { size: 9, bold: true });
      const table = drawTable(paper, {
        columns,
        rows: rows.map(cells),
        style: { size: 8, rowHeight: 11.5, rules: 'grid', headerFill: false, headerBold: true, numbersOn: 'first' },
        x: margin,
        y: y + 4,
        bottom: paper.height - 60,
        nextPage: () => nextPage(paper, certificate, margin),
        repeatHeader: vary.chance(0.5),
      });
      y = table.y;
      rows.forEach((row, i) => {
        results.push(
          truthRow(row, table.pages[i]!, {
            value: withComma(row.value),
            limit: row.limit ? withComma(row.limit) : null,
            verdict: row.verdict ?? null,
          }),
        );
      });
    }
    if (y > paper.height - 190) y = nextPage(paper, certificate, margin);
    drawFoot(paper, certificate, margin, y + 16);
    const truth = truthOf('czech-two-line', certificate, [results]);
    truth.samples[0]!.lab_sample_id = null;
    return { pdf: await paper.save(), truth };
  },
};

function cells(row: Row): string[] {
  return [
    row.name,
    withComma(row.value),
    row.uncertainty ? withComma(row.uncertainty) : '-',
    row.unit,
    row.method ?? '',
    row.verdict ?? '',
    row.limit ? withComma(row.limit) : '-',
    row.panel === 'metals' ? 'S)' : '',
  ];
}

function columnsFor(width: number): Column[] {
  const shares = [0.34, 0.11, 0.09, 0.09, 0.09, 0.1, 0.09, 0.09];
  const titles = [
    ['Analyt'],
    ['Výsledek*'],
    ['Rozšířená', 'nejistota'],
    ['Jednotky'],
    ['Zkušební', 'metoda'],
    ['Hodnocení', 'výsledků **'],
    ['Limitní', 'hodnota'],
    ['Poznámka'],
  ];
  return titles.map((title, i) => ({ title, width: shares[i]! * width, align: i === 0 || i === 7 ? 'left' : 'center' }));
}

function drawHead(paper: Paper, certificate: Certificate, margin: number): number {
  const sample = certificate.samples[0]!;
  const { laboratory, dates, client } = certificate;
  paper.watermark('UKÁZKA / SAMPLE');
  paper.text(margin, 34, `Tisk. č. ${certificate.reportNumber}`, { size: 8 });
  paper.text(paper.width - margin, 34, 'strana 1   z   2', { size: 8, align: 'right' });
  paper.text(margin, 46, 'UKÁZKA / SAMPLE: smyšlené hodnoty, invented data', { size: 8, bold: true });
  laboratory.address.forEach((line, i) => {
    paper.text(paper.width / 2, 64 + i * 13, line, { size: i === 2 ? 9 : 11, bold: i < 2, align: 'center' });
  });
  paper.text(margin, 122, `Protokol o zkouškách ML: ${certificate.reportNumber}`, { size: 12, bold: true });
  paper.text(margin, 136, `Číslo tisku: ${certificate.reportNumber}`, { size: 9 });
  const fields: [string, string[]][] = [
    ['Zákazník:', [client.name, ...client.address]],
    ['Datum příjmu vzorků laboratoří:', [formatDate(dates.received, 'dmy-dots')]],
    ['Označení vzorků zákazníkem:', [sample.name, sample.lot]],
    ['Předmět zkoušení - popis vzorku:', ['Kratom', 'obal: sáček polyethylenový (PE)']],
    ['Datum provedení zkoušek:', [`${formatDate(dates.received, 'dmy-dots')} - ${formatDate(dates.tested, 'dmy-dots')}`]],
    ['Zkušební metody:', ['KM 20: LC-MS', 'SOP 70.75: ICP-MS']],
  ];
  let y = 158;
  for (const [label, values] of fields) {
    paper.text(margin, y, label, { size: 9 });
    for (const value of values) {
      paper.text(margin + 165, y, value, { size: 9 });
      y += 11.5;
    }
    y += 3;
  }
  paper.text(margin, y + 8, 'VÝSLEDKY ZKOUŠEK:', { size: 10, bold: true });
  return y + 12;
}

function nextPage(paper: Paper, certificate: Certificate, margin: number): number {
  paper.newPage();
  paper.text(margin, 34, `Tisk. č. ${certificate.reportNumber}`, { size: 8 });
  paper.text(paper.width - margin, 34, 'strana 2   z   2', { size: 8, align: 'right' });
  return 42;
}

function drawFoot(paper: Paper, certificate: Certificate, margin: number, y: number): void {
  const notes = [
    '* pokud je před hodnotou znaménko "<" pak koncentrace je nižší nežli tato hodnota, tj. pod mezí stanovitelnosti (LOQ)',
    '** hodnocení shody se specifikací je vyznačeno jako V (vyhovuje), Vn (vyhovuje jen s přihlédnutím k nejistotě stanovení),',
    'N (nevyhovuje) nebo X (nehodnoceno)',
    'S) zkouška provedena subdodavatelskou laboratoří',
    '',
    'Uvedená rozšířená nejistota byla vypočtena s použitím koeficientu rozšíření k=2.',
    'Výsledky zkoušek se týkají pouze uvedeného zkušebního vzorku, jak byl laboratoří přijat.',
  ];
  for (const [i, note] of notes.entries()) if (note) paper.text(margin, y + i * 10, note, { size: 7 });
  const end = y + notes.length * 10 + 18;
  paper.text(margin, end, `Protokol o zkouškách vystaven v Praze dne: ${formatDate(certificate.dates.reported, 'dmy-dots')}`, { size: 9 });
  paper.text(paper.width - margin, end + 26, certificate.signatory, { size: 9, align: 'right' });
  paper.text(margin, end + 44, 'Konec protokolu', { size: 9 });
}
