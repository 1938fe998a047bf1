import * as Y from 'yjs';
import type { DocumentState } from '#shared/protocol/guideline.ts';
import { inTransaction } from '../../db/transaction.ts';
import type { Deps } from '../../deps.ts';
import { createTopic, type Topic } from '../../topic.ts';
import { ClientOwners } from './client-owners.ts';
import { RefusedError } from '../refused.ts';
import type { Accepted, OwnChange, Proposal, Stored } from './draft-change.ts';
import { DraftLog } from './draft-log.ts';
import type { StoredDraft } from './draft-store.ts';
import { DraftGate, type Passed } from './gate.ts';
import { HeldChanges } from './held-changes.ts';
import { MAX_UPDATE_BYTES } from './limits.ts';

export type ClosedBecause = 'storage-unavailable' | 'other-epoch';

/** Switches that tests plant faults with; never set otherwise. */
export interface DraftFaults {
  readonly everybodyMayEdit?: boolean;
}

/**
 * The one writer of a draft. Changes pass the gate, wait for the next turn, are stored in one transaction, and only then become
 * part of the document and are announced (law D4): what anybody has seen survives every crash. Everything that stores goes
 * through one chain, so that a commit sees a document that stands still while people type on.
 */
export class DraftRoom {
  readonly projectId: string;
  readonly epoch: string;
  readonly doc = new Y.Doc();
  readonly stored: Topic<Stored>;
  readonly stateChanged: Topic<DocumentState>;
  readonly closed: Topic<ClosedBecause>;
  readonly owners: ClientOwners;
  readonly faults: DraftFaults;

  readonly #deps: Deps;
  readonly #gate: DraftGate;
  readonly #log: DraftLog;
  readonly #held = new HeldChanges<Proposal>();
  #waiting: Accepted[] = [];
  #chain: Promise<unknown> = Promise.resolve();
  #isFlushPlanned = false;
  #isClosed = false;
  #frozenFor: number | null = null;

  constructor(deps: Deps, draft: StoredDraft, faults: DraftFaults = {}) {
    this.#deps = deps;
    this.faults = faults;
    this.projectId = draft.projectId;
    this.epoch = draft.epoch;
    this.#log = new DraftLog(deps, draft);
    this.owners = new ClientOwners(draft.owners);
    this.#gate = new DraftGate(this.doc, this.owners);
    if (draft.updates.length > 0) Y.applyUpdate(this.doc, Y.mergeUpdates([...draft.updates]));
    this.stored = createTopic('draftStored', deps.log);
    this.stateChanged = createTopic('draftState', deps.log);
    this.closed = createTopic('draftClosed', deps.log);
  }

