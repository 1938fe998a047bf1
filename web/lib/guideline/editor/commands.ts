import { EditorSelection, type EditorState, type Line, type TransactionSpec } from '@codemirror/state';
import type { EditorView } from '@codemirror/view';
import { treeOf } from './language.ts';
import { draftParts } from './parts-field.ts';
import { drawnTables } from './table-field.ts';
import { writeTable } from './table-source.ts';
import { byHand } from './by-hand.ts';

/*
 * What the toolbar does. Each act is a change of the text computed from the state, so that it can be tested without a screen;
 * `run` sends it to the view. They know the marks, so the guard for typed edits lets them through.
 */
export type Act = (state: EditorState) => TransactionSpec | null;

/** Where nothing else is said, the caret stays with the words behind it: marks are put in front of it. */
const written = (state: EditorState, spec: TransactionSpec): TransactionSpec => ({
  selection: state.selection.map(state.changes(spec.changes ?? []), 1),
  ...spec,
  userEvent: 'input.format',
  scrollIntoView: true,
  annotations: byHand.of(false),
});

/** Beside a drawn table the caret can stand on the table's own source, which no act of the toolbar may cut into. */
const isAtTable = (state: EditorState) =>
  drawnTables(state).some(
    ({ from, to }) => state.selection.main.from <= to && state.selection.main.to >= from,
  );

export function run(view: EditorView, act: Act): boolean {
  const spec = view.state.readOnly || isAtTable(view.state) ? null : act(view.state);
  if (spec) view.dispatch(spec);
  view.focus();
  return spec !== null;
}

/** The innermost node of this kind around the selection. */
function enclosing(state: EditorState, name: string): { from: number; to: number } | null {
  const { from, to } = state.selection.main;
  for (const side of [-1, 1] as const) {
    const start = treeOf(state, to)?.resolveInner(from, side);
    for (let node = start ?? null; node; node = node.parent) {
      if (node.name === name && node.to >= to) return { from: node.from, to: node.to };
    }
  }
  return null;
}

const WORD_MARK = {
  bold: ['**', 'StrongEmphasis'],
  italic: ['*', 'Emphasis'],
  code: ['`', 'InlineCode'],
} as const;
export type WordStyle = keyof typeof WORD_MARK;

export const hasStyle = (state: EditorState, style: WordStyle): boolean =>
  enclosing(state, WORD_MARK[style][1]) !== null;

/** Puts the marks around the selection, or the word at the caret; takes them away where they are. */
export const toggleStyle =
  (style: WordStyle): Act =>
  (state) => {
    const [mark, name] = WORD_MARK[style];
    const around = enclosing(state, name);
    if (around) {
      return written(state, {
        changes: [
          { from: around.from, to: around.from + mark.length },
          { from: around.to - mark.length, to: around.to },
        ],
      });
    }
    const { main } = state.selection;
    const range = main.empty ? (state.wordAt(main.head) ?? main) : main;
    const text = state.sliceDoc(range.from, range.to);
    if (text.includes('\n\n')) return null;
    const from = range.from + (text.length - text.trimStart().length);
    const to = Math.max(from, range.to - (text.length - text.trimEnd().length));
    return written(state, {
      changes: [
        { from, insert: mark },
        { from: to, insert: mark },
      ],
      selection: EditorSelection.range(from + mark.length, to + mark.length),
    });
  };

function selectedLines(state: EditorState): Line[] {
  const { from, to } = state.selection.main;
  const [first, last] = [state.doc.lineAt(from).number, state.doc.lineAt(to).number];
  return Array.from({ length: last - first + 1 }, (_, index) => state.doc.line(first + index));
}

