import { performance } from 'node:perf_hooks';
import type { RawData, WebSocket } from 'ws';
import {
  DOCUMENT_CLOSE_CODES,
  DOCUMENT_MESSAGES,
  type DocumentCloseReason,
  type DocumentRefusal,
  type DocumentRefusalReason,
  type DocumentStored,
} from '#shared/protocol/guideline.ts';
import { Allowance } from './allowance.ts';
import { BadFrame, jsonFrame, readFrame, type Inbound } from './frames.ts';
import {
  BURST_UNITS,
  BYTES_PER_UNIT,
  CLOSE_WITHIN_MS,
  MAX_BUFFERED,
  MAX_BUFFERED_FOR_AWARENESS,
  MAX_INBOX_BYTES,
  MAX_INBOX_FRAMES,
  MAX_STRIKES,
  SYNC_BURST,
  SYNCS_PER_MINUTE,
  TURN_MS,
  UNITS_PER_SECOND,
} from './limits.ts';

/** What a connection asks of the document it belongs to. */
export interface ConnectionHost {
  /** Milliseconds of computing that this person may cost, shared by all sockets of theirs. */
  readonly work: Allowance;
  /** Called before frames are handled, in order: reads the right from the database. False when there is none any more. */
  readmit(): Promise<boolean>;
  handle(frame: Inbound): void;
  /** The socket is closed; called once. */
  gone(): void;
  /** A fault of the client, for the record. */
  fault(reason: string): void;
  failed(error: unknown): void;
}

/** Why a socket is closed without an entry in the closed list: a bug of ours. Clients reconnect. */
const INTERNAL = 1011;

const bytesOf = (data: RawData): Uint8Array => {
  if (Array.isArray(data)) return Buffer.concat(data);
  return data instanceof ArrayBuffer ? new Uint8Array(data) : data;
};

const costOf = (frame: Uint8Array) => 1 + frame.byteLength / BYTES_PER_UNIT;

const wait = (ms: number) => new Promise<void>((resolve) => void setTimeout(resolve, ms).unref());
const giveWay = () => new Promise<void>((resolve) => void setImmediate(resolve));

/**
 * One document socket: reads frames in order and no faster than allowed, counts faults, confirms what is stored, and never lets
 * a client that does not read grow the memory of the server.
 */
export class Connection {
  readonly #socket: WebSocket;
  readonly #host: ConnectionHost;
  readonly #allowance = new Allowance(BURST_UNITS, UNITS_PER_SECOND, performance.now());
  readonly #syncs = new Allowance(SYNC_BURST, SYNCS_PER_MINUTE / 60, performance.now());
  readonly #settled = new Set<number>();
  #inbox: Uint8Array[] = [];
  #inboxBytes = 0;
  #isStarted = false;
  #isHandling = false;
  #isConfirming = false;
  #state: 'open' | 'leaving' | 'gone' = 'open';
  #strikes = 0;
  #frames = 0;
  #confirmed = 0;
  #answeredPing = true;

