import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { renderGuideline, renderInline, renderMarkdown } from '#shared/markdown/render.ts';
import { firstHole } from './safe-html.ts';

const RENDERERS = { item: renderMarkdown, guideline: renderGuideline, line: renderInline };

/** Published ways of getting script through a Markdown renderer, one for each mechanism. */
const VECTORS: readonly string[] = [
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '<svg/onload=alert(1)>',
  '<svg><animate onbegin=alert(1) attributeName=x dur=1s>',
  '<svg><set attributeName="href" to="javascript:alert(1)"/></svg>',
  '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;">',
  '<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>',
  '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
  '<iframe srcdoc="<script>alert(1)</script>"></iframe>',
  '<a href="javascript:alert(1)">x</a>',
  '<body onload=alert(1)>',
  '<details open ontoggle=alert(1)>',
  '<!--><script>alert(1)</script>-->',
  '<![CDATA[<script>alert(1)</script>]]>',
  '<?xml version="1.0"?><script>alert(1)</script>',
  '[x](javascript:alert(1))',
  '[x](JaVaScRiPt:alert(1))',
  '[x](javascript&#58;alert(1))',
  '[x](&#x6A;avascript:alert(1))',
  '[x](java\tscript:alert(1))',
  '[x](java&Tab;script:alert(1))',
  '[x](java&NewLine;script:alert(1))',
  '[x](\u0001javascript:alert(1))',
  '[x]( javascript:alert(1))',
  '[x](<javascript:alert(1)>)',
  '[x](vbscript:msgbox(1))',
  '[x](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)',
  '[x](data:image/svg+xml,<svg onload=alert(1)>)',
  '[x](file:///etc/passwd)',
  '[x](//evil.example/a)',
  '[x](\\\\evil.example\\a)',
  '[x](/\\evil.example)',
  '[x](https://bank.example@evil.example/)',
  '[x](https:evil.example)',
  '[x](http://a" onmouseover="alert(1))',
  "[x](http://a' onmouseover='alert(1))",
  '[x](http://a "t\\" onmouseover=\\"alert(1)")',
  "[x](http://a '\"><img src=x onerror=alert(1)>')",
  '[x][r]\n\n[r]: javascript:alert(1)',
  '[x][r]\n\n[r]: http://a "\\"><script>alert(1)</script>"',
  '[r]: javascript:alert(1) "t"\n\n[r]',
  '<javascript:alert(1)>',
  '<https://a/"onclick="alert(1)>',
  '<data:text/html,<script>alert(1)</script>>',
  '![x](javascript:alert(1))',
  '![x](https://tracker.example/pixel.png)',
  '![x](x "onerror=alert(1)")',
  '![](data:image/png;base64,AAAA)',
  '[![x](javascript:alert(1))](javascript:alert(2))',
  '```"><script>alert(1)</script>\ncode\n```',
  '```js onload=alert(1)\n</code></pre><script>alert(1)</script>\n```',
  '~~~<img/src=x/onerror=alert(1)>\n~~~',
  '    </code></pre><script>alert(1)</script>',
  '`</code><script>alert(1)</script>`',
  '| <script>alert(1)</script> |\n|:-" onclick="alert(1)|\n| x |',
  '| a |\n|:-:|\n| <img src=x onerror=alert(1)> |',
  '# <script>alert(1)</script> {#c-a}',
  '# x {#c-a" onclick="alert(1)}',
  '# x {#c-a onclick=alert(1)}',
  '# x {#body}',
  '# x {#location}',
  '# x {#c-__proto__}',
  '::: edge-case {#e-a" onclick="alert(1)}\nx\n:::',
  '::: edge-case {#e-a}\n<script>alert(1)</script>\n:::',
  '::: edge-case"><script>alert(1)</script>\nx\n:::',
  '$\\href{javascript:alert(1)}{x}$',
  '$\\url{javascript:alert(1)}$',
  '$\\includegraphics{https://tracker.example/p.png}$',
  '$\\htmlClass{x" onclick="alert(1)}{y}$',
  '$\\htmlId{body}{y}$',
  '$\\htmlStyle{background:url(javascript:alert(1))}{y}$',
  '$\\htmlData{a=b" onclick="alert(1)}{y}$',
  '$</annotation></semantics></math><img src=x onerror=alert(1)>$',
  '$\\text{</mtext></math><script>alert(1)</script>}$',
  '$\\color{red" onclick="alert(1)}{x}$',
  '$$\n\\unicode{x3c}script\\unicode{x3e}\n$$',
  '\\(<img src=x onerror=alert(1)>\\)',
  '$\\def\\x{<script>}\\x$',
  '&lt;script&gt;alert(1)&lt;/script&gt;',
  '&#60;script&#62;alert(1)&#60;/script&#62;',
  '\u202Egnp.exe\u202C [x](http://a/\u202Emoc.elpmaxe)',
  '\uFF1Cscript\uFF1Ealert(1)\uFF1C/script\uFF1E',
  '</p></div></body><script>alert(1)</script>',
  '{{constructor.constructor("alert(1)")()}} ${alert(1)} <%= alert(1) %>',
  '<a id=x><a id=x name=y href="javascript:alert(1)">',
  'a\u0000<script>alert(1)</script>',
  '<scr<script>ipt>alert(1)</scr</script>ipt>',
];

