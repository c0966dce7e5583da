/** A PDF being drawn: text and lines in points from the top left, fonts with Czech and Greek letters, fixed dates so that bytes repeat. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import fontkit from '@pdf-lib/fontkit';
import { degrees, PDFDocument, type PDFFont, type PDFPage, rgb, StandardFonts } from 'pdf-lib';

export type Typeface = 'sans' | 'condensed' | 'serif' | 'helvetica' | 'times';
export type Align = 'left' | 'right' | 'center';

export interface TextStyle {
  readonly size?: number;
  readonly bold?: boolean;
  readonly align?: Align;
  /** Extra points between letters, as letter-spaced headings have. */
  readonly spacing?: number;
  readonly gray?: number;
}

const require = createRequire(import.meta.url);
const dejavu = (name: string) => readFileSync(require.resolve(`dejavu-fonts-ttf/ttf/${name}.ttf`));

async function embed(pdf: PDFDocument, typeface: Typeface): Promise<readonly [PDFFont, PDFFont]> {
  if (typeface === 'helvetica') return [await pdf.embedFont(StandardFonts.Helvetica), await pdf.embedFont(StandardFonts.HelveticaBold)];
  if (typeface === 'times') return [await pdf.embedFont(StandardFonts.TimesRoman), await pdf.embedFont(StandardFonts.TimesRomanBold)];
  const names = {
    sans: ['DejaVuSans', 'DejaVuSans-Bold'],
    condensed: ['DejaVuSansCondensed', 'DejaVuSansCondensed-Bold'],
    serif: ['DejaVuSerifCondensed', 'DejaVuSerifCondensed-Bold'],
  }[typeface];
  const options = { subset: true, features: { liga: false } };
  return [await pdf.embedFont(dejavu(names[0]!), options), await pdf.embedFont(dejavu(names[1]!), options)];
}

export type Colour = readonly [red: number, green: number, blue: number];

const ACCENTS: readonly Colour[] = [
  [0.05, 0.35, 0.45],
  [0.45, 0.16, 0.2],
  [0.2, 0.25, 0.5],
  [0.42, 0.33, 0.08],
  [0.1, 0.4, 0.25],
];

export class Paper {
  readonly width: number;
  readonly height: number;
  private readonly pdf: PDFDocument;
  private readonly regular: PDFFont;
  private readonly strong: PDFFont;
  private sheet: PDFPage;
  private accent: Colour = [0.25, 0.25, 0.25];

  private constructor(pdf: PDFDocument, size: readonly [number, number], fonts: readonly [PDFFont, PDFFont]) {
    this.pdf = pdf;
    [this.width, this.height] = size;
    [this.regular, this.strong] = fonts;
    this.sheet = pdf.addPage([this.width, this.height]);
  }

  static async create(typeface: Typeface, format: 'a4' | 'letter', producer: string): Promise<Paper> {
    const pdf = await PDFDocument.create();
    pdf.registerFontkit(fontkit);
    const fixed = new Date('2026-01-01T00:00:00Z');
    pdf.setCreationDate(fixed);
    pdf.setModificationDate(fixed);
    pdf.setProducer(producer);
    pdf.setCreator('Leafproof sample generator');
    pdf.setTitle('Sample certificate: invented data');
    return new Paper(pdf, format === 'a4' ? [595.28, 841.89] : [612, 792], await embed(pdf, typeface));
  }

  /** Gives the page the colour that goes with a laboratory's name, always the same. */
  colourFor(name: string): void {
    this.accent = ACCENTS[[...name].reduce((sum, letter) => sum + letter.charCodeAt(0), 0) % ACCENTS.length]!;
  }

  /** Number of the page being drawn, from 1. */
  get page(): number {
    return this.pdf.getPageCount();
  }

  newPage(): void {
    this.sheet = this.pdf.addPage([this.width, this.height]);
  }

