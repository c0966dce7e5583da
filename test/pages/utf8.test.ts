/** A page's text becomes the same bytes whatever characters documents put into it. */
import fc from 'fast-check';
import { utf8 } from '../../src/http/pages/utf8.ts';

test('every text gives the bytes of UTF-8, halves of surrogate pairs too', () => {
  fc.assert(fc.property(fc.array(fc.string({ unit: 'binary' })), parts => utf8(parts.join('')).equals(Buffer.from(parts.join('')))));
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 0xffff })), units => {
      const text = String.fromCharCode(...units);
      expect(utf8(text)).toEqual(Buffer.from(text));
    }),
  );
  expect(utf8('≤ 5 \ud800 g').toString()).toBe('≤ 5 \ufffd g');
});
