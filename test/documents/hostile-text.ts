/** Words that a certificate may say in order to harm whoever looks at it: all of it must come out as the text it is. */

/** Every one calls or holds `hostile`, by which a test knows it again. */
const MARKUP: readonly string[] = [
  '<script>hostile()</script>',
  '</script><script>hostile()</script>',
  '</title><script>hostile()</script>',
  '</style><style>*{display:none}</style><i>hostile',
  '"><script>hostile()</script>',
  "'><img src=x onerror=hostile()>",
  '<img src=x onerror=hostile()>',
  '<svg onload=hostile()>',
  '<svg><script>hostile()</script></svg>',
  '<svg><animate onbegin=hostile() attributeName=x dur=1s>',
  '<math><mtext><table><mglyph><style><img src=x onerror=hostile()>',
  '<iframe srcdoc="<script>parent.hostile()</script>">',
  '<object data="javascript:hostile()">',
  '<embed src="javascript:hostile()">',
  '<base href="https://hostile.example/">',
  '<meta http-equiv="refresh" content="0;url=https://hostile.example/">',
  '<link rel=stylesheet href="https://hostile.example/a.css">',
  '<form action="https://hostile.example/"><input name=key autofocus onfocus=hostile()>',
  '<details open ontoggle=hostile()>',
  '<video><source onerror=hostile()></video>',
  '<body onload=hostile()>',
  '<a href="javascript:hostile()">lead</a>',
  '<plaintext>hostile',
  '<textarea><!-- hostile',
  '<!--<img src="--><img src=x onerror=hostile()>',
  '<![CDATA[<script>hostile()</script>]]>',
  ']]><script>hostile()</script>',
  '&lt;script&gt;hostile()&lt;/script&gt;',
  '&#60;script&#62;hostile()&#60;/script&#62;',
  '\\u003cscript\\u003ehostile()\\u003c/script\\u003e',
  '＜script＞hostile()＜/script＞',
  '<scr\u0000ipt>hostile()</script>'.replace('\u0000', '\u200b'),
  '" onmouseover="hostile()" x="',
  "' onfocus='hostile()' autofocus='",
  '` onclick=hostile() `',
  '" style="background:url(//hostile.example/a)" x="',
  'javascript:hostile()',
  'JaVaScRiPt:hostile()//',
  'data:text/html,<script>hostile()</script>',
  'vbscript:hostile()',
  '//hostile.example/path',
  'https://hostile.example/?a=b&c=d#e',
  'background:url("javascript:hostile()")',
  'width:expression(hostile())',
  '@import url(https://hostile.example/a.css);',
  '$\u007bhostile()}',
  '{{hostile()}}',
  '{{constructor.constructor("hostile()")()}}',
  '<%= hostile() %>',
  '#{hostile()}',
  '__proto__ hostile',
  'constructor.prototype.hostile',
  '=HYPERLINK("javascript:hostile()","lead")',
  "=cmd|' /C calc'!A0 hostile",
  '@SUM(1+1)*hostile()',
  "'; drop table certificate; -- hostile",
  "' or '1'='1' -- hostile",
  '%27%20union%20select%20hostile--',
  '../../../../etc/passwd hostile',
  '%s%n%x hostile',
];

/** What would break a page rather than a program: no place to break a line, marks upon marks, letters that turn the rest around. */
const SHAPES: readonly string[] = [
  `hostile${'W'.repeat(180)}`,
  `hostile${'﷽'.repeat(40)}`,
  `hostile${'o\u0301\u0302\u0303\u0304\u0305\u0306\u0307\u0308\u0309'.repeat(12)}`,
  `hostile\u202e${'desrever'.repeat(8)}\u202c`,
  `hostile\u2066${'\u200f'.repeat(30)}`,
  `hostile${'\u00a0'.repeat(120)}end`,
  `hostile${'_-_'.repeat(50)}`,
  `hostile${'\u2060'.repeat(100)}`,
  `hostile ${'👩‍👩‍👧‍👦'.repeat(30)}`,
  `hostile${'🏴'.repeat(60)}`,
  `مرحبا hostile ${'بالعالم'.repeat(20)}`,
];

const WRAPS: readonly ((text: string) => string)[] = [
  text => text,
  text => `Red ${text}`,
  text => `${text} powder`,
  text => `">${text}`,
  text => `'/>${text}<!--`,
  text => `</td></tr></table>${text}`,
  text => `</textarea>${text}`,
  text => `\\"${text}`,
  text => `${text}${text}`,
  text => text.toUpperCase().replaceAll('HOSTILE', 'hostile'),
  text => encodeURIComponent(text.toWellFormed()).slice(0, 180),
  text => `<b>${text}</b>`,
  text => `<!-- -->${text}`,
  text => `<noscript>${text}`,
  text => `<xmp>${text}</xmp>`,
];

/** `count` different strings, the same ones on every run. At most 1065. */
export function hostileStrings(count: number): string[] {
  const bases = [...MARKUP, ...SHAPES];
  const all = WRAPS.flatMap((wrap, turn) => bases.map((text, index) => `${wrap(text)}${turn * bases.length + index}`));
  if (count > all.length) throw new RangeError(`there are ${all.length} hostile strings`);
  return all.slice(0, count);
}

const quoted = (cells: readonly string[]): string => cells.map(cell => `"${cell.replaceAll('"', '""')}"`).join(',');

const ANALYTES: readonly (readonly [string, string, string])[] = [
  ['metals', 'Lead', 'mg/kg'],
  ['alkaloids', 'Mitragynine', 'mg/g'],
];

export const STRINGS_OF_A_SHEET = 20;

/** Sheets whose every text is one of the strings: names, numbers, methods, substances. */
export function hostileSheets(strings: readonly string[]): { name: string; text: string }[] {
  const columns = 'vendor,product,form,lot,laboratory,report_number,reported_on,panel,analyte,result,unit,basis,method,limit,verdict';
  const sheets = [];
  for (let from = 0; from < strings.length; from += STRINGS_OF_A_SHEET) {
    const [vendor = '', product = '', lot = '', laboratory = '', report = '', file = '', ...rest] = strings.slice(
      from,
      from + STRINGS_OF_A_SHEET,
    );
    const names = [vendor, product, 'powder', lot, laboratory, report, '2026-02-03'];
    const known = ANALYTES.map(([panel, analyte, unit], index) => [
      ...names,
      panel,
      analyte,
      '0.2',
      unit,
      'as_received',
      rest[index] ?? '',
      '',
      rest[index + 2] ?? '',
    ]);
    const unknown = rest.slice(4).map(text => [...names, 'other', text, '0.2', 'mg/kg', 'as_received', '', '', '']);
    sheets.push({ name: `${file.replaceAll(/[\\/]/g, '')}.csv`, text: [columns, ...[...known, ...unknown].map(quoted)].join('\n') });
  }
  return sheets;
}