  measure(text: string, style: TextStyle = {}): number {
    const size = style.size ?? 9;
    const font = style.bold ? this.strong : this.regular;
    const plain = pieces(text).reduce((sum, piece) => sum + font.widthOfTextAtSize(piece.text, piece.raised ? size * 0.6 : size), 0);
    return plain + (style.spacing ?? 0) * [...text].length;
  }

  /** Draws one line of text; `y` is the baseline from the top; `10^4` is drawn with a small raised 4. Returns its width. */
  text(x: number, y: number, text: string, style: TextStyle = {}): number {
    const size = style.size ?? 9;
    const font = style.bold ? this.strong : this.regular;
    const width = this.measure(text, style);
    let left = style.align === 'right' ? x - width : style.align === 'center' ? x - width / 2 : x;
    const color = rgb(style.gray ?? 0, style.gray ?? 0, style.gray ?? 0);
    for (const piece of pieces(text)) {
      const shown = piece.raised ? size * 0.6 : size;
      const base = this.height - y + (piece.raised ? size * 0.38 : 0);
      for (const part of style.spacing ? [...piece.text] : [piece.text]) {
        this.sheet.drawText(part, { x: left, y: base, size: shown, font, color });
        left += font.widthOfTextAtSize(part, shown) + (style.spacing ?? 0);
      }
    }
    return width;
  }

  /** Lines of `text` no wider than `width`, broken at spaces. */
  wrap(text: string, width: number, style: TextStyle = {}): string[] {
    const lines: string[] = [];
    for (const word of text.split(' ')) {
      const last = lines.at(-1);
      if (last !== undefined && this.measure(`${last} ${word}`, style) <= width) lines[lines.length - 1] = `${last} ${word}`;
      else lines.push(word);
    }
    return lines;
  }

  line(x1: number, y1: number, x2: number, y2: number, thickness = 0.5): void {
    this.sheet.drawLine({ start: { x: x1, y: this.height - y1 }, end: { x: x2, y: this.height - y2 }, thickness });
  }

  /** A pale block of the laboratory's colour. */
  fill(x: number, y: number, width: number, height: number): void {
    const [red, green, blue] = this.accent.map(part => 1 - (1 - part) * 0.16) as [number, number, number];
    this.sheet.drawRectangle({ x, y: this.height - y - height, width, height, color: rgb(red, green, blue) });
  }

  /** The laboratory's sign: a disc with three rings cut into it, and no letter that a reader could take for a word. */
  sign(x: number, y: number, size: number): void {
    const center = { x: x + size / 2, y: this.height - y - size / 2 };
    const color = rgb(...this.accent);
    this.sheet.drawCircle({ ...center, size: size / 2, color });
    for (const share of [0.36, 0.24, 0.12]) {
      this.sheet.drawCircle({ ...center, size: size * share, borderColor: rgb(1, 1, 1), borderWidth: size * 0.035 });
    }
  }

  /** A heavy line of the laboratory's colour. */
  bar(x1: number, y: number, x2: number): void {
    const at = this.height - y;
    this.sheet.drawLine({ start: { x: x1, y: at }, end: { x: x2, y: at }, thickness: 1.6, color: rgb(...this.accent) });
  }

  /** A pale word across the page, behind what is drawn later. */
  watermark(text: string): void {
    const size = 62;
    this.sheet.drawText(text, {
      x: this.width * 0.16,
      y: this.height * 0.3,
      size,
      font: this.strong,
      color: rgb(0.93, 0.93, 0.93),
      rotate: degrees(40),
    });
  }

  async save(): Promise<Uint8Array> {
    return this.pdf.save({ useObjectStreams: false });
  }
}

function pieces(text: string): { text: string; raised: boolean }[] {
  return text
    .split(/(\^-?\d+)/)
    .filter(part => part !== '')
    .map(part => (/^\^-?\d+$/.test(part) ? { text: part.slice(1), raised: true } : { text: part, raised: false }));
}
