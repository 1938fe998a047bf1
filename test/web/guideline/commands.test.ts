import { EditorSelection, EditorState } from '@codemirror/state';
import { expect, test } from 'vitest';
import {
  insertEdgeCase,
  insertTable,
  linkAt,
  removeLink,
  setHeading,
  setLink,
  toggleList,
  toggleStyle,
  type Act,
} from '#lib/guideline/editor/commands.ts';
import { guidelineMarkdown } from '#lib/guideline/editor/language.ts';
import { partsField } from '#lib/guideline/editor/parts-field.ts';

/** The text with the selection marked: `|` for a caret, `[`…`]` for a stretch. */
function state(marked: string): EditorState {
  const [from, to] = [marked.search(/[|‹]/), marked.replace(/^([^‹]*)‹/, '$1').search(/[|›]/)];
  return EditorState.create({
    doc: marked.replace(/[|‹›]/g, ''),
    selection: EditorSelection.range(from, to),
    extensions: [guidelineMarkdown(), partsField],
  });
}

function run(marked: string, act: Act): string {
  const before = state(marked);
  const spec = act(before);
  if (!spec) return marked;
  const after = before.update(spec).state;
  const { from, to } = after.selection.main;
  const text = after.doc.toString();
  return from === to
    ? `${text.slice(0, from)}|${text.slice(from)}`
    : `${text.slice(0, from)}‹${text.slice(from, to)}›${text.slice(to)}`;
}

test('bold goes around the selection, or the word at the caret, and comes off again', () => {
  expect(run('a ‹tie› is', toggleStyle('bold'))).toBe('a **‹tie›** is');
  expect(run('a t|ie is', toggleStyle('bold'))).toBe('a **‹tie›** is');
  expect(run('a **t|ie** is', toggleStyle('bold'))).toBe('a t|ie is');
});

test('blanks at the ends of a selection stay outside the marks, which would not hold otherwise', () => {
  expect(run('a‹ tie › is', toggleStyle('italic'))).toBe('a *‹tie›*  is');
});

test('an empty line becomes a heading with the caret behind its mark', () => {
  expect(run('|', setHeading(2))).toBe('## |');
});

test('a heading keeps its clause id at another level and gives it up as plain text', () => {
  expect(run('## Ti|es {#c-tie}', setHeading(3))).toBe('### Ti|es {#c-tie}');
  expect(run('## Ti|es {#c-tie}', setHeading(0))).toBe('Ti|es');
});

test('the line that opens an edge case cannot be made a heading', () => {
  expect(run('::: edge|-case\nx\n:::', setHeading(2))).toBe('::: edge|-case\nx\n:::');
});

test('lines become a list, another list, and lines again', () => {
  expect(run('‹one\ntwo›', toggleList('bullets')).replace(/[‹›|]/g, '')).toBe('- one\n- two');
  expect(run('‹- one\n- two›', toggleList('numbers')).replace(/[‹›|]/g, '')).toBe('1. one\n2. two');
  expect(run('‹- one\n- two›', toggleList('bullets')).replace(/[‹›|]/g, '')).toBe('one\ntwo');
  expect(run('|', toggleList('bullets'))).toBe('- |');
});

test('a block keeps a blank line to the text on either side', () => {
  expect(run('Before|\nAfter', insertTable)).toMatch(/^Before\n\n\| Case .*\|\n\n?\|?\nAfter$/s);
  expect(run('Before|', insertEdgeCase)).toMatch(/^Before\n\n::: edge-case\n\*\*Question\.\*\* \|\n/);
});

test('an edge case is put behind the one that the caret is in, not inside it', () => {
  const text = run('::: edge-case\none|\n:::\n', insertEdgeCase);
  expect(text.indexOf('Question')).toBeGreaterThan(text.indexOf('\n:::\n'));
});

test('a link is set around words, found at the caret, changed and taken away', () => {
  expect(run('see ‹ties› here', setLink('ties', '#c-tie'))).toBe('see [ties](#c-tie)| here');
  expect(linkAt(state('see [ti|es](#c-tie) here'))).toMatchObject({ words: 'ties', href: '#c-tie' });
  expect(run('see [ti|es](#c-tie) here', setLink('ties', 'example.org/a b'))).toBe(
    'see [ties](https://example.org/a%20b)| here',
  );
  expect(run('see [ti|es](#c-tie) here', removeLink).replace('|', '')).toBe('see ties here');
});
