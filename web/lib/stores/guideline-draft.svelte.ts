import {
  DOCUMENT_REFUSALS,
  type DocumentCloseReason,
  type DocumentRefusal,
  type DocumentState,
  type DocumentWelcome,
  type GuidelineFacts,
} from '#shared/protocol/guideline.ts';
import { call } from '#lib/api/client.ts';
import { toApiError, type ApiError } from '#lib/api/error.ts';
import { DocumentSocket } from '#lib/guideline/document-socket.ts';
import type { KeptScope } from '#lib/guideline/kept-draft.ts';
import { SharedDraft } from '#lib/guideline/shared-draft.ts';
import type { Unsaved } from '#lib/guideline/unsaved.ts';
import type { Keep } from '#lib/session/keep.ts';
import { DraftContents } from './guideline-contents.svelte.ts';
import { SetAside } from './guideline-set-aside.svelte.ts';
import { UnstoredEdits } from './guideline-unstored.svelte.ts';

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

/** The draft of one project: its connection, what is stored of it, who is here, and what must never get lost. */
export class GuidelineDraft {
  readonly #environment: DraftEnvironment;
  readonly #contents = new DraftContents();
  readonly #unstored: UnstoredEdits;
  readonly #aside: SetAside;
  #facts = $state.raw<GuidelineFacts | null>(null);
  #phase = $state.raw<DraftPhase>({ kind: 'opening' });
  #draft = $state.raw<SharedDraft | null>(null);
  #mayEdit = $state(false);
  #head = $state(0);
  #frozenFor = $state<number | null>(null);
  #isConnected = $state(false);

  #socket: DocumentSocket | null = null;
  #stopWatching: () => void = () => undefined;
  #isClosed = false;

  constructor(environment: DraftEnvironment) {
    this.#environment = environment;
    this.#unstored = new UnstoredEdits(environment.now, () => this.keepNow());
    this.#aside = new SetAside(environment.keep, environment.scope);
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
    return this.#contents.parts;
  }

  get length() {
    return this.#contents.length;
  }

  get dimensions() {
    return this.#contents.dimensions;
  }

  get canUndoRubric() {
    return this.#contents.canUndoRubric;
  }

  get peers() {
    return this.#contents.peers;
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
    return this.#unstored.status(this.#isConnected);
  }

  get hasUnstored(): boolean {
    return this.#unstored.since !== null;
  }

  get unsaved() {
    return this.#aside.shown;
  }

  dismissUnsaved(): void {
    this.#aside.dismiss();
  }

  /** Reads who may do what and opens the document. */
  async open(): Promise<void> {
    this.#phase = { kind: 'opening' };
    try {
      const facts = await this.#readFacts();
      if (!this.#isClosed) this.#connect(facts);
    } catch (error) {
      this.#aside.showAlone();
      this.#phase = { kind: 'failed', error: toApiError(error) };
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
    this.#unstored.restart(this.#aside.takeKept(draft, facts));
    // Before the socket exists, so that an edit is on the books when its frame is sent.
    const stopCounting = draft.watchEdits(() => this.#unstored.edited());
    const stopFollowing = this.#contents.follow(draft);
    this.#stopWatching = () => {
      stopCounting();
      stopFollowing();
    };
    const { address, scope } = this.#environment;
    this.#socket = new DocumentSocket(address, scope.projectId, facts.epoch, draft.doc, draft.awareness, {
      onwelcome: (welcome) => this.#welcome(draft, welcome),
      onstate: (state) => this.#setState(state),
      onstored: ({ frames }) => this.#unstored.stored(frames),
      onrefused: (refusal) => this.#refused(refusal),
      onsent: () => this.#unstored.sent(),
      onconnection: (isOpen) => this.#connection(isOpen),
      onsynced: () => this.#synced(draft),
      onclosed: (reason) => this.#ended(reason),
    });
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
    if (!isOpen) this.#unstored.cutOff();
  }

  #synced(draft: SharedDraft): void {
    this.#contents.read(draft);
    this.#phase = { kind: 'open' };
    this.#aside.compareWith(draft);
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
    if (this.#draft && this.hasUnstored) this.#aside.showEnded(this.#draft.copy());
    this.#phase = { kind: 'ended', reason };
  }

  /** Starts again from what the server has. What only this browser has is set aside first and shown afterwards. */
  async #reopen(why: Unsaved['why'], detail: string, isRefused = false): Promise<void> {
    const draft = this.#draft;
    if (!draft || this.#isClosed) return;
    if (isRefused || this.hasUnstored) this.#aside.put(why, detail, draft.copy());
    this.#letGo();
    await this.open();
  }

  /** Writes unconfirmed edits into the browser's storage, or takes them out when all is confirmed. */
  keepNow(): void {
    if (this.#draft) this.#aside.keepNow(this.#draft, this.#unstored.since);
  }

  #letGo(): void {
    this.#stopWatching();
    this.#socket?.destroy();
    this.#draft?.destroy();
    this.#socket = null;
    this.#draft = null;
    this.#isConnected = false;
    this.#unstored.restart();
  }

  close(): void {
    if (this.#isClosed) return;
    this.keepNow();
    this.#isClosed = true;
    this.#unstored.stop();
    this.#letGo();
  }
}
