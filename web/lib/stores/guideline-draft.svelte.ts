import { applyUpdate } from 'yjs';
import {
  DOCUMENT_REFUSALS,
  type DocumentCloseReason,
  type DocumentRefusal,
  type DocumentState,
  type DocumentWelcome,
  type GuidelineFacts,
} from '#shared/protocol/guideline.ts';
import type { Dimension } from '#shared/rubric/rubric.ts';
import { call } from '#lib/api/client.ts';
import { toApiError, type ApiError } from '#lib/api/error.ts';
import { DocumentSocket } from '#lib/guideline/document-socket.ts';
import type { Peer } from '#lib/guideline/editor/presence.ts';
import { forgetDraft, keepDraft, keptDraft, readKept, type KeptScope } from '#lib/guideline/kept-draft.ts';
import {
  cutOff,
  edited,
  EMPTY_LEDGER,
  oldestUnstored,
  saveStatus,
  sent,
  stored,
  type Ledger,
} from '#lib/guideline/save-status.ts';
import { isSameCopy, SharedDraft } from '#lib/guideline/shared-draft.ts';
import type { Part } from '#lib/guideline/structure.ts';
import type { Unsaved } from '#lib/guideline/unsaved.ts';
import type { Keep } from '#lib/session/keep.ts';

/** Where the studio stands with the draft. */
export type DraftPhase =
  | { readonly kind: 'opening' }
  | { readonly kind: 'open' }
  | { readonly kind: 'failed'; readonly error: ApiError }
  /** The server will not have this person or page here any more. */
  | { readonly kind: 'ended'; readonly reason: DocumentCloseReason | 'unknown' };

export interface DraftEnvironment {
  readonly address: string;
  readonly keep: Keep;
  readonly scope: KeptScope;
  readonly now: () => number;
}

const TICK_MS = 1_000;
const KEEP_AFTER_MS = 400;

/** The draft of one project: its connection, what is stored of it, who is here, and what must never get lost. */
export class GuidelineDraft {
  readonly #environment: DraftEnvironment;
  #facts = $state.raw<GuidelineFacts | null>(null);
  #phase = $state.raw<DraftPhase>({ kind: 'opening' });
  #draft = $state.raw<SharedDraft | null>(null);
  #parts = $state.raw<readonly Part[]>([]);
  #dimensions = $state.raw<readonly Dimension[]>([]);
  #peers = $state.raw<readonly Peer[]>([]);
  #length = $state(0);
  #canUndoRubric = $state(false);
  #mayEdit = $state(false);
  #head = $state(0);
  #frozenFor = $state<number | null>(null);
  #isConnected = $state(false);
  #ledger = $state.raw<Ledger>(EMPTY_LEDGER);
  #now = $state(0);
  #unsaved = $state.raw<Unsaved | null>(null);

  #socket: DocumentSocket | null = null;
  #stopWatching: () => void = () => undefined;
  #pendingCopy: Omit<Unsaved, 'current'> | null = null;
  #isClosed = false;
  #keepTimer: ReturnType<typeof setTimeout> | null = null;
  readonly #ticker: ReturnType<typeof setInterval>;

  constructor(environment: DraftEnvironment) {
    this.#environment = environment;
    this.#now = environment.now();
    this.#ticker = setInterval(() => {
      if (oldestUnstored(this.#ledger) !== null) this.#now = environment.now();
    }, TICK_MS);
  }

  get facts() {
    return this.#facts;
  }

  get phase() {
    return this.#phase;
  }

  /** The history that the editor is bound to; another object after a rebuild. */
  get shared() {
    return this.#draft;
  }

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

  get mayEdit() {
    return this.#mayEdit;
  }

  /** The version that the draft continues. */
  get head() {
    return this.#head;
  }

  get frozenFor() {
    return this.#frozenFor;
  }

  get isConnected() {
    return this.#isConnected;
  }