/** 1 to 6 where the caret stands in a heading, else 0. */
export function headingLevel(state: EditorState): number {
  const line = state.doc.lineAt(state.selection.main.head);
  return /^(#{1,6})\s/.exec(line.text)?.[1]?.length ?? 0;
}

const ID_MARK = /[ \t]*\{#c-[A-Za-z0-9_-]{1,60}\}\s*$/;

/** Makes the caret's line a heading of this level, or plain text (0); a clause that becomes plain text gives its id up. */
export const setHeading =
  (level: number): Act =>
  (state) => {
    const line = state.doc.lineAt(state.selection.main.head);
    if (
      draftParts(state).some(
        (part) => part.kind === 'edge-case' && (part.from === line.from || part.closeFrom === line.from),
      )
    ) {
      return null;
    }
    const old = /^(?:#{1,6}[ \t]+|[-*+][ \t]+|\d+[.)][ \t]+|>[ \t]?)?/.exec(line.text)?.[0] ?? '';
    const mark = level === 0 ? '' : `${'#'.repeat(level)} `;
    const id = level === 0 ? ID_MARK.exec(line.text) : null;
    return written(state, {
      changes: [
        { from: line.from, to: line.from + old.length, insert: mark },
        ...(id ? [{ from: line.from + id.index, to: line.to }] : []),
      ],
    });
  };

export type ListKind = 'bullets' | 'numbers';
const ITEM = /^(\s*)([-*+]|\d+[.)])(\s+)/;
const isOf = (kind: ListKind, mark: string) => /\d/.test(mark) === (kind === 'numbers');

export function listKind(state: EditorState): ListKind | null {
  const mark = ITEM.exec(state.doc.lineAt(state.selection.main.head).text)?.[2];
  return mark === undefined ? null : isOf('numbers', mark) ? 'numbers' : 'bullets';
}

function listLine(line: Line, kind: ListKind, number: number, isRemoval: boolean) {
  const found = ITEM.exec(line.text);
  const indent = found?.[1] ?? '';
  const mark = kind === 'bullets' ? '- ' : `${number}. `;
  return {
    from: line.from,
    to: line.from + (found?.[0].length ?? 0),
    insert: isRemoval ? indent : indent + mark,
  };
}

/** Makes the selected lines a list of this kind; plain lines again when they are one. */
export const toggleList =
  (kind: ListKind): Act =>
  (state) => {
    const lines = selectedLines(state).filter(
      (line) => line.text.trim() !== '' && !/^(#{1,6}\s|:{3})/.test(line.text),
    );
    if (lines.length === 0) return startBlock(state, kind === 'bullets' ? '- ' : '1. ');
    const isRemoval = lines.every((line) =>
      isOf(kind, ITEM.exec(line.text)?.[2] ?? (kind === 'numbers' ? '-' : '1')),
    );
    return written(state, {
      changes: lines.map((line, index) => listLine(line, kind, index + 1, isRemoval)),
    });
  };

/** Text with a blank line on both sides, behind the caret's line; on it when it is empty. */
function placeBlock(
  state: EditorState,
  block: string,
): { from: number; to: number; insert: string; start: number } {
  const inside = draftParts(state).find(
    (part) =>
      part.kind === 'edge-case' &&
      state.selection.main.head >= part.from &&
      state.selection.main.head <= part.to,
  );
  const line = state.doc.lineAt(
    inside?.kind === 'edge-case' && block.startsWith(':::') ? inside.to : state.selection.main.head,
  );
  const isFree = line.text.trim() === '';
  const before = isFree
    ? line.number > 1 && state.doc.line(line.number - 1).text.trim() !== ''
      ? '\n'
      : ''
    : '\n\n';
  const next = line.number < state.doc.lines ? state.doc.line(line.number + 1).text : null;
  const after = next !== null && next.trim() !== '' ? '\n' : '';
  const from = isFree ? line.from : line.to;
  return { from, to: line.to, insert: before + block + after, start: from + before.length };
}

function startBlock(state: EditorState, block: string): TransactionSpec {
  const { start, ...changes } = placeBlock(state, block);
  return written(state, { changes, selection: { anchor: start + block.length } });
}

/** A table of two columns to fill in. */
export const insertTable: Act = (state) => {
  const block = writeTable(
    [
      ['Case', 'What to do'],
      ['', ''],
      ['', ''],
    ],
    [null, null],
  );
  const { start, ...changes } = placeBlock(state, `${block}\n`);
  return written(state, { changes, selection: { anchor: start + block.length + 1 } });
};

const QUESTION = '**Question.** ';

/** An edge case written by hand: question, ruling, reason. Its id comes with the next version. */
export const insertEdgeCase: Act = (state) => {
  const block = `::: edge-case\n${QUESTION}\n\n**Ruling.** \n\n**Reason.** \n:::`;
  const { start, ...changes } = placeBlock(state, block);
  return written(state, {
    changes,
    selection: { anchor: start + '::: edge-case\n'.length + QUESTION.length },
  });
};

/** The link at the caret: its words and where it leads. */
export function linkAt(state: EditorState): { from: number; to: number; words: string; href: string } | null {
  const around = enclosing(state, 'Link');
  const found =
    around && /^\[([^\]]*)\]\(\s*<?([^\s>)]*)>?[^)]*\)$/.exec(state.sliceDoc(around.from, around.to));
  return around && found ? { ...around, words: found[1] ?? '', href: found[2] ?? '' } : null;
}

const isWebAddress = (href: string) => /^(?:https?:\/\/|mailto:|\/|#)/i.test(href);

/** Puts a link in place of the selection or of the link at the caret. An address without scheme is taken as one of the web. */
export const setLink =
  (words: string, href: string): Act =>
  (state) => {
    const old = linkAt(state) ?? state.selection.main;
    const address = isWebAddress(href) ? href : `https://${href}`;
    const insert = `[${words.replace(/[[\]\n]/g, ' ').trim() || address}](${address.replace(/[\s()<>]/g, encodeURIComponent)})`;
    return written(state, {
      changes: { from: old.from, to: old.to, insert },
      selection: { anchor: old.from + insert.length },
    });
  };

/** Leaves the words of the link at the caret and takes the link away. */
export const removeLink: Act = (state) => {
  const link = linkAt(state);
  return link ? written(state, { changes: { from: link.from, to: link.to, insert: link.words } }) : null;
};
