import type { OpId, SessionId } from '#shared/ids.ts';
import type {
  Ack,
  Cursor,
  Done,
  Entered,
  LeaveReason,
  OwnUpdate,
  SharedUpdate,
} from '#shared/protocol/live.ts';
import type { Command } from '#shared/session/commands.ts';
import type { Audience, ItemPart, MinePart, OwnParts, SharedParts } from '#shared/session/view.ts';
import type { LiveListener, LiveTransport } from '../session/live-transport.ts';
import { newOpId } from '../session/op-id.ts';
import { clockOffset } from '../session/server-clock.ts';
import { after, isFinal, isPassing, sentenceFor, type Connection } from '../session/connection.ts';

/** How long an act waits for a connection to come back. An act of the chair must not happen long after it was meant. */
const PATIENCE_MS = 10_000;
const AGAIN_AFTER_MS = 800;

export type Outcome =
  | { readonly ok: true; readonly done: Done }
  | {
      readonly ok: false;
      readonly code: string;
      readonly message: string;
      readonly field?: string;
      readonly count?: number;
    };

const UNANSWERED: Outcome = {
  ok: false,
  code: 'unanswered',
  message: 'The server has not answered. Look again when the connection is back.',
};

export interface LiveSessionOptions {
  readonly sessionId: SessionId;
  readonly as: 'person' | 'projector';
  readonly transport: LiveTransport;
  /** A clock that never jumps. */
  readonly now?: () => number;
  readonly onEntered?: () => void;
  /** Called when an update of what all share has been taken in. */
  readonly onShared?: () => void;
}

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/** One session as the server shows it to this client: enters, resumes where it left off, takes in what changes, sends acts. */
export class LiveSession {
  connection = $state.raw<Connection>({ phase: 'connecting' });
  audience = $state.raw<Audience | null>(null);
  #shared = $state.raw<Partial<SharedParts>>({});
  #own = $state.raw<Partial<OwnParts>>({});
  #offsetMs = $state.raw(0);
  #cursor: Cursor | null = null;
  #whenLive: (() => void)[] = [];
  readonly #options: LiveSessionOptions;
  readonly #now: () => number;

  constructor(options: LiveSessionOptions) {
    this.#options = options;
    this.#now = options.now ?? (() => performance.now());
  }

  start(): void {
    const listener: LiveListener = {
      connected: () => void this.#enter(),
      lost: () => this.#happened({ type: 'lost' }),
      turnedAway: (code) => this.#turnedAway(code),
      shared: (update) => this.#takeShared(update),
      own: (update) => this.#takeOwn(update),
      leave: (reason) => this.#sentAway(reason),
    };
    this.#options.transport.start(listener);
  }

  stop(): void {
    this.#options.transport.stop();
  }

  get isLive(): boolean {
    return this.connection.phase === 'live';
  }

  /** Server time now. */
  serverNow(): number {
    return this.#now() + this.#offsetMs;
  }

  shared<K extends keyof SharedParts>(key: K): Partial<SharedParts>[K] {
    return this.#shared[key];
  }

  get me(): OwnParts['me'] | undefined {
    return this.#own.me;
  }

  item(itemId: string): ItemPart | undefined {
    return this.#shared[`item:${itemId}`];
  }

  mine(roundId: string): MinePart | undefined {
    return this.#own[`mine:${roundId}`];
  }

  /** Sends an act, repeated under one op id while the connection comes and goes, for a few seconds. */
  async send(command: Command): Promise<Outcome> {
    const opId = newOpId();
    const giveUpAt = this.#now() + PATIENCE_MS;
    while (this.#now() < giveUpAt && !isFinal(this.connection)) {
      if (!this.isLive) await this.#untilLive(giveUpAt);
      const answer = await this.sendOnce(opId, command).catch(() => null);
      if (answer && (answer.ok || !isPassing(answer.refusal.code))) return outcomeOf(answer);
      await pause(AGAIN_AFTER_MS);
    }
    return UNANSWERED;
  }

  /** One try. Rejects without a connection, or when the server does not answer. */
  sendOnce(opId: OpId, command: Command): Promise<Ack<Done>> {
    return this.#options.transport.command({ sessionId: this.#options.sessionId, opId, command });
  }

  async #enter(): Promise<void> {
    const { sessionId, as, transport } = this.#options;
    const sentAt = this.#now();
    try {
      const answer = await transport.enter({ sessionId, as, since: this.#cursor });
      if (answer.ok) this.#entered(answer.value, sentAt);
      else this.#refused(answer.refusal.code, answer.refusal.message);
    } catch {
      // No answer. If the connection is gone it comes back by itself and enters then; if it is there, ask again.
      setTimeout(() => void (this.isLive || isFinal(this.connection) || this.#enter()), AGAIN_AFTER_MS);
    }
  }

  #entered(view: Entered, sentAt: number): void {
    this.#offsetMs = clockOffset(sentAt, view.serverTime, this.#now());
    this.#cursor = view.cursor;
    this.audience = view.audience;
    this.#shared = view.fresh ? view.shared : merged(this.#shared, view.shared);
    this.#own = view.own;
    this.#happened({ type: 'entered' });
    for (const resolve of this.#whenLive.splice(0)) resolve();
    this.#options.onEntered?.();
  }

  #takeShared({ sessionId, cursor, shared }: SharedUpdate): void {
    if (sessionId !== this.#options.sessionId) return;
    this.#cursor = cursor;
    this.#shared = merged(this.#shared, shared);
    this.#options.onShared?.();
  }

  #takeOwn({ sessionId, own }: OwnUpdate): void {
    if (sessionId === this.#options.sessionId) this.#own = { ...this.#own, ...own };
  }

  #refused(code: string, message: string): void {
    this.#happened({ type: 'refused', code, message });
    if (isPassing(code)) setTimeout(() => void this.#enter(), AGAIN_AFTER_MS);
  }

  #turnedAway(code: string): void {
    this.#happened({ type: 'refused', code, message: sentenceFor(code) });
    this.#comeBack();
  }

  #sentAway(reason: LeaveReason): void {
    if (reason === 'revoked') this.#cursor = null;
    this.#happened({ type: 'sent-away', reason });
    this.#comeBack();
  }

  /** After the server closed the connection nobody but this client opens it again. */
  #comeBack(): void {
    if (isFinal(this.connection)) return;
    setTimeout(() => this.#options.transport.reconnect(), AGAIN_AFTER_MS * (1 + Math.random()));
  }

  #happened(happening: Parameters<typeof after>[1]): void {
    this.connection = after(this.connection, happening);
    if (isFinal(this.connection)) this.#options.transport.stop();
  }

  #untilLive(giveUpAt: number): Promise<void> {
    const live = new Promise<void>((resolve) => this.#whenLive.push(resolve));
    return Promise.race([live, pause(Math.max(0, giveUpAt - this.#now()))]);
  }
}

function outcomeOf(answer: Ack<Done>): Outcome {
  return answer.ok ? { ok: true, done: answer.value } : { ok: false, ...answer.refusal };
}

/** Changed parts over known ones; a part that is gone is taken out. Parts that did not change stay the same object. */
function merged(before: Partial<SharedParts>, changes: SharedUpdate['shared']): Partial<SharedParts> {
  const gone = new Set(Object.entries(changes).flatMap(([key, part]) => (part === null ? [key] : [])));
  const all = Object.entries({ ...before, ...changes });
  return Object.fromEntries(all.filter(([key]) => !gone.has(key))) as unknown as Partial<SharedParts>;
}
