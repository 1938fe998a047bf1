import { Awareness } from 'y-protocols/awareness';
import * as Y from 'yjs';
import {
  dimensionOrder,
  dimensionValue,
  draftRubric,
  draftText,
  moveDimension,
  removeDimension,
  writeDimension,
  writeTask,
} from '#shared/guideline/document.ts';
import { canonicalRubric } from '#shared/guideline/canonical.ts';
import type { Dimension, Rubric } from '#shared/rubric/rubric.ts';
import { readDimension } from '#lib/components/rubric/dimension-draft.ts';
import { peersOf, type Peer } from './editor/presence.ts';
import { partsOf, type Part } from './structure.ts';

/** Origin of what this person does to the rubric: only that is undone by this person. */
const BY_ME = Symbol('rubric edit');

/** Text and rubric of a draft at one moment, for comparing and copying. */
export interface DraftCopy {
  readonly text: string;
  readonly dimensions: readonly Dimension[];
}

/** One history of the draft in this browser: text, rubric and who is here. A rebuilt draft is another history. */
export class SharedDraft {
  readonly doc = new Y.Doc();
  readonly awareness = new Awareness(this.doc);
  readonly epoch: string;
  readonly #rubricUndo: Y.UndoManager;

  constructor(epoch: string) {
    this.epoch = epoch;
    this.#rubricUndo = new Y.UndoManager(draftRubric(this.doc), { trackedOrigins: new Set([BY_ME]) });
  }

  get text(): Y.Text {
    return draftText(this.doc);
  }

  parts(): Part[] {
    return partsOf(this.text.toJSON());
  }

  dimensions(): Dimension[] {
    return dimensionOrder(this.doc).map((id) => readDimension(id, dimensionValue(this.doc, id)));
  }

  peers(): Peer[] {
    return peersOf(this.awareness, this.text);
  }

  copy(): DraftCopy {
    return { text: this.text.toJSON(), dimensions: this.dimensions() };
  }

  /** Calls back when text, rubric or people change; answers how to stop. */
  watch(on: { text: () => void; rubric: () => void; people: () => void }): () => void {
    const rubric = draftRubric(this.doc);
    const { text } = this;
    text.observe(on.text);
    rubric.observe(on.rubric);
    this.awareness.on('change', on.people);
    return () => {
      text.unobserve(on.text);
      rubric.unobserve(on.rubric);
      this.awareness.off('change', on.people);
    };
  }

  /** Calls back at every edit that is made here, on text or rubric; answers how to stop. */
  watchEdits(onedit: () => void): () => void {
    const onupdate = (_update: Uint8Array, _origin: unknown, _doc: Y.Doc, { local }: Y.Transaction) => {
      if (local) onedit();
    };
    this.doc.on('update', onupdate);
    return () => this.doc.off('update', onupdate);
  }

  /** Changes a dimension as it stands now, so that somebody else's change of another field stays. */
  editDimension(id: string, change: (dimension: Dimension) => Dimension): void {
    const current = readDimension(id, dimensionValue(this.doc, id));
    this.#write(() => writeDimension(this.doc, change(current), BY_ME));
  }

  addDimension(dimension: Dimension): void {
    this.#write(() => writeDimension(this.doc, dimension, BY_ME));
  }

  moveDimension(id: string, place: number): void {
    this.#write(() => moveDimension(this.doc, id, place, BY_ME));
  }

  removeDimension(id: string): void {
    this.#write(() => removeDimension(this.doc, id, BY_ME));
  }

  /** Takes the dimensions of a template: instead of what is there, or behind it where an id is free. */
  takeRubric(rubric: Rubric, how: 'replace' | 'add'): void {
    this.#write(() =>
      this.doc.transact(() => {
        const present = dimensionOrder(this.doc);
        if (how === 'replace') {
          for (const id of present) removeDimension(this.doc, id, BY_ME);
          writeTask(this.doc, rubric.task, BY_ME);
        }
        const kept = how === 'replace' ? [] : present;
        for (const dimension of rubric.dimensions) {
          if (!kept.includes(dimension.id)) writeDimension(this.doc, dimension, BY_ME);
        }
      }, BY_ME),
    );
  }

  get canUndoRubric(): boolean {
    return this.#rubricUndo.undoStack.length > 0;
  }

  undoRubric(): void {
    this.#rubricUndo.undo();
  }

  /** Each act on the rubric is a step of its own. */
  #write(work: () => void): void {
    this.#rubricUndo.stopCapturing();
    work();
  }

  /** Awareness and undo go with their document. */
  destroy(): void {
    this.doc.destroy();
  }
}

const rubricKey = (dimensions: readonly Dimension[]) =>
  canonicalRubric({ task: '', dimensions: [...dimensions] });

/** Whether two copies say the same. */
export const isSameCopy = (a: DraftCopy, b: DraftCopy): boolean =>
  a.text === b.text && rubricKey(a.dimensions) === rubricKey(b.dimensions);
