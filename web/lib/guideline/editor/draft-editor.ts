import { defaultKeymap, standardKeymap } from '@codemirror/commands';
import { insertNewlineContinueMarkupCommand, deleteMarkupBackward } from '@codemirror/lang-markdown';
import { Compartment, EditorState, Prec } from '@codemirror/state';
import {
  drawSelection,
  dropCursor,
  EditorView,
  keymap,
  placeholder,
  type ViewUpdate,
} from '@codemirror/view';
import { yCollab, yUndoManagerKeymap } from 'y-codemirror.next';
import type { Awareness } from 'y-protocols/awareness';
import { UndoManager, type Text } from 'yjs';
import type { Part } from '../structure.ts';
import {
  hasStyle,
  headingLevel,
  insertTable,
  linkAt,
  listKind,
  run,
  toggleStyle,
  type Act,
  type ListKind,
} from './commands.ts';
import { guidelineMarkdown } from './language.ts';
import { liveRendering } from './live-rendering.ts';
import { draftParts, partsField } from './parts-field.ts';
import { remoteCarets } from './remote-carets.ts';
import { drawnTables } from './table-field.ts';
import { focusTable, tables } from './tables.ts';
import { guardedEdits } from './user-edits.ts';

/** What the toolbar and the outline need to know of the caret's place. */
export interface CaretFacts {
  readonly clause: Part | null;
  readonly heading: number;
  readonly list: ListKind | null;
  readonly isBold: boolean;
  readonly isItalic: boolean;
  readonly link: { readonly words: string; readonly href: string } | null;
  readonly selected: string;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
}

export interface DraftEditorOptions {
  readonly parent: HTMLElement;
  readonly text: Text;
  readonly awareness: Awareness;
  readonly isReadOnly: boolean;
  /** The page's nonce for injected styles. */
  readonly nonce: string;
  readonly oncaret: (facts: CaretFacts) => void;
  readonly onlink: () => void;
  readonly onedgecase: (id: string) => void;
}

/** Edits closer together than this are undone in one step. */
const UNDO_STEP_MS = 500;

const writable = (isReadOnly: boolean) => [
  EditorState.readOnly.of(isReadOnly),
  EditorView.editable.of(!isReadOnly),
  // Read only it has no caret, and the keyboard must still be able to come to it and scroll.
  EditorView.contentAttributes.of(
    isReadOnly
      ? { 'aria-label': 'Guideline draft, read only', tabindex: '0' }
      : { 'aria-label': 'Guideline draft', spellcheck: 'true' },
  ),
];

function factsOf({ state }: EditorView, undo: UndoManager): CaretFacts {
  const { head, from, to } = state.selection.main;
  const parts = draftParts(state);
  const link = linkAt(state);
  return {
    clause:
      parts.findLast((part) => part.from <= head && (part.kind === 'heading' || head <= part.to)) ?? null,
    heading: headingLevel(state),
    list: listKind(state),
    isBold: hasStyle(state, 'bold'),
    isItalic: hasStyle(state, 'italic'),
    link: link && { words: link.words, href: link.href },
    selected: state.sliceDoc(from, to),
    canUndo: undo.undoStack.length > 0,
    canRedo: undo.redoStack.length > 0,
  };
}

/** The editor of one draft: CodeMirror bound to the shared text, undoing only what was written here. */
export class DraftEditor {
  readonly #view: EditorView;
  readonly #undo: UndoManager;
  readonly #text: Text;
  readonly #access = new Compartment();

  constructor(options: DraftEditorOptions) {
    this.#text = options.text;
    this.#undo = new UndoManager(options.text, { captureTimeout: UNDO_STEP_MS, trackedOrigins: new Set() });
    const tell = () => options.oncaret(factsOf(this.#view, this.#undo));
    this.#view = new EditorView({
      parent: options.parent,
      state: EditorState.create({
        doc: options.text.toJSON(),
        extensions: [
          this.#access.of(writable(options.isReadOnly)),
          EditorView.cspNonce.of(options.nonce),
          EditorView.lineWrapping,
          EditorView.updateListener.of((update: ViewUpdate) => {
            if (update.docChanged || update.selectionSet) tell();
          }),
          this.#keys(options.onlink),
          drawSelection(),
          dropCursor(),
          placeholder('Write what people should do, and why.'),
          guidelineMarkdown(),
          partsField,
          guardedEdits,
          liveRendering(options.onedgecase),
          tables,
          yCollab(options.text, null, { undoManager: this.#undo }),
          remoteCarets(options.text, options.awareness),
        ],
      }),
    });
    this.#undo.on('stack-item-added', tell);
    this.#undo.on('stack-item-popped', tell);
    tell();
  }

  #keys(onlink: () => void) {
    const act = (command: Act) => (view: EditorView) => run(view, command);
    return [
      Prec.high(
        keymap.of([
          { key: 'Mod-b', run: act(toggleStyle('bold')) },
          { key: 'Mod-i', run: act(toggleStyle('italic')) },
          {
            key: 'Mod-k',
            run: () => {
              onlink();
              return true;
            },
          },
          ...yUndoManagerKeymap,
          { key: 'Enter', run: insertNewlineContinueMarkupCommand({ nonTightLists: false }) },
          { key: 'Backspace', run: deleteMarkupBackward },
        ]),
      ),
      keymap.of([
        ...standardKeymap,
        ...defaultKeymap.filter(({ key }) => key === 'Alt-ArrowUp' || key === 'Alt-ArrowDown'),
      ]),
    ];
  }

  get view(): EditorView {
    return this.#view;
  }

  run(act: Act): boolean {
    return run(this.#view, act);
  }

  /** Puts a table at the caret and the caret into its first cell. */
  insertTable(): void {
    const caret = this.#view.state.selection.main.head;
    if (!run(this.#view, insertTable)) return;
    const added = drawnTables(this.#view.state).find(({ from }) => from >= caret);
    if (added) requestAnimationFrame(() => focusTable(this.#view, added.from));
  }

  undo(): void {
    this.#undo.undo();
    this.#view.focus();
  }

  redo(): void {
    this.#undo.redo();
    this.#view.focus();
  }

  setReadOnly(isReadOnly: boolean): void {
    if (this.#view.state.readOnly === isReadOnly) return;
    this.#view.dispatch({ effects: this.#access.reconfigure(writable(isReadOnly)) });
  }

  /** Puts the caret at a position and the line near the top of the screen. */
  jumpTo(position: number): void {
    const at = Math.min(position, this.#view.state.doc.length);
    this.#view.dispatch({
      selection: { anchor: at },
      effects: EditorView.scrollIntoView(at, { y: 'start', yMargin: 120 }),
    });
    this.#view.focus();
  }

  destroy(): void {
    this.#view.destroy();
    // A document that is gone has taken its undo along.
    if (this.#text.doc?.isDestroyed === false) this.#undo.destroy();
  }
}
