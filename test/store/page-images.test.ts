import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openPageImages } from '../../src/store/page-images.ts';

test('images are kept by page and width, and go with their original alone', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'leafproof-images-'));
  try {
    const images = openPageImages(folder);
    const [one, other] = [`ab${'1'.repeat(62)}`, `ab${'2'.repeat(62)}`];
    const image = (text: string) => ({ bytes: Buffer.from(text), mediaType: 'image/jpeg' });
    expect(await images.read(one, 1, 600)).toBeNull();
    await images.drop(one);
    await images.keep(one, 1, 600, image('a'));
    await images.keep(one, 12, 1200, image('b'));
    await images.keep(other, 1, 600, { ...image('c'), mediaType: 'image/png' });
    expect(await images.read(one, 12, 1200)).toEqual(image('b'));
    await images.drop(one);
    expect(await images.read(one, 1, 600)).toBeNull();
    expect(await images.read(one, 12, 1200)).toBeNull();
    expect(await images.read(other, 1, 600)).toMatchObject({ mediaType: 'image/png' });
    expect(await readdir(join(folder, 'ab'))).toHaveLength(1);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
