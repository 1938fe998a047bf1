import { RangeSet, type EditorState } from '@codemirror/state';
import { EditorView, ViewPlugin, type ViewUpdate } from '@codemirror/view';
import { syntaxTree } from '@codemirror/language';
import { renderDraft, type Rendering } from './decorations.ts';

type EdgeCaseOpener = ((id: string) => void) | null;

const touches = (state: EditorState, from: number, to: number) =>
  state.selection.ranges.some((range) => range.from <= to && range.to >= from);

function renderView(view: EditorView, onedgecase: EdgeCaseOpener): Rendering {
  const isWriting = view.hasFocus && !view.state.readOnly;
  return renderDraft(view.state, {
    stretches: [view.viewport],
    isTouched: (from, to) => isWriting && touches(view.state, from, to),
    onedgecase,
  });
}

const isStale = (update: ViewUpdate) =>
  update.docChanged ||
  update.selectionSet ||
  update.viewportChanged ||
  update.focusChanged ||
  syntaxTree(update.startState) !== syntaxTree(update.state);

/** Keeps the rendering in step with text, caret, focus and scrolling. */
export function liveRendering(onedgecase: EdgeCaseOpener) {
  const plugin = ViewPlugin.fromClass(
    class {
      rendering: Rendering;

      constructor(view: EditorView) {
        this.rendering = renderView(view, onedgecase);
      }

      update(update: ViewUpdate) {
        if (isStale(update)) this.rendering = renderView(update.view, onedgecase);
      }
    },
    { decorations: (value) => value.rendering.decorations },
  );
  return [
    plugin,
    EditorView.atomicRanges.of((view) => view.plugin(plugin)?.rendering.atomic ?? RangeSet.empty),
  ];
}
