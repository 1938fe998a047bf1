import { applyUpdate } from 'yjs';
import type { GuidelineFacts } from '#shared/protocol/guideline.ts';
import { forgetDraft, keepDraft, keptDraft, readKept, type KeptScope } from '../guideline/kept-draft.ts';
import { isSameCopy, type DraftCopy, type SharedDraft } from '../guideline/shared-draft.ts';
import type { Unsaved } from '../guideline/unsaved.ts';
import type { Keep } from '../session/keep.ts';

/** What only this browser has of a draft: kept through a reload, set aside when it may not be merged, shown until it is dismissed (law G4). */
export class SetAside {
  #shown = $state.raw<Unsaved | null>(null);
  /** Waits for the draft to be open again, to be compared with it. */
  #pending: Omit<Unsaved, 'current'> | null = null;
  readonly #keep: Keep;
  readonly #scope: KeptScope;

  constructor(keep: Keep, scope: KeptScope) {
    this.#keep = keep;
    this.#scope = scope;
  }

  /** What is shown beside the draft. */
  get shown(): Unsaved | null {
    return this.#shown;
  }

  dismiss(): void {
    this.#shown = null;
    forgetDraft(this.#keep, this.#scope);
  }

  /** Keeps a draft with unconfirmed edits of this age; forgets it when all is confirmed. What is set aside already stays kept as it was. */
  keepNow(draft: SharedDraft, since: number | null): void {
    if (this.#pending || this.#shown) return;
    if (since === null) forgetDraft(this.#keep, this.#scope);
    else keepDraft(this.#keep, this.#scope, draft, since);
  }

  /**
   * Edits of an earlier visit: merged when they belong to this history and may still be made, else set aside. Answers when the oldest that
   * was merged was made; null when none was.
   */
  takeKept(draft: SharedDraft, facts: GuidelineFacts): number | null {
    const kept = keptDraft(this.#keep, this.#scope);
    if (!kept || this.#pending) return null;
    if (kept.epoch === facts.epoch && facts.mayEdit) {
      applyUpdate(draft.doc, kept.update);
      return kept.since;
    }
    const mine = readKept(kept);
    const why = facts.mayEdit ? 'rebuilt' : 'rights-changed';
    if (mine) this.#pending = { why, detail: '', mine };
    return null;
  }

  /** Until the draft is open again; what was set aside first counts. */
  put(why: Unsaved['why'], detail: string, mine: DraftCopy): void {
    this.#pending ??= { why, detail, mine };
  }

  /** The draft is open: what was set aside is shown, unless the draft says the same. */
  compareWith(draft: SharedDraft): void {
    const pending = this.#pending;
    this.#pending = null;
    if (!pending) return;
    const current = draft.copy();
    if (isSameCopy(pending.mine, current)) forgetDraft(this.#keep, this.#scope);
    else this.#shown = { ...pending, current };
  }

  /** The draft cannot be opened again: what was set aside is shown alone. */
  showAlone(): void {
    if (this.#pending) this.#shown = { ...this.#pending, why: 'ended', current: null };
  }

  /** The draft has ended here with unconfirmed edits in it. */
  showEnded(mine: DraftCopy): void {
    this.#shown = { why: 'ended', detail: '', mine, current: null };
  }
}
