import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Ack, Done, LeaveReason } from '#shared/protocol/live.ts';
import type { Command } from '#shared/session/commands.ts';
import type { HttpClient } from '../client/http-client.ts';
import { LiveClient, type LiveView } from '../client/live-client.ts';

const RETRY_AFTER_MS = 400;
const TRIES = 20;

/** Refusals that pass by themselves. The same act is then sent again under the same op id, so that it never counts twice (law D3). */
const PASSING: ReadonlySet<string> = new Set(['too-fast', 'storage-unavailable', 'no-such-session']);
/** Reasons after which coming straight back would be refused. */
const FINAL: ReadonlySet<LeaveReason> = new Set<LeaveReason>(['revoked', 'signed-out', 'client-too-old']);

export interface AttendeeOptions {
  /** Drops the revealed boards as they come: a hundred people in one process would keep a hundred copies of each. */
  readonly withoutBoards?: boolean;
}

/**
 * Somebody in a session, as an ordinary client of the live protocol: comes back after a lost connection where they left off, and
 * sends again what was not answered.
 */
export class Attendee {
  readonly client: LiveClient;
  readonly #over = new AbortController();
  #inside = Promise.withResolvers<void>();

  private constructor(http: HttpClient, sessionId: string, options: AttendeeOptions) {
    this.client = new LiveClient(http, sessionId);
    if (options.withoutBoards) this.client.watch(() => this.#dropBoards());
    const { socket } = this.client;
    socket.on('disconnect', (reason) => this.#lost(reason));
    // Refused at the door: Socket.IO does not try again then.
    socket.on('connect_error', () => (socket.active ? undefined : this.leave()));
  }

  /** Enters the session; rejects when the server does not let this person in. */
  static async enter(http: HttpClient, sessionId: string, options: AttendeeOptions = {}): Promise<Attendee> {
    const attendee = new Attendee(http, sessionId, options);
    try {
      await attendee.client.connect();
      await attendee.#enterRoom();
    } catch (error) {
      attendee.leave();
      throw error;
    }
    // Only now: the first connection was waited for.
    attendee.client.socket.on('connect', () => void attendee.#comeBack());
    return attendee;
  }

  get view(): LiveView {
    return this.client.view;
  }

  /** Aborted when this person has left, or was sent away for good. */
  get over(): AbortSignal {
    return this.#over.signal;
  }

  /** Sends a command until the server has answered it for good. */
  async act(command: Command): Promise<Ack<Done>> {
    const op = randomUUID();
    for (let tries = 1; ; tries += 1) {
      const answer = await this.#tryOnce(command, op);
      const isPassing = answer === null || (!answer.ok && PASSING.has(answer.refusal.code));
      if (!isPassing) return answer;
      if (tries === TRIES || this.over.aborted) return answer ?? unanswered();
      await sleep(RETRY_AFTER_MS);
    }
  }

  /** Resolves at the next change of what this person sees, when it is over, or after `withinMs`. */
  async changed(withinMs?: number): Promise<void> {
    if (this.over.aborted) return;
    const { promise, resolve } = Promise.withResolvers<void>();
    const unwatch = this.client.watch(resolve);
    const timer = withinMs === undefined ? undefined : setTimeout(resolve, Math.max(0, withinMs));
    const wake = () => resolve();
    this.over.addEventListener('abort', wake);
    await promise;
    unwatch();
    clearTimeout(timer);
    this.over.removeEventListener('abort', wake);
  }

  leave(): void {
    this.#over.abort();
    this.#inside.resolve();
    this.client.close();
  }

  /** null: no answer came, or the connection was lost before it. */
  async #tryOnce(command: Command, op: string): Promise<Ack<Done> | null> {
    await this.#inside.promise;
    if (this.over.aborted) return unanswered();
    try {
      return await this.client.command(command, op);
    } catch {
      return null;
    }
  }

  async #enterRoom(): Promise<void> {
    const answer = await this.client.enter();
    if (!answer.ok) throw new Error(`The session was not entered: ${answer.refusal.code}`);
    this.#inside.resolve();
  }

  async #comeBack(): Promise<void> {
    try {
      await this.#enterRoom();
    } catch {
      this.leave();
    }
  }

  #lost(reason: string): void {
    this.#inside.resolve();
    this.#inside = Promise.withResolvers();
    const { left } = this.client;
    if (this.over.aborted || (left !== null && FINAL.has(left))) return this.leave();
    this.client.left = null;
    // Socket.IO comes back by itself, unless it was the server that ended the connection.
    if (reason === 'io server disconnect') setTimeout(() => this.#knockAgain(), RETRY_AFTER_MS).unref();
  }

  #knockAgain(): void {
    if (!this.over.aborted) this.client.socket.connect();
  }

  #dropBoards(): void {
    const parts = Object.entries(this.client.view.shared).filter(([key]) => !key.startsWith('item:'));
    this.client.view = { ...this.client.view, shared: Object.fromEntries(parts) as LiveView['shared'] };
  }
}

const unanswered = (): Ack<never> => ({
  ok: false,
  refusal: { code: 'no-such-session', message: 'The server did not answer.' },
});
