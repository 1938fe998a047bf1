import * as Y from 'yjs';
import type { Tx } from '../../db/database.ts';
import { inTransaction } from '../../db/transaction.ts';
import type { Deps } from '../../deps.ts';
import { compactDraftUpdates, type DraftKey } from '../../repositories/guideline-drafts.ts';
import type { Accepted } from './draft-change.ts';
import { appendEntries, editorsAmong, type Entry, type StoredDraft } from './draft-store.ts';
import { COMPACT_EVERY, MAX_DOCUMENT_BYTES } from './limits.ts';

/** The changes of a draft in the database, in the order in which they became part of it; only its room appends to it. */
export class DraftLog {
  /** The version that the draft continues. */
  baseVersion: number;
  readonly #deps: Deps;
  readonly #key: DraftKey;
  #lastSeq: number;
  #rows: number;
  #bytes: number;

  constructor(deps: Deps, draft: StoredDraft) {
    this.#deps = deps;
    this.#key = { projectId: draft.projectId, epoch: draft.epoch };
    this.baseVersion = draft.baseVersion;
    this.#lastSeq = draft.lastSeq;
    this.#rows = draft.updates.length;
    this.#bytes = draft.updates.reduce((sum, bytes) => sum + bytes.byteLength, 0);
  }

  /** The number of the last change that is part of the draft. */
  get lastSeq(): number {
    return this.#lastSeq;
  }

  /** Keeps room for a change that waits to be stored; false when the draft is full. */
  reserve(bytes: Uint8Array): boolean {
    if (this.#bytes + bytes.byteLength > MAX_DOCUMENT_BYTES) return false;
    this.#bytes += bytes.byteLength;
    return true;
  }

  /** That change will not be stored after all. */
  release(bytes: Uint8Array): void {
    this.#bytes -= bytes.byteLength;
  }

  /** Appends within a transaction; `appended` says when that was committed. */
  append(tx: Tx, entries: readonly Entry[]): Promise<void> {
    const position = { lastSeq: this.#lastSeq, baseVersion: this.baseVersion, at: this.#deps.clock() };
    return appendEntries(tx, this.#key, position, entries);
  }

  appended(count: number): void {
    this.#lastSeq += count;
    this.#rows += count;
  }

  /** Stores what its authors may write at this moment (`everybody`: all of it); answers that. */
  async store(batch: readonly Accepted[], everybody: boolean): Promise<Accepted[]> {
    const people = [...new Set(batch.map(({ proposal }) => proposal.personId))];
    return inTransaction(this.#deps.db, async (tx) => {
      const editors = everybody ? new Set(people) : await editorsAmong(tx, this.#key.projectId, people);
      const kept = batch.filter(({ proposal }) => editors.has(proposal.personId));
      await this.append(
        tx,
        kept.map(({ proposal, passed }) => ({
          bytes: passed.update,
          personId: proposal.personId,
          claims: passed.claims,
        })),
      );
      return kept;
    });
  }

  /** Merges everything into one row when there are many. `waiting`: for what room is kept beside it. */
  async compact(doc: Y.Doc, waiting: () => readonly Accepted[]): Promise<void> {
    if (this.#rows < COMPACT_EVERY) return;
    const bytes = Y.encodeStateAsUpdate(doc);
    const merged = { seq: this.#lastSeq, bytes, authorId: null, at: this.#deps.clock() };
    await inTransaction(this.#deps.db, (tx) => compactDraftUpdates(tx, this.#key, merged));
    this.#rows = 1;
    this.#bytes = waiting().reduce((sum, { passed }) => sum + passed.update.byteLength, bytes.byteLength);
  }
}
