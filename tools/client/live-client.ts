import { randomUUID } from 'node:crypto';
import { io, type Socket } from 'socket.io-client';
import { opId, sessionId as sessionIdSchema } from '#shared/ids.ts';
import type {
  Ack,
  ClientToServer,
  Cursor,
  Done,
  Entered,
  LeaveReason,
  ServerToClient,
} from '#shared/protocol/live.ts';
import { PROTOCOL_VERSION } from '#shared/protocol/version.ts';
import type { Command } from '#shared/session/commands.ts';
import type { OwnParts, SharedParts } from '#shared/session/view.ts';
import type { HttpClient } from './http-client.ts';

const ACK_WITHIN_MS = 10_000;

export interface LiveView {
  shared: Partial<SharedParts>;
  own: Partial<OwnParts>;
}

interface LiveOptions {
  /** Presented in the handshake; another one than ours tries what an old client meets. */
  readonly protocol?: number;
}

/** An ordinary client of the live protocol: enters a session, keeps its view, sends commands. */
export class LiveClient {
  readonly socket: Socket<ServerToClient, ClientToServer>;
  readonly sessionId: string;
  view: LiveView = { shared: {}, own: {} };
  cursor: Cursor | null = null;
  left: LeaveReason | null = null;
  readonly #watchers = new Set<() => void>();

  constructor(http: HttpClient, sessionId: string, options: LiveOptions = {}) {
    this.sessionId = sessionId;
    this.socket = io(http.base, {
      transports: ['websocket'],
      forceNew: true,
      autoConnect: false,
      auth: { protocol: options.protocol ?? PROTOCOL_VERSION },
      extraHeaders: http.socketHeaders,
    });
    this.socket.on('shared', (update) => this.#merge(update.shared, update.cursor));
    this.socket.on('own', (update) => this.#mergeOwn(update.own));
    this.socket.on('leave', ({ reason }) => void (this.left = reason));
  }

  /** Opens the socket; rejects with the server's reason when it is refused. */
  connect(): Promise<this> {
    const { promise, resolve, reject } = Promise.withResolvers<this>();
    this.socket.once('connect', () => resolve(this));
    this.socket.once('connect_error', (error: Error) => reject(error));
    this.socket.connect();
    return promise;
  }

  /** Enters the session, resuming from where this client left off. */
  async enter(
    as: 'person' | 'projector' = 'person',
    since: Cursor | null = this.cursor,
  ): Promise<Ack<Entered>> {
    const frame = { sessionId: sessionIdSchema.parse(this.sessionId), as, since };
    const answer = (await this.socket.timeout(ACK_WITHIN_MS).emitWithAck('enter', frame)) as Ack<Entered>;
    if (!answer.ok) return answer;
    if (answer.value.fresh) this.view = { shared: {}, own: {} };
    this.#mergeOwn(answer.value.own);
    this.#merge(answer.value.shared, answer.value.cursor);
    return answer;
  }

  /** Sends a command; the op id may be given to repeat an earlier one. */
  async command(command: Command, op: string = randomUUID()): Promise<Ack<Done>> {
    const frame = { sessionId: sessionIdSchema.parse(this.sessionId), opId: opId.parse(op), command };
    return (await this.socket.timeout(ACK_WITHIN_MS).emitWithAck('command', frame)) as Ack<Done>;
  }

  /** Sends a command that has to succeed. */
  async must(command: Command): Promise<Done> {
    const answer = await this.command(command);
    if (!answer.ok)
      throw new Error(`${command.type} was refused: ${answer.refusal.code} ${answer.refusal.message}`);
    return answer.value;
  }

  /** Resolves as soon as the view is as wanted; rejects after `withinMs`. */
  until<T>(
    look: (view: LiveView) => T | null | undefined | false,
    withinMs = 10_000,
    what = 'the view to change',
  ): Promise<T> {
    const { promise, resolve, reject } = Promise.withResolvers<T>();
    const timer = setTimeout(
      () => settle(() => reject(new Error(`Waited ${withinMs} ms for ${what}.`))),
      withinMs,
    );
    const settle = (end: () => void) => {
      clearTimeout(timer);
      this.#watchers.delete(check);
      end();
    };
    const check = () => {
      const found = look(this.view);
      if (found !== null && found !== undefined && found !== false) settle(() => resolve(found));
    };
    this.#watchers.add(check);
    check();
    return promise;
  }

  /** Calls back after every change of the view; returns the function that ends it. */
  watch(changed: () => void): () => void {
    this.#watchers.add(changed);
    return () => void this.#watchers.delete(changed);
  }

  close(): void {
    this.socket.disconnect();
  }

  #merge(changes: Record<string, unknown>, cursor: Cursor): void {
    const parts: Record<string, unknown> = { ...this.view.shared, ...changes };
    for (const [key, part] of Object.entries(parts)) if (part === null) delete parts[key];
    this.view = { ...this.view, shared: parts as Partial<SharedParts> };
    this.cursor = cursor;
    this.#changed();
  }

  #mergeOwn(own: Partial<OwnParts>): void {
    this.view = { ...this.view, own: { ...this.view.own, ...own } };
    this.#changed();
  }

  #changed(): void {
    for (const watcher of [...this.#watchers]) watcher();
  }
}
