/** Programs that a PDF names as its maker, and what they are made for. Laboratories use all of them; it only tells how a file came about. */
import type { Signal } from '../coa/signal.ts';
import type { FileFacts } from './document.ts';

type Purpose = 'editor' | 'drawing' | 'assembler' | 'reprint';

const PURPOSES: Readonly<Record<Purpose, string>> = {
  editor: 'a program that can change the text of existing PDFs',
  drawing: 'a program for pictures and page layout',
  assembler: 'a program that joins, splits, stamps or compresses existing PDFs',
  reprint: 'a program that prints an existing document into a new PDF',
};

/** Matched in this order, so that `PDF24 Creator` is no editor and `Ghostscript` behind an editor is not the first to be named. */
export const SOFTWARE: readonly (readonly [name: RegExp, purpose: Purpose])[] = [
  [/pdfelement|wondershare/i, 'editor'],
  [/foxit (?:phantom|pdf editor|editor)|phantompdf/i, 'editor'],
  [/nitro (?:pro|pdf)/i, 'editor'],
  [/pdf-?xchange (?:editor|pro)/i, 'editor'],
  [/sejda|pdfescape|pdffiller|dochub|smallpdf|\bxodo\b|pdf ?candy|pdfsimpli|lumin ?pdf|pdf ?expert|soda pdf|easepdf|updf\b/i, 'editor'],
  [/master pdf editor|infix|pdf studio|power pdf|able2extract|movavi pdf|wps pdf|abbyy finereader pdf/i, 'editor'],
  [/adobe acrobat (?:pro|standard|dc)\b|^(?:adobe )?acrobat (?:pro|standard)\b/i, 'editor'],
  [/libreoffice draw|draw_pdf_export/i, 'editor'],
  [/photoshop|illustrator|indesign|inkscape|\bgimp\b|coreldraw|affinity|canva|figma|pixelmator|photopea/i, 'drawing'],
  [/ilovepdf|pdf24|pdfsam|pypdf|pikepdf|\bqpdf\b|pdftk|pdf-lib|pdfcpu|pymupdf|mupdf|\bcoherent pdf\b|pdfbox|i?text ?sharp/i, 'assembler'],
  [/microsoft:? print to pdf|quartz pdfcontext|pdfcreator|cutepdf|dopdf|bullzip|primopdf|novapdf|ghostscript/i, 'reprint'],
];

/** Written and changed this far apart is no longer one act of saving. */
const APART = 10 * 60_000;

export function softwareSignals({ pdfProducer, pdfCreator, pdfCreated, pdfModified }: FileFacts): Signal[] {
  const named = [...new Set([pdfCreator, pdfProducer])].flatMap(name => {
    const purpose = name && SOFTWARE.find(([pattern]) => pattern.test(name))?.[1];
    return name && purpose ? [{ name, purpose }] : [];
  });
  const changed = pdfCreated && pdfModified ? Date.parse(pdfModified) - Date.parse(pdfCreated) : 0;
  const later = changed > APART;
  if (named.length === 0 && !later) return [];
  const sentences = [
    ...named.map(({ name, purpose }) => `The file names “${name}”, ${PURPOSES[purpose]}.`),
    ...(later ? [`It says of itself that it was made on ${pdfCreated} and last changed on ${pdfModified}.`] : []),
  ];
  return [
    {
      kind: 'software',
      outcome: 'inconclusive',
      detail: `${sentences.join(' ')} Laboratories use such programs too, and these entries can say anything.`,
      facts: {
        named,
        producer: pdfProducer ?? null,
        creator: pdfCreator ?? null,
        created: pdfCreated ?? null,
        modified: pdfModified ?? null,
      },
    },
  ];
}
