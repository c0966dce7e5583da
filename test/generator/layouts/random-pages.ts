/**
 * Pages no laboratory has: language, head, columns, gaps, units and arrangement of the panels all from the seed. Panels stand whole, in
 * halves, side by side or on their side; names wrap, columns nearly touch, numbers have commas. Made to find what the reader was not made for.
 */
import type { Certificate, TruthRow } from '../certificate.ts';
import { drawAfterwards, drawSummary } from '../clutter.ts';
import { drawFoot } from '../head.ts';
import { byPanel, type Drawn, type Layout, truthOf } from '../layout.ts';
import { drawRandomHead, randomHead } from '../pages/head.ts';
import { type Look, randomLook } from '../pages/look.ts';
import { type Arrangement, drawPanel, heightOf } from '../pages/panel.ts';
import { type Language, WORDS } from '../pages/words.ts';
import { Paper } from '../paper.ts';
import type { Random } from '../random.ts';

type PanelRows = readonly [Certificate['samples'][number]['rows'][number]['panel'], Certificate['samples'][number]['rows']];

export const randomPages: Layout = {
  id: 'random-pages',
  importer: 'any-laboratory',
  async draw(certificate, vary): Promise<Drawn> {
    const language: Language = vary.chance(0.6) ? 'en' : vary.pick(['de', 'fr', 'es', 'cs'] as const);
    const typeface =
      language === 'en' ? vary.pick(['helvetica', 'condensed', 'times', 'serif'] as const) : vary.pick(['condensed', 'serif'] as const);
    const paper = await Paper.create(typeface, vary.pick(['a4', 'letter'] as const), 'Sample LIMS');
    const head = randomHead(WORDS[language], vary);
    const look = randomLook(language, vary);
    const plain = { ...certificate, clutter: language === 'en' ? (certificate.clutter ?? []) : [] };
    const results: TruthRow[][] = [];
    for (const [i, sample] of certificate.samples.entries()) {
      if (i > 0) paper.newPage();
      if (vary.chance(0.15)) paper.watermark('SAMPLE');
      const first = paper.page;
      const bottom = paper.height - 74;
      const finish = () => drawFoot(paper, certificate, head.margin, `Page ${paper.page - first + 1}`);
      const next = () => {
        finish();
        paper.newPage();
        return drawRandomHead(paper, certificate, sample, head) + 14;
      };
      let y = drawSummary(paper, plain, sample, head.margin, drawRandomHead(paper, certificate, sample, head)) + 14;
      const rows: TruthRow[] = [];
      for (const group of grouped([...byPanel(sample.rows)], vary)) {
        const share = group.arrangement.startsWith('halves') ? 0.5 : 1;
        const needed = Math.max(...group.panels.map(([, some]) => heightOf(some, look, share)));
        if (y + Math.min(needed, 200) > bottom || (needed > bottom - y && group.arrangement !== 'whole')) y = next();
        const width = (paper.width - 2 * head.margin - 14 * (group.panels.length - 1)) / group.panels.length;
        const drawn = group.panels.map(([panel, some], k) =>
          drawPanel(paper, titleOf(panel, look, vary), some, look, group.arrangement, {
            x: head.margin + k * (width + 14),
            y,
            width,
            bottom,
            ...(group.panels.length === 1 ? { nextPage: next } : {}),
          }),
        );
        rows.push(...drawn.flatMap(one => one.rows));
        y = Math.max(...drawn.map(one => one.y)) + vary.integer(20, 30);
      }
      drawAfterwards(paper, plain, head.margin, y - 14);
      finish();
      results.push(rows);
    }
    return { pdf: await paper.save(), truth: truthOf('random-pages', certificate, results) };
  },
};

const titleOf = (panel: PanelRows[0], { words }: Look, vary: Random): string => vary.pick(words.panels[panel] ?? [panel]);

interface Group {
  readonly panels: readonly PanelRows[];
  readonly arrangement: Arrangement;
}

/** Short panels may stand side by side or lie on their side, long ones in halves. */
function grouped(panels: readonly PanelRows[], vary: Random): Group[] {
  const groups: Group[] = [];
  for (let i = 0; i < panels.length; i++) {
    const [own, following] = [panels[i]!, panels[i + 1]];
    const uniform = own[1].every(row => row.unit === own[1][0]!.unit);
    if (following && vary.chance(0.3)) {
      groups.push({ panels: [own, following], arrangement: 'whole' });
      i++;
    } else if (own[1].length >= 6 && vary.chance(0.35))
      groups.push({ panels: [own], arrangement: vary.pick(['halves', 'halves-bare'] as const) });
    else if (own[1].length <= 6 && uniform && vary.chance(0.2)) groups.push({ panels: [own], arrangement: 'sideways' });
    else groups.push({ panels: [own], arrangement: 'whole' });
  }
  return groups;
}