describe.each(Object.entries(RENDERERS))(
  'X1 text that people or models wrote cannot act, as %s',
  (_name, render) => {
    test.each(VECTORS)('%j', (vector) => {
      expect(firstHole(render(vector))).toBeNull();
    });
  },
);

test('the check of the output finds what it is there for', () => {
  const holes = [
    '<script>alert(1)</script>',
    '<p onclick="alert(1)">x</p>',
    '<a href="javascript:alert(1)">x</a>',
    '<a href="//evil.example">x</a>',
    '<h2 id="body">x</h2>',
    '<td style="text-align:left">x</td>',
    '<img src="x">',
    'a < b',
  ];
  for (const html of holes) expect(firstHole(html), html).not.toBeNull();
});

/** Pieces of which attacks are made, to be put together in ways that nobody has thought of. */
const FRAGMENTS = [
  ...[
    '<',
    '>',
    '"',
    "'",
    '`',
    '&',
    '#',
    '(',
    ')',
    '[',
    ']',
    '!',
    '*',
    '_',
    '$',
    '$$',
    '\\',
    '\\(',
    '\\)',
    '|',
    '~',
    ':::',
    '\n',
    ' ',
  ],
  ...[
    'script',
    'img src=x',
    ' onerror=',
    'alert(1)',
    'javascript:',
    'http://a',
    'data:',
    ' edge-case ',
    '{#c-a}',
    '{#e-a}',
    '```',
  ],
  ...[
    '\\href{',
    '\\text{',
    '}',
    '|-|',
    '\t',
    '\u0000',
    '\u202E',
    '&#x6a;',
    '&colon;',
    '<!--',
    '-->',
    '</',
    '- ',
    '> ',
    '1. ',
  ],
];

test('X1 no combination of the pieces of an attack acts', () => {
  const text = fc.array(fc.constantFrom(...FRAGMENTS), { maxLength: 40 }).map((pieces) => pieces.join(''));
  fc.assert(
    fc.property(text, (source) => {
      for (const render of Object.values(RENDERERS)) expect(firstHole(render(source))).toBeNull();
    }),
    { numRuns: 1_500 },
  );
});

describe('X2 hostile size is shown in part, and says so', () => {
  const cases: Record<string, string> = {
    'opening brackets': '['.repeat(50_000),
    'opening links': '[a]('.repeat(60_000),
    images: '![a]('.repeat(50_000),
    'emphasis without end': '*a_ '.repeat(50_000),
    'emphasis in many paragraphs': `${'*a_ '.repeat(2_400)}\n\n`.repeat(24),
    'nested quotes': `${'>'.repeat(5_000)}a`,
    'quotes in every line': `${'>'.repeat(60)} a\n`.repeat(4_000),
    'nested lists': Array.from({ length: 600 }, (_, depth) => `${' '.repeat(depth * 2)}- a`).join('\n'),
    'one line of a megabyte': 'word '.repeat(200_000),
    'backticks of every length': Array.from({ length: 600 }, (_, count) => '`'.repeat(count)).join(' '),
    dollars: '$a '.repeat(80_000),
    'dollars in many paragraphs': `${'$a '.repeat(3_000)}\n\n`.repeat(25),
    formulas: '$x$ '.repeat(60_000),
    'display formulas': '$$\na\n'.repeat(50_000),
    'open display formulas': '\\[ a\n'.repeat(40_000),
    'open formula brackets': '\\( a '.repeat(50_000),
    'formula within formula': `$${'\\sqrt{'.repeat(300)}x${'}'.repeat(300)}$`,
    'formula that expands': '$\\def\\a{\\a\\a\\a}\\a$',
    'wide table of short rows': `${'|a'.repeat(500)}\n${'|-'.repeat(500)}\n${'|\n'.repeat(40_000)}`,
    'edge cases without end': '::: edge-case {#e-a}\n'.repeat(12_000),
    'edge cases in paragraphs': 'a\n::: edge-case {#e-a}\n'.repeat(10_000),
    headings: '# a\n'.repeat(60_000),
    'link definitions': Array.from({ length: 8_000 }, (_, index) => `[${index}]: /u${index}`).join('\n'),
    entities: '&#'.repeat(120_000),
    tags: '<a '.repeat(80_000),
  };

  test.each(Object.entries(cases))('%s', (_name, source) => {
    for (const render of Object.values(RENDERERS)) {
      const html = render(source);
      expect(firstHole(html)).toBeNull();
      expect(html.length).toBeLessThan(8_000_000);
    }
  });

  test('what is cut is announced', () => {
    expect(renderMarkdown('word '.repeat(60_000))).toContain('The rest of this text is not shown');
    expect(renderMarkdown(`${'> '.repeat(200)}deep`)).toContain('nested too deeply');
    expect(renderMarkdown('a'.repeat(12_000))).toContain('Shown as plain text');
    expect(renderMarkdown('a'.repeat(9_000))).not.toContain('class="truncated"');
  });
});

