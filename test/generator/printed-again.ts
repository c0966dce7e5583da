/** A PDF as other programs save it: its pages drawn as forms on new ones, smaller, across, or turned for the screen. */
import { degrees, PDFDocument } from 'pdf-lib';

export type Reprint = 'smaller' | 'across' | 'upside-down' | 'turned';

export async function printedAgain(bytes: Uint8Array, how: Reprint): Promise<Uint8Array> {
  const source = await PDFDocument.load(bytes);
  if (how === 'turned') {
    for (const page of source.getPages()) page.setRotation(degrees((page.getRotation().angle + 90) % 360));
    return source.save();
  }
  const target = await PDFDocument.create();
  for (const page of await target.embedPdf(source, source.getPageIndices())) {
    const { width, height } = page;
    if (how === 'across') target.addPage([height, width]).drawPage(page, { x: height, y: 0, rotate: degrees(90) });
    else if (how === 'upside-down') target.addPage([width, height]).drawPage(page, { x: width, y: height, rotate: degrees(180) });
    else target.addPage([width, height]).drawPage(page, { x: 0.18 * width, y: 0.2 * height, xScale: 0.63, yScale: 0.63 });
  }
  return target.save();
}
