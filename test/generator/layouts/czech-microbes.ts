/** Czech microbiological report: one transposed row, the unit in the section title, exponents as small raised digits. */
import { type Certificate, truthRow } from '../certificate.ts';
import { formatDate, withComma } from '../format.ts';
import { type Drawn, type Layout, truthOf } from '../layout.ts';
import { Paper } from '../paper.ts';

export const czechMicrobes: Layout = {
  id: 'czech-microbes',
  importer: 'vscht-ubm',
  async draw(certificate, vary): Promise<Drawn> {
    const paper = await Paper.create('condensed', 'a4', 'Microsoft Word');
    const margin = vary.integer(44, 56);
    const size = vary.pick([9, 9.5, 10]);
    const y = drawHead(paper, certificate, margin, size);
    const rows = certificate.samples[0]!.rows;
    const width = (paper.width - 2 * margin) / rows.length;
    const space = vary.chance(0.7) ? ' ' : '';
    paper.text(margin + 4, y, 'Výsledky stanovení: **', { size, bold: true });
    paper.text(margin + 150, y, '[cfu/g]', { size });
    paper.line(margin, y + 6, paper.width - margin, y + 6);
    const results = rows.map((row, i) => {
      const middle = margin + width * (i + 0.5);
      const portion = /^v \d+ g$/.test(row.unit) ? row.unit : null;
      const value = withComma(row.value).replace(/^<\s*/, `<${space}`);
      paper.text(middle - (portion ? 14 : 0), y + 20, row.name, { size, align: 'center' });
      if (portion) paper.text(margin + width * (i + 1) - 4, y + 20, `[${portion}]`, { size: size * 0.75, align: 'right' });
      paper.text(middle, y + 40, value, { size, align: 'center' });
      paper.line(margin + width * i, y + 6, margin + width * i, y + 48);
      return truthRow(row, 1, { value, unit: portion ?? 'cfu/g' });
    });
    paper.line(margin, y + 27, paper.width - margin, y + 27);
    paper.line(margin, y + 48, paper.width - margin, y + 48);
    drawFoot(paper, certificate, margin, y + 62);
    const truth = truthOf('czech-microbes', certificate, [results]);
    truth.samples[0]!.lab_sample_id = null;
    return { pdf: await paper.save(), truth };
  },
};

function drawHead(paper: Paper, certificate: Certificate, margin: number, size: number): number {
  const { laboratory, dates, client } = certificate;
  const sample = certificate.samples[0]!;
  paper.watermark('UKÁZKA / SAMPLE');
  laboratory.address.forEach((line, i) => {
    paper.text(paper.width / 2, 50 + i * 14, line, { size: i === 2 ? 9 : 11, bold: i < 2, align: 'center' });
  });
  paper.text(paper.width / 2, 104, 'UKÁZKA / SAMPLE: smyšlené hodnoty, invented data', { size: 8, bold: true, align: 'center' });
  paper.text(paper.width / 2, 134, `PROTOKOL  O  ZKOUŠCE  VZORKU Č. ${certificate.reportNumber}`, {
    size: 13,
    bold: true,
    align: 'center',
  });
  const [, month, day] = dates.tested.split('-').map(Number);
  const fields: [string, string][] = [
    ['Datum vystavení:', formatDate(dates.reported, 'dmy-dots')],
    ['Počet výtisků:', '2'],
    ['Zadavatel analýzy:', [client.name, ...client.address].join(', ')],
    ['Datum přijetí vzorku:', formatDate(dates.received, 'dmy-dots')],
    ['Datum zahájení rozboru:', formatDate(dates.received, 'dmy-dots')],
    ['Datum provedení rozboru:', `${Number(dates.received.slice(8))}. – ${day}.${month}.${dates.tested.slice(0, 4)}`],
    ['Vzorek:', ''],
    ['Název: +', sample.name],
    ['Vzorek odebral: +', 'zadavatel'],
    ['Popis vzorku:', 'Doypack ZIP, hmotnost 200 g'],
    ['Metoda zkoušení:', 'ČSN EN ISO 4833-1   Celkový počet mikroorganismů ( CPM )'],
    ['', 'ČSN ISO 21527-2   Počet kvasinek a plísní'],
    ['', 'ČSN EN ISO 6579-1   Přítomnost bakterií r. Salmonella'],
  ];
  let y = 160;
  for (const [label, value] of fields) {
    paper.text(margin + 4, y, label, { size, bold: label === 'Vzorek:' });
    paper.text(margin + 145, y, value, { size, bold: label.startsWith('Název') });
    if (label.startsWith('Název')) paper.text(paper.width - margin - 4, y, `š. ${sample.lot}`, { size, align: 'right' });
    paper.line(margin, y + 6, paper.width - margin, y + 6, 0.4);
    y += 19;
  }
  return y;
}

function drawFoot(paper: Paper, certificate: Certificate, margin: number, y: number): void {
  const notes = [
    'Vysvětlivky:   +   Informace dodané zákazníkem',
    '** Výsledky se vztahují ke vzorku tak, jak byl přijat',
    'cfu ......  kolonie tvořící jednotky',
    '<10, <50 ...  sledované mikroorganismy za podmínek metody nebyly prokázány',
  ];
  notes.forEach((note, i) => {
    paper.text(margin, y + i * 10, note, { size: 7.5 });
  });
  paper.text(margin, y + 80, 'Schválila:', { size: 9 });
  paper.text(margin + 240, y + 80, certificate.signatory, { size: 9 });
  paper.text(margin, y + 110, 'Konec protokolu', { size: 8 });
  paper.text(paper.width / 2, paper.height - 50, `protokol č.${certificate.reportNumber}`, { size: 8, align: 'center' });
  paper.text(paper.width / 2, paper.height - 40, 'str.  1/1', { size: 8, align: 'center' });
}