  constructor(socket: WebSocket, host: ConnectionHost) {
    this.#socket = socket;
    this.#host = host;
    socket.on('message', (data) => this.#receive(bytesOf(data)));
    socket.on('pong', () => (this.#answeredPing = true));
    socket.on('close', () => this.#ended());
    // An error is always followed by close; without a listener it would end the process.
    socket.on('error', () => undefined);
  }

  get isOpen(): boolean {
    return this.#state === 'open';
  }

  /** Begins to handle frames. Those that came before have waited. */
  start(): void {
    this.#isStarted = true;
    void this.#handleInbox();
  }

  send(frame: Uint8Array): void {
    if (!this.isOpen) return;
    if (this.#socket.bufferedAmount > MAX_BUFFERED) return this.close('too-slow');
    this.#socket.send(frame);
  }

  /** For what will be said again in a moment: left out when the client is behind. */
  sendIfKeepingUp(frame: Uint8Array): void {
    if (this.#socket.bufferedAmount < MAX_BUFFERED_FOR_AWARENESS) this.send(frame);
  }

  /** Asks whether the other side is still there; ends the socket when it did not answer the last time. */
  ping(): void {
    if (!this.#answeredPing) return this.#socket.terminate();
    this.#answeredPing = false;
    this.#socket.ping();
  }

  close(reason: DocumentCloseReason): void {
    this.#close(DOCUMENT_CLOSE_CODES[reason][0], reason);
    // A client that does not read does not answer a close either.
    setTimeout(() => this.#socket.terminate(), CLOSE_WITHIN_MS).unref();
  }

  /** May the whole state be asked for now? */
  takeSync(): boolean {
    return this.#syncs.take(1, performance.now());
  }

  /** Numbers an update frame, from 1. */
  nextFrame(): number {
    this.#frames += 1;
    return this.#frames;
  }

  /** An update frame was dealt with. Confirmed in order and together: one message may stand for many keys. */
  settle(frame: number): void {
    this.#settled.add(frame);
    if (this.#isConfirming) return;
    this.#isConfirming = true;
    queueMicrotask(() => this.#confirm());
  }

  /** Tells the client that an update was not taken. All but the lack of room is a fault of the client. */
  refuse(frame: number, reason: DocumentRefusalReason): void {
    const refusal: DocumentRefusal = { reason, frame };
    this.send(jsonFrame(DOCUMENT_MESSAGES.refused, refusal));
    this.settle(frame);
    if (reason !== 'document-full') this.strike(reason);
  }

  strike(reason: string): void {
    this.#strikes += 1;
    if (this.#strikes === 1) this.#host.fault(reason);
    if (this.#strikes >= MAX_STRIKES) this.close('too-many-faults');
  }

  #close(code: number, reason: string): void {
    if (this.#state === 'gone') return;
    // A paused socket would never read the other side's answer to the close.
    if (this.#socket.isPaused) this.#socket.resume();
    this.#socket.close(code, reason);
    this.#leave();
  }

  #leave(): void {
    if (this.#state === 'gone') return;
    this.#state = 'gone';
    this.#emptyInbox();
    this.#host.gone();
  }

  /** The other side has closed. What it sent before that still counts: people type and close the page. */
  #ended(): void {
    if (this.#state !== 'open') return;
    this.#state = 'leaving';
    if (this.#isStarted) void this.#handleInbox();
    else this.#leave();
  }

  #confirm(): void {
    this.#isConfirming = false;
    const before = this.#confirmed;
    while (this.#settled.delete(this.#confirmed + 1)) this.#confirmed += 1;
    if (this.#confirmed === before) return;
    const stored: DocumentStored = { frames: this.#confirmed };
    this.send(jsonFrame(DOCUMENT_MESSAGES.stored, stored));
  }

  #receive(frame: Uint8Array): void {
    if (!this.isOpen) return;
    this.#inbox.push(frame);
    this.#inboxBytes += frame.byteLength;
    if (this.#inbox.length > MAX_INBOX_FRAMES || this.#inboxBytes > MAX_INBOX_BYTES) this.#socket.pause();
    void this.#handleInbox();
  }

  async #handleInbox(): Promise<void> {
    if (this.#isHandling || !this.#isStarted) return;
    this.#isHandling = true;
    try {
      while (this.#inbox.length > 0) await this.#handleTurn();
      if (this.#state === 'leaving') this.#leave();
    } catch (error) {
      this.#host.failed(error);
      this.#close(INTERNAL, 'internal');
    } finally {
      this.#isHandling = false;
    }
  }

  /** As many frames as fit one turn are handled with the right as it is read now; then everybody else has theirs. */
  async #handleTurn(): Promise<void> {
    if (!(await this.#host.readmit())) return this.#emptyInbox();
    const startedAt = performance.now();
    let units = 0;
    for (let frame = this.#next(); frame; frame = this.#isTurnOver(startedAt) ? undefined : this.#next()) {
      units += costOf(frame);
      this.#handle(frame);
    }
    await this.#pay(units, performance.now() - startedAt);
    if (this.isOpen && this.#socket.isPaused) this.#socket.resume();
  }

  #next(): Uint8Array | undefined {
    const frame = this.#inbox.shift();
    this.#inboxBytes -= frame?.byteLength ?? 0;
    return frame;
  }

  #isTurnOver(startedAt: number): boolean {
    return this.#state === 'gone' || performance.now() - startedAt > TURN_MS;
  }

  #emptyInbox(): void {
    this.#inbox = [];
    this.#inboxBytes = 0;
  }

  /**
   * Whoever sends too much, or what takes long to judge, is read later: nothing is lost, and nobody else waits. A single change made
   * to be expensive is handled whole; the next one then waits ten times as long.
   */
  async #pay(units: number, workMs: number): Promise<void> {
    const now = performance.now();
    const ms = Math.max(this.#allowance.spend(units, now), this.#host.work.spend(workMs, now));
    if (ms === 0) return this.#inbox.length > 0 ? giveWay() : undefined;
    this.#socket.pause();
    await wait(ms);
  }

  #handle(data: Uint8Array): void {
    try {
      this.#host.handle(readFrame(data));
    } catch (error) {
      if (!(error instanceof BadFrame)) throw error;
      this.strike('malformed');
    }
  }
}