describe('what experts write is shown as they mean it', () => {
  test('code keeps its marks and names its language', () => {
    expect(renderMarkdown('```python\nx = a<b\n```')).toBe(
      '<pre tabindex="0" data-language="python"><code>x = a&lt;b\n</code></pre>\n',
    );
    expect(renderMarkdown('`a*b*c`')).toBe('<p><code>a*b*c</code></p>\n');
  });

  test('formulas in dollars and in brackets become MathML', () => {
    for (const source of ['$x^2$', '\\(x^2\\)', '$$x^2$$', '\\[x^2\\]', '$$\nx^2\n$$']) {
      expect(renderMarkdown(source), source).toContain('<msup><mi>x</mi><mn>2</mn></msup>');
    }
    expect(renderMarkdown('$$x$$')).toContain('display="block"');
  });

  test('in a guideline escaped brackets are brackets', () => {
    expect(renderGuideline('\\[3\\] and \\(4\\)')).toBe('<p>[3] and (4)</p>\n');
    expect(renderGuideline('$x$')).toContain('<math');
  });

  test('prices stay prices', () => {
    expect(renderMarkdown('It costs $5, or $6 with tax.')).toBe('<p>It costs $5, or $6 with tax.</p>\n');
    expect(renderMarkdown('\\$x$ and $ y $')).not.toContain('<math');
  });

  test('a formula that TeX cannot read is shown as its source', () => {
    expect(renderMarkdown('$\\frac{1$')).toContain('<code class="formula-source">\\frac{1</code>');
  });

  test('tables are aligned by class, because a strict policy refuses style attributes', () => {
    const html = renderMarkdown('| a | b |\n|:--|--:|\n| 1 | 2 |');
    expect(html).toContain('<th class="align-left">a</th>');
    expect(html).toContain('<td class="align-right">2</td>');
  });

  test('links that leave the application open apart and carry nothing along; links into it work in guidelines only', () => {
    const outside = '<a href="https://a.example" rel="noopener noreferrer nofollow" target="_blank">x</a>';
    expect(renderMarkdown('[x](https://a.example)')).toContain(outside);
    expect(renderGuideline('[x](/sessions/s1)')).toContain('<a href="/sessions/s1">x</a>');
    expect(renderMarkdown('[x](/sessions/s1)')).toBe('<p>[x](/sessions/s1)</p>\n');
  });

  test('direction overrides are made visible', () => {
    expect(renderMarkdown('abc\u202Edef')).toContain('<span class="control-character">U+202E</span>');
  });

  test('headings of a guideline go below those of the page; those of an item are no headings of the page', () => {
    expect(renderGuideline('# a')).toBe('<h2>a</h2>\n');
    expect(renderGuideline('###### a')).toBe('<h6>a</h6>\n');
    expect(renderMarkdown('# a')).toBe('<p class="heading heading-1">a</p>\n');
  });

  test('a header cell without words is an empty cell', () => {
    const html = renderMarkdown('| | b |\n|-|:-:|\n| c | d |');
    expect(html).toContain('<td></td>\n<th class="align-center">b</th>');
  });

  test('clauses carry their id, and a dashed line under a sentence makes no clause', () => {
    expect(renderGuideline('## Ties {#c-k3f9}')).toBe('<h3 id="c-k3f9">Ties</h3>\n');
    expect(renderGuideline('Sentence\n---')).toBe('<p>Sentence</p>\n<hr>\n');
    const edgeCase = renderGuideline('::: edge-case {#e-1}\n**Question.** Why?\n:::');
    expect(edgeCase).toBe(
      '<section class="edge-case" id="e-1">\n<p><strong>Question.</strong> Why?</p>\n</section>\n',
    );
  });
});

describe('W1 a single line break', () => {
  const VERSE = 'Roses are red,\nviolets are blue';
  const BROKEN = 'Roses are red,<br>\nviolets are blue';

  test('is one in what is judged: in a paragraph, a list, a quotation, and a claim', () => {
    expect(renderMarkdown(VERSE)).toBe(`<p>${BROKEN}</p>\n`);
    expect(renderMarkdown(`- ${VERSE.replace('\n', '\n  ')}`)).toContain(BROKEN);
    expect(renderMarkdown(`> ${VERSE.replace('\n', '\n> ')}`)).toContain(BROKEN);
    expect(renderInline(VERSE)).toBe(BROKEN);
  });

  test('is one also in a paragraph too long to format', () => {
    expect(renderMarkdown(`${VERSE}${' x'.repeat(6_000)}`)).toContain(BROKEN);
  });

  test('is one as Windows writes it, and none in code, which keeps its own', () => {
    expect(renderMarkdown(VERSE.replace('\n', '\r\n'))).toBe(`<p>${BROKEN}</p>\n`);
    expect(renderMarkdown('```\na\nb\n```')).not.toContain('<br>');
  });

  test('flows in the guideline, which is CommonMark', () => {
    expect(renderGuideline(VERSE)).toBe(`<p>${VERSE}</p>\n`);
  });
});
