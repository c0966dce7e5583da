/** PDF files with passwords, encrypted by PDFium. */
import { withPdf } from '../../src/document/pdfium.ts';

/** An empty user password lets anyone open the file; the owner password guards only printing and copying. */
export function encrypt(bytes: Uint8Array, userPassword: string): Promise<Uint8Array> {
  return withPdf(bytes, ({ lib, document }) => {
    const { api } = lib;
    if (!api.EPDF_SetEncryption(document, userPassword, 'owner', 0)) throw new Error('PDFium refused to encrypt');
    const writer = api.PDFiumExt_OpenFileWriter();
    try {
      api.PDFiumExt_SaveAsCopy(document, writer);
      const size = api.PDFiumExt_GetFileWriterSize(writer);
      const buffer = lib.malloc(size);
      api.PDFiumExt_GetFileWriterData(writer, buffer, size);
      const saved = lib.heap.HEAPU8.slice(buffer, buffer + size);
      lib.free(buffer);
      return saved;
    } finally {
      api.PDFiumExt_CloseFileWriter(writer);
    }
  });
}
