import fc from 'fast-check';
import { expect, test } from 'vitest';
import { doubledMembers } from '#shared/import/doubled-members.ts';

/* JSON as it may be written: objects as lists of members, so that a name can come twice; any string escaped or not, any blanks. */
type Node =
  | { of: 'object'; members: [string, Node][] }
  | { of: 'list'; entries: Node[] }
  | { of: 'text'; text: string };

const strings = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom('a', 'b', '"', '\\', '\\"', '{', '"a":1,"a":2', 'a\\', '\u0000', '__proto__', ':', ' : '),
);
/**
 * No name that begins with a backslash: once it has seen one, V8 13.6 takes other escaped names for it, so that JSON.parse is no yardstick.
 */
const names = strings.filter((text) => !text.startsWith('\\'));
const { node } = fc.letrec<{ node: Node }>((tie) => ({
  node: fc.oneof(
    { depthSize: 'small' },
    fc.record({ of: fc.constant('text' as const), text: strings }),
    fc.record({ of: fc.constant('list' as const), entries: fc.array(tie('node'), { maxLength: 4 }) }),
    fc.record({
      of: fc.constant('object' as const),
      members: fc.array(fc.tuple(names, tie('node')), { maxLength: 5 }),
    }),
  ),
}));

const escaped = (text: string): string =>
  `"${[...text]
    .flatMap((sign) => sign.split(''))
    .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .join('')}"`;

/** `style` decides, string by string and gap by gap, how it is written. */
function written(tree: Node, style: () => number): string {
  const gap = () => ['', ' ', '\n\t', ' \r\n '][style() % 4] ?? '';
  const spelled = (text: string) => (style() % 2 === 0 ? JSON.stringify(text) : escaped(text));
  const within = (parts: string[], open: string, close: string) =>
    `${open}${gap()}${parts.join(`${gap()},${gap()}`)}${gap()}${close}`;
  if (tree.of === 'text') return spelled(tree.text);
  if (tree.of === 'list')
    return within(
      tree.entries.map((entry) => written(entry, style)),
      '[',
      ']',
    );
  return within(
    tree.members.map(([name, value]) => `${spelled(name)}${gap()}:${gap()}${written(value, style)}`),
    '{',
    '}',
  );
}

function expected(tree: Node, path: (string | number)[] = []): { name: string; path: (string | number)[] }[] {
  if (tree.of === 'text') return [];
  if (tree.of === 'list') return tree.entries.flatMap((entry, at) => expected(entry, [...path, at]));
  return tree.members.flatMap(([name, value], index) => {
    const isSecond = tree.members.slice(0, index).some(([other]) => other === name);
    return [...(isSecond ? [{ name, path }] : []), ...expected(value, [...path, name])];
  });
}

const membersIn = (value: unknown): number =>
  typeof value !== 'object' || value === null
    ? 0
    : (Array.isArray(value) ? 0 : Object.keys(value).length) +
      Object.values(value).reduce((sum: number, part) => sum + membersIn(part), 0);

const membersOf = (tree: Node): number =>
  tree.of === 'text'
    ? 0
    : tree.of === 'list'
      ? tree.entries.reduce((sum, entry) => sum + membersOf(entry), 0)
      : tree.members.reduce((sum, [, value]) => sum + 1 + membersOf(value), 0);

const texts = fc.tuple(node, fc.infiniteStream(fc.nat(7))).map(([tree, choices]) => {
  const style = () => choices.next().value as number;
  return { tree, text: written(tree, style) };
});

test('I1 every name that stands twice in an object is found, with its place, however it is written', () => {
  fc.assert(
    fc.property(texts, ({ tree, text }) => {
      expect([...doubledMembers(text)]).toEqual(expected(tree));
    }),
    { numRuns: 500 },
  );
});

test('I1 JSON.parse loses a member exactly where a doubled one is found', () => {
  fc.assert(
    fc.property(texts, ({ tree, text }) => {
      const isLossless = membersIn(JSON.parse(text)) === membersOf(tree);
      expect([...doubledMembers(text)].length === 0).toBe(isLossless);
    }),
    { numRuns: 500 },
  );
});

test('what JSON.stringify writes has no name twice', () => {
  fc.assert(
    fc.property(fc.jsonValue({ stringUnit: 'binary' }), fc.nat(3), (value, indent) => {
      expect([...doubledMembers(JSON.stringify(value, null, indent))]).toEqual([]);
    }),
  );
});

test('a text of a million quotes or backslashes is scanned in time that grows with its length', () => {
  for (const sign of ['"', '\\']) {
    const text = JSON.stringify({ a: sign.repeat(500_000), b: 1 });
    expect([...doubledMembers(text)]).toEqual([]);
  }
});