  get status() {
    return saveStatus(this.#ledger, this.#isConnected, this.#now);
  }

  get hasUnstored(): boolean {
    return oldestUnstored(this.#ledger) !== null;
  }

  get unsaved() {
    return this.#unsaved;
  }

  dismissUnsaved(): void {
    this.#unsaved = null;
    forgetDraft(this.#environment.keep, this.#environment.scope);
  }

  /** Reads who may do what and opens the document. */
  async open(): Promise<void> {
    this.#phase = { kind: 'opening' };
    try {
      const facts = await this.#readFacts();
      if (!this.#isClosed) this.#connect(facts);
    } catch (error) {
      this.#fail(toApiError(error));
    }
  }

  /** The network went away or came back. What is written meanwhile is kept and merged. */
  setOffline(isOffline: boolean): void {
    if (isOffline) this.#socket?.pause();
    else if (this.#phase.kind === 'open') this.#socket?.resume();
    else if (this.#phase.kind === 'failed') void this.open();
  }

  async refreshFacts(): Promise<void> {
    try {
      await this.#readFacts();
    } catch {
      // The connection tells what is wrong; the facts are only older than they could be.
    }
  }

  async #readFacts(): Promise<GuidelineFacts> {
    const { projectId } = this.#environment.scope;
    const facts = await call('GET /api/projects/:projectId/guideline', { params: { projectId } });
    this.#facts = facts;
    return facts;
  }

  #connect(facts: GuidelineFacts): void {
    const draft = new SharedDraft(facts.epoch);
    this.#draft = draft;
    this.#mayEdit = facts.mayEdit;
    this.#ledger = EMPTY_LEDGER;
    this.#takeKept(draft, facts);
    this.#stopWatching = this.#watch(draft);
    const { address, scope } = this.#environment;
    this.#socket = new DocumentSocket(address, scope.projectId, facts.epoch, draft.doc, draft.awareness, {
      onwelcome: (welcome) => this.#welcome(draft, welcome),
      onstate: (state) => this.#setState(state),
      onstored: ({ frames }) => this.#setLedger(stored(this.#ledger, frames)),
      onrefused: (refusal) => this.#refused(refusal),
      onsent: () => this.#setLedger(sent(this.#ledger)),
      onconnection: (isOpen) => this.#connection(isOpen),
      onsynced: () => this.#synced(draft),
      onclosed: (reason) => this.#ended(reason),
    });
  }

  /** Before the socket exists, so that the edit is on the books when its frame is sent. */
  #watch(draft: SharedDraft): () => void {
    const onupdate = (
      _update: Uint8Array,
      _origin: unknown,
      _doc: unknown,
      { local }: { local: boolean },
    ) => {
      if (local) this.#setLedger(edited(this.#ledger, this.#environment.now()));
    };
    draft.doc.on('update', onupdate);
    const stop = draft.watch({
      text: () => this.#readText(draft),
      rubric: () => this.#readRubric(draft),
      people: () => (this.#peers = draft.peers()),
    });
    return () => {
      draft.doc.off('update', onupdate);
      stop();
    };
  }

  #readText(draft: SharedDraft): void {
    this.#parts = draft.parts();
    this.#length = draft.text.length;
  }

  #readRubric(draft: SharedDraft): void {
    this.#dimensions = draft.dimensions();
    this.#canUndoRubric = draft.canUndoRubric;
  }

  /** False: another history, or a right that is gone while text is unsaved here; nothing is merged, the draft is opened anew. */
  #welcome(draft: SharedDraft, welcome: DocumentWelcome): boolean {
    const isOther = welcome.epoch !== draft.epoch;
    if (isOther || (!welcome.mayEdit && this.hasUnstored)) {
      queueMicrotask(() => void this.#reopen(isOther ? 'rebuilt' : 'rights-changed', ''));
      return false;
    }
    this.#mayEdit = welcome.mayEdit;
    this.#setState(welcome);
    return true;
  }

