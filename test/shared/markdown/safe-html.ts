/*
 * What rendered HTML may consist of, written down a second time and independently of the renderer. The whole output must be
 * text, character references, and tags of this list with exactly these attributes: whatever else begins with `<` is a hole.
 */
const TEXT_TAGS = [
  'p',
  'strong',
  'em',
  's',
  'code',
  'blockquote',
  'ul',
  'ol',
  'li',
  'table',
  'thead',
  'tbody',
  'tr',
  'th',
  'td',
];
const HEADINGS = ['h2', 'h3', 'h4', 'h5', 'h6'];
const MATH = [
  ...[
    'math',
    'semantics',
    'annotation',
    'mrow',
    'mi',
    'mo',
    'mn',
    'ms',
    'mtext',
    'mfrac',
    'msqrt',
    'mroot',
    'msup',
    'msub',
  ],
  ...[
    'msubsup',
    'munder',
    'mover',
    'munderover',
    'mtable',
    'mtr',
    'mtd',
    'mstyle',
    'mspace',
    'mpadded',
    'mphantom',
    'menclose',
  ],
];

const ID = /^[ce]-[A-Za-z0-9_-]{1,60}$/;
const HREF = /^(?:https?:\/\/[^\s\\@]+|mailto:[^\s\\]+|\/(?![/\\])[^\s\\]*|#[^\s\\]*)$/i;
const MATH_VALUE = /^[A-Za-z0-9 .%#:/+-]*$/;

type Check = (value: string) => boolean;
const anything: Check = () => true;
const is =
  (...allowed: string[]): Check =>
  (value) =>
    allowed.includes(value);

const ATTRIBUTES: Readonly<Record<string, Readonly<Record<string, Check>>>> = {
  a: {
    href: (value) => HREF.test(value),
    title: anything,
    rel: is('noopener noreferrer nofollow'),
    target: is('_blank'),
  },
  ol: { start: (value) => /^\d{1,9}$/.test(value) },
  th: { class: is('align-left', 'align-right', 'align-center') },
  td: { class: is('align-left', 'align-right', 'align-center') },
  table: { tabindex: is('0') },
  pre: {
    tabindex: is('0'),
    'data-language': (value) => /^[A-Za-z0-9+#.-]{1,20}$/.test(value),
  },
  code: { class: is('formula-source') },
  span: { class: is('katex', 'control-character', 'truncated') },
  section: { class: is('edge-case'), id: (value) => ID.test(value) },
  p: {
    class: is('truncated', ...[1, 2, 3, 4, 5, 6].map((level) => `heading heading-${level}`)),
    role: is('note'),
  },
  br: {},
  hr: {},
};

function checkOf(tag: string): Readonly<Record<string, Check>> | null {
  const listed = ATTRIBUTES[tag];
  if (listed) return listed;
  if (HEADINGS.includes(tag)) return { id: (value) => ID.test(value) };
  if (TEXT_TAGS.includes(tag)) return {};
  if (MATH.includes(tag)) return new Proxy({}, { get: () => (value: string) => MATH_VALUE.test(value) });
  return null;
}

const TAG = /<(\/?)([a-z][a-z0-9]*)((?:\s+[a-zA-Z-]+="[^"<>]*")*)\s*>/y;
const EVENT_OR_STYLE = /^(?:on|style$|src|xlink|formaction|srcdoc)/i;

function decoded(value: string): string {
  return value.replace(
    /&(?:amp|lt|gt|quot);/g,
    (name) => ({ '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"' })[name] ?? name,
  );
}

/** The first thing in `html` that could act, with its surroundings; null when there is none. */
export function firstHole(html: string): string | null {
  for (let at = html.indexOf('<'); at >= 0; at = html.indexOf('<', at + 1)) {
    TAG.lastIndex = at;
    const found = TAG.exec(html);
    const [, , tag = '', attributes = ''] = found ?? [];
    const checks = found ? checkOf(tag) : null;
    const where = html.slice(at, at + 80);
    if (!checks) return `not a tag that may occur: ${where}`;
    for (const [, name = '', value = ''] of attributes.matchAll(/([a-zA-Z-]+)="([^"]*)"/g)) {
      if (EVENT_OR_STYLE.test(name) || checks[name]?.(decoded(value)) !== true)
        return `attribute ${name}: ${where}`;
    }
  }
  return /[<>]/.test(html.replace(/<[^<>]*>/g, '')) ? 'a stray bracket' : null;
}
