import { EditorSelection, EditorState } from '@codemirror/state';
import type { Decoration } from '@codemirror/view';
import { expect, test } from 'vitest';
import { renderDraft } from '#lib/guideline/editor/decorations.ts';
import { guidelineMarkdown } from '#lib/guideline/editor/language.ts';
import { partsField } from '#lib/guideline/editor/parts-field.ts';

interface Shown {
  readonly text: string;
  readonly class: string;
  readonly isReplaced: boolean;
}

function stateOf(doc: string, caret: number | null = null): EditorState {
  return EditorState.create({
    doc,
    extensions: [guidelineMarkdown(), partsField],
    ...(caret === null ? {} : { selection: EditorSelection.cursor(caret) }),
  });
}

function render(doc: string, caret: number | null = null): Shown[] {
  const state = stateOf(doc, caret);
  const { decorations } = renderDraft(state, {
    stretches: [{ from: 0, to: doc.length }],
    isTouched: (from, to) => caret !== null && from <= caret && caret <= to,
  });
  const shown: Shown[] = [];
  decorations.between(0, doc.length, (from, to, value: Decoration) => {
    const spec = value.spec as { class?: string; widget?: unknown };
    shown.push({
      text: doc.slice(from, to),
      class: spec.class ?? '',
      isReplaced: to > from && spec.class === undefined,
    });
  });
  return shown;
}

/** What a reader sees as letters: the text without everything that is replaced. */
function read(doc: string, caret: number | null = null): string {
  const state = stateOf(doc, caret);
  const { decorations } = renderDraft(state, {
    stretches: [{ from: 0, to: doc.length }],
    isTouched: (from, to) => caret !== null && from <= caret && caret <= to,
  });
  const gone = new Set<number>();
  decorations.between(0, doc.length, (from, to, value: Decoration) => {
    const spec = value.spec as { class?: string };
    if (spec.class === undefined) for (let at = from; at < to; at++) gone.add(at);
  });
  return [...doc].filter((_, at) => !gone.has(at)).join('');
}

const classes = (shown: readonly Shown[]) =>
  shown.map((entry) => entry.class).filter((name) => name !== '' && name !== 'cm-blank');

test('a reader sees words and no marks', () => {
  const doc = '## Ties {#c-tie}\n\nA *tie* is a **finding**, see [length](#c-length) and `code`; 2 \\* 3.\n';
  expect(read(doc)).toBe('Ties\n\nA tie is a finding, see length and code; 2 * 3.\n');
});

test('the marks around a word come back while the caret touches it, and only those', () => {
  const doc = 'A *tie* is a **finding**.';
  expect(read(doc, doc.indexOf('find'))).toBe('A tie is a **finding**.');
  expect(read(doc, 0)).toBe('A tie is a finding.');
});

test('the marks of a heading and its clause id stay out of sight under the caret', () => {
  expect(read('## Ties {#c-tie}', 5)).toBe('Ties');
});

test('a heading is sized by its level', () => {
  expect(classes(render('# One\n\n### Three'))).toEqual([
    'cm-heading cm-heading-1',
    'cm-heading cm-heading-3',
  ]);
});

test('an edge case is a card: its lines are marked from the first to the last, its fences are out of sight', () => {
  const doc = '::: edge-case {#e-one}\n**Question.** Both refuse?\n:::\n';
  expect(read(doc)).toBe('\nQuestion. Both refuse?\n\n');
  expect(classes(render(doc)).filter((name) => name.startsWith('cm-edge-case'))).toEqual([
    'cm-edge-case cm-edge-case-first',
    'cm-edge-case',
    'cm-edge-case cm-edge-case-last',
  ]);
});

test('an edge case that is not closed stays text', () => {
  const doc = '::: edge-case {#e-one}\nnever closed\n';
  expect(classes(render(doc)).filter((name) => name.startsWith('cm-edge-case'))).toEqual([]);
});

test('what the renderer of versions does not know is not formatted here either', () => {
  for (const doc of ['Title\n===\n', '<b>bold</b>', 'H~2~O', 'see https://example.org']) {
    expect(read(doc)).toBe(doc);
  }
});

test('a hash in a code block is no heading', () => {
  expect(classes(render('```sh\n# comment\n```'))).toEqual([
    'cm-code cm-code-first',
    'cm-code',
    'cm-code cm-code-last',
  ]);
});

test('list items are indented by depth and their bullet stands for the mark', () => {
  const doc = '- one\n  - two\n1. first';
  expect(classes(render(doc))).toEqual([
    'cm-item cm-item-1',
    'cm-item cm-item-2',
    'cm-item cm-item-1',
    'cm-item-number',
  ]);
  expect(read(doc)).toBe(' one\n two\n1. first');
});

test('the caret jumps over heading marks, clause ids and the lines around an edge case', () => {
  const doc = '## Ties {#c-tie}\n\n::: edge-case {#e-one}\nText\n:::';
  const { atomic } = renderDraft(stateOf(doc), {
    stretches: [{ from: 0, to: doc.length }],
    isTouched: () => false,
  });
  const jumped: string[] = [];
  atomic.between(0, doc.length, (from, to) => {
    jumped.push(doc.slice(from, to));
  });
  expect(jumped).toEqual(['## ', ' {#c-tie}', '::: edge-case {#e-one}', ':::']);
});