  #setState({ head, frozenFor }: DocumentState): void {
    const isNewHead = this.#head !== 0 && head !== this.#head;
    this.#head = head;
    this.#frozenFor = frozenFor;
    if (isNewHead) void this.refreshFacts();
  }

  #connection(isOpen: boolean): void {
    this.#isConnected = isOpen;
    if (!isOpen) this.#setLedger(cutOff(this.#ledger));
  }

  #synced(draft: SharedDraft): void {
    this.#readText(draft);
    this.#readRubric(draft);
    this.#phase = { kind: 'open' };
    const pending = this.#pendingCopy;
    this.#pendingCopy = null;
    if (!pending) return;
    const current = draft.copy();
    if (!isSameCopy(pending.mine, current)) this.#unsaved = { ...pending, current };
    else forgetDraft(this.#environment.keep, this.#environment.scope);
  }

  #refused(refusal: DocumentRefusal): void {
    const why = refusal.reason === 'read-only' ? 'rights-changed' : 'refused';
    queueMicrotask(() => void this.#reopen(why, DOCUMENT_REFUSALS[refusal.reason], true));
  }

  #ended(reason: DocumentCloseReason | 'unknown'): void {
    if (reason === 'other-epoch') {
      void this.#reopen('rebuilt', '');
      return;
    }
    if (this.#draft && this.hasUnstored) {
      this.#unsaved = { why: 'ended', detail: '', mine: this.#draft.copy(), current: null };
    }
    this.#phase = { kind: 'ended', reason };
  }

  /** Starts again from what the server has. What only this browser has is set aside first and shown afterwards. */
  async #reopen(why: Unsaved['why'], detail: string, isRefused = false): Promise<void> {
    const draft = this.#draft;
    if (!draft || this.#isClosed) return;
    if (isRefused || this.hasUnstored) this.#pendingCopy ??= { why, detail, mine: draft.copy() };
    this.#letGo();
    await this.open();
  }

  #fail(error: ApiError): void {
    if (this.#pendingCopy) this.#unsaved = { ...this.#pendingCopy, why: 'ended', current: null };
    this.#phase = { kind: 'failed', error };
  }

  #setLedger(ledger: Ledger): void {
    if (ledger === this.#ledger) return;
    this.#ledger = ledger;
    this.#now = this.#environment.now();
    this.#keepSoon();
  }

  #keepSoon(): void {
    this.#keepTimer ??= setTimeout(() => {
      this.#keepTimer = null;
      this.keepNow();
    }, KEEP_AFTER_MS);
  }

  /** Writes unconfirmed edits into the browser's storage, or takes them out when all is confirmed. */
  keepNow(): void {
    const { keep, scope } = this.#environment;
    const since = oldestUnstored(this.#ledger);
    if (!this.#draft || this.#pendingCopy || this.#unsaved) return;
    if (since === null) forgetDraft(keep, scope);
    else keepDraft(keep, scope, this.#draft, since);
  }

  /** Edits of an earlier visit: merged when they belong to this history and may still be made, else shown beside the draft. */
  #takeKept(draft: SharedDraft, facts: GuidelineFacts): void {
    const { keep, scope } = this.#environment;
    const kept = keptDraft(keep, scope);
    if (!kept || this.#pendingCopy) return;
    if (kept.epoch === facts.epoch && facts.mayEdit) {
      applyUpdate(draft.doc, kept.update);
      this.#ledger = edited(this.#ledger, kept.since);
      return;
    }
    const mine = readKept(kept);
    const why = facts.mayEdit ? 'rebuilt' : 'rights-changed';
    if (mine) this.#pendingCopy = { why, detail: '', mine };
  }

  #letGo(): void {
    this.#stopWatching();
    this.#socket?.destroy();
    this.#draft?.destroy();
    this.#socket = null;
    this.#draft = null;
    this.#peers = [];
    this.#isConnected = false;
    this.#ledger = EMPTY_LEDGER;
  }

  close(): void {
    if (this.#isClosed) return;
    this.keepNow();
    this.#isClosed = true;
    clearInterval(this.#ticker);
    if (this.#keepTimer !== null) clearTimeout(this.#keepTimer);
    this.#letGo();
  }
}
