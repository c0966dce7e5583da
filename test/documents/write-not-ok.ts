/** Writes the small hostile files to `not-ok/`, to try them by hand; the large ones are made by the tests that need them. */
import { writeFileSync } from 'node:fs';
import { encrypt } from './encrypted.ts';
import { HOSTILE } from './hostile.ts';
import { CERTIFICATE, textPage } from './pdf-source.ts';

const LARGEST = 60_000;
const folder = new URL('./not-ok/', import.meta.url);

for (const { name, bytes } of HOSTILE) {
  const content = bytes();
  if (content.length <= LARGEST) writeFileSync(new URL(name, folder), content);
}
writeFileSync(new URL('password.pdf', folder), await encrypt(textPage(CERTIFICATE), 'secret'));