  get state(): DocumentState {
    return { head: this.#log.baseVersion, frozenFor: this.#frozenFor };
  }

  get isClosed(): boolean {
    return this.#isClosed;
  }

  /** Nothing waits to be stored. */
  get isIdle(): boolean {
    return this.#waiting.length === 0 && !this.#isFlushPlanned;
  }

  /** Takes a change to the gate. It is answered through `settle`, later when it has to be stored first. */
  propose(proposal: Proposal): void {
    if (this.#isClosed) return;
    if (proposal.bytes.byteLength > MAX_UPDATE_BYTES) return proposal.settle('too-large');
    const verdict = this.#gate.inspect(proposal.bytes, proposal.personId);
    switch (verdict.kind) {
      case 'refused':
        return proposal.settle(verdict.reason);
      case 'known':
        return proposal.settle('known');
      case 'early':
        return this.#hold(proposal);
      case 'new':
        return this.#accept(proposal, verdict);
    }
  }

  /** The last socket of this person has closed: what was waiting for a part of theirs will come again with the next one. */
  forget(personId: string): void {
    this.#held.drop(personId);
  }

  /** Resolves when everything that was accepted before is stored. */
  settled(): Promise<void> {
    return this.#inTurn(() => this.#flush());
  }

  /** Looks at the document, and at the number of its last change, while both stand still. */
  look<T>(look: (doc: Y.Doc, lastSeq: number) => T): Promise<T> {
    return this.#inTurn(async () => {
      await this.#flush();
      return look(this.doc, this.#log.lastSeq);
    });
  }

  /**
   * Lets the program change the draft within one transaction: `work` edits a copy, and what it edited is stored with everything
   * else it does, or not at all. With `freezeFor` everybody is told that this version is being committed; what they
   * type meanwhile waits and becomes part of the draft afterwards.
   */
  change<T>(
    personId: string | null,
    work: (change: OwnChange) => Promise<T>,
    options: { readonly freezeFor?: number } = {},
  ): Promise<T> {
    return this.#inTurn(async () => {
      await this.#flush();
      this.#requireOpen();
      this.#freeze(options.freezeFor ?? null);
      try {
        return await this.#changeAlone(personId, work);
      } catch (error) {
        if (!(error instanceof RefusedError)) this.#fail(error);
        throw error;
      } finally {
        this.#freeze(null);
      }
    });
  }

  /** Ends this room; nothing more is stored. Sockets are told why. */
  close(reason: ClosedBecause): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#waiting = [];
    this.closed.publish(reason);
  }

  #requireOpen(): void {
    if (this.#isClosed) throw new Error('This draft is closed.');
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#chain.then(work);
    this.#chain = turn.catch(() => undefined);
    return turn;
  }

  #freeze(version: number | null): void {
    if (this.#frozenFor === version) return;
    this.#frozenFor = version;
    this.stateChanged.publish(this.state);
  }

  #hold(proposal: Proposal): void {
    if (!this.#held.add(proposal)) proposal.settle('gap');
  }

  #accept(proposal: Proposal, passed: Passed): void {
    if (!this.#log.reserve(passed.update)) return proposal.settle('document-full');
    this.#gate.accept(passed, proposal.personId);
    this.#waiting.push({ proposal, passed });
    this.#planFlush();
    // An earlier change may have been all that others of this person were waiting for.
    for (const held of this.#held.take(proposal.personId)) this.propose(held);
  }

  /**
   * Everything that arrives until the next turn of the event loop, or while the writer is busy, is stored together. One flush
   * at a time stands in the chain: else a commit would queue behind as many as there were keys.
   */
  #planFlush(): void {
    if (this.#isFlushPlanned) return;
    this.#isFlushPlanned = true;
    setImmediate(() => {
      this.#inTurn(() => {
        this.#isFlushPlanned = false;
        return this.#flush();
      }).catch(() => undefined);
    });
  }

  #fail(error: unknown): void {
    this.#deps.log.error({ err: error, projectId: this.projectId }, 'a draft could not be stored');
    this.close('storage-unavailable');
  }

  /** Stores and applies what is waiting. When that fails, the room closes: nothing that was not stored may be built on. */
  async #flush(): Promise<void> {
    if (this.#isClosed || this.#waiting.length === 0) return;
    const batch = this.#waiting;
    this.#waiting = [];
    try {
      await this.#storeAndApply(batch);
      await this.#log.compact(this.doc, () => this.#waiting);
    } catch (error) {
      this.#fail(error);
      throw error;
    }
  }

  async #storeAndApply(batch: readonly Accepted[]): Promise<void> {
    const kept = await this.#log.store(batch, this.faults.everybodyMayEdit === true);
    const proposals = kept.map(({ proposal }) => proposal);
    if (kept.length > 0) this.#apply(Y.mergeUpdates(kept.map(({ passed }) => passed.update)), proposals);
    if (kept.length < batch.length) this.#giveUp(batch.filter((accepted) => !kept.includes(accepted)));
    else this.#layAnew();
    for (const proposal of proposals) proposal.settle('stored');
  }

  #apply(update: Uint8Array, proposals: readonly Proposal[]): void {
    this.#log.appended(Math.max(1, proposals.length));
    Y.applyUpdate(this.doc, update);
    if (this.doc.store.pendingStructs !== null || this.doc.store.pendingDs !== null) {
      throw new Error('A change passed the gate and left something pending.');
    }
    this.stored.publish({ update, proposals });
    this.#deps.events.draftChanged.publish({ projectId: this.projectId });
  }

  /** The document has changed: what waits stands in what it is now. */
  #layAnew(): void {
    this.#gate.forgetAhead();
    for (const { passed, proposal } of this.#waiting) this.#gate.accept(passed, proposal.personId);
  }

  /** Authors lost their right between gate and storage. Whatever was accepted since may build on it, so it is judged anew. */
  #giveUp(lost: readonly Accepted[]): void {
    const again = this.#waiting;
    this.#waiting = [];
    this.#gate.giveUpAhead();
    for (const { passed } of [...lost, ...again]) {
      for (const client of passed.claims) this.owners.release(client);
      this.#log.release(passed.update);
    }
    for (const { proposal } of lost) proposal.settle('read-only');
    for (const { proposal } of again) this.propose(proposal);
  }

  async #changeAlone<T>(personId: string | null, work: (change: OwnChange) => Promise<T>): Promise<T> {
    const draft = this.#copy();
    const updates: Uint8Array[] = [];
    draft.on('update', (update: Uint8Array) => updates.push(update));
    let { baseVersion } = this.#log;
    const value = await inTransaction(this.#deps.db, async (tx) => {
      const result = await work({ tx, draft, setBase: (version) => (baseVersion = version) });
      if (updates.length > 0)
        await this.#log.append(tx, [{ bytes: Y.mergeUpdates(updates), personId, claims: [draft.clientID] }]);
      return result;
    });
    this.#log.baseVersion = baseVersion;
    if (updates.length > 0) {
      this.owners.claim(draft.clientID, personId);
      this.#apply(Y.mergeUpdates(updates), []);
      this.#layAnew();
    }
    draft.destroy();
    return value;
  }

  #copy(): Y.Doc {
    let copy = new Y.Doc();
    while (this.owners.isClaimed(copy.clientID)) copy = new Y.Doc();
    Y.applyUpdate(copy, Y.encodeStateAsUpdate(this.doc));
    return copy;
  }
}
