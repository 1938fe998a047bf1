import { RangeSet, StateField, type EditorState, type Range } from '@codemirror/state';
import { Decoration, EditorView } from '@codemirror/view';
import { syntaxTree } from '@codemirror/language';
import { treeOf } from './language.ts';
import type { TableStretch } from './table-guards.ts';
import { readTable } from './table-source.ts';
import { TableWidget } from './table-widget.ts';

function drawn(state: EditorState): RangeSet<Decoration> {
  const ranges: Range<Decoration>[] = [];
  const add = (from: number, to: number) => {
    const source = state.sliceDoc(from, to);
    if (!readTable(source, from)) return;
    const widget = new TableWidget(source, !state.readOnly);
    ranges.push(Decoration.replace({ widget, block: true }).range(from, to));
  };
  treeOf(state, state.doc.length)?.iterate({
    enter(node) {
      if (node.name !== 'Table') return undefined;
      // Only whole lines can be drawn as a block; a table inside a quote stays source.
      const isFlush =
        state.doc.lineAt(node.from).from === node.from && state.doc.lineAt(node.to).to === node.to;
      if (isFlush) add(node.from, node.to);
      return false;
    },
  });
  return RangeSet.of(ranges);
}

/** Every table of the draft, drawn in place of its source. */
export const tableField = StateField.define<RangeSet<Decoration>>({
  create: drawn,
  update: (value, { docChanged, startState, state }) =>
    docChanged || syntaxTree(startState) !== syntaxTree(state) || startState.readOnly !== state.readOnly
      ? drawn(state)
      : value,
  provide: (field) => [
    EditorView.decorations.from(field),
    EditorView.atomicRanges.of((view) => view.state.field(field)),
  ],
});

/** Where the tables of the draft stand. */
export function drawnTables(state: EditorState): TableStretch[] {
  const found: TableStretch[] = [];
  state.field(tableField).between(0, state.doc.length, (from, to) => {
    found.push({ from, to });
  });
  return found;
}
