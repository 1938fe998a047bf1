import type { Dimension } from '#shared/rubric/rubric.ts';
import type { Peer } from '../guideline/editor/presence.ts';
import type { SharedDraft } from '../guideline/shared-draft.ts';
import type { Part } from '../guideline/structure.ts';

/** What stands in a draft and who is at it, as a screen can follow it. */
export class DraftContents {
  #parts = $state.raw<readonly Part[]>([]);
  #length = $state(0);
  #dimensions = $state.raw<readonly Dimension[]>([]);
  #canUndoRubric = $state(false);
  #peers = $state.raw<readonly Peer[]>([]);

  get parts() {
    return this.#parts;
  }

  get length() {
    return this.#length;
  }

  get dimensions() {
    return this.#dimensions;
  }

  get canUndoRubric() {
    return this.#canUndoRubric;
  }

  get peers() {
    return this.#peers;
  }

  /** From here on every change of this draft is seen; answers how to stop. */
  follow(draft: SharedDraft): () => void {
    const stop = draft.watch({
      text: () => this.#readText(draft),
      rubric: () => this.#readRubric(draft),
      people: () => (this.#peers = draft.peers()),
    });
    return () => {
      stop();
      this.#peers = [];
    };
  }

  read(draft: SharedDraft): void {
    this.#readText(draft);
    this.#readRubric(draft);
  }

  #readText(draft: SharedDraft): void {
    this.#parts = draft.parts();
    this.#length = draft.text.length;
  }

  #readRubric(draft: SharedDraft): void {
    this.#dimensions = draft.dimensions();
    this.#canUndoRubric = draft.canUndoRubric;
  }
}
