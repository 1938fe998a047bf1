import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { WebSocket } from 'ws';
import { PROTOCOL_VERSION } from '#shared/protocol/version.ts';
import type { Command } from '#shared/session/commands.ts';
import type { HttpClient } from '../client/http-client.ts';

/*
 * Two hundred people have two hundred machines; here their clients share one process and two processors with the server. So these speak
 * the real protocol over a real socket, but keep no view and parse nothing: what is measured is the server, as with the yardsticks.
 */

/** Packet types of Engine.IO, and of Socket.IO behind Engine.IO's for a message. */
const PING = '2';
const PONG = '3';
const CONNECT = '40';
const EVENT = '42';
const ACK = '43';
const ACCEPTED = '[{"ok":true';
const LONGEST_HEAD = 32;

export interface Frame {
  /** When it was there, in ms of this process's clock. */
  readonly at: number;
  readonly bytes: number;
}

interface Awaited {
  readonly wanted: (data: Buffer) => boolean;
  readonly arrived: (frame: Frame) => void;
}

/** Somebody in the room, of whose frames only the beginning is read. */
export class LightClient {
  readonly #socket: WebSocket;
  readonly #sessionId: string;
  readonly #acks = new Map<string, (frame: Frame, head: string) => void>();
  #awaited: Awaited | null = null;
  #sent = 0;

  private constructor(socket: WebSocket, sessionId: string) {
    this.#socket = socket;
    this.#sessionId = sessionId;
  }

  /** Connects with the login of `http` and enters the session. */
  static async enter(http: HttpClient, sessionId: string): Promise<LightClient> {
    const address = `${http.base.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket`;
    const socket = new WebSocket(address, { headers: http.socketHeaders, perMessageDeflate: false });
    await once(socket, 'open');
    const client = new LightClient(socket, sessionId);
    const connected = client.#next((data) => data.toString('latin1', 0, CONNECT.length) === CONNECT);
    socket.on('message', (data: Buffer) => client.#received(data));
    socket.send(`${CONNECT}${JSON.stringify({ protocol: PROTOCOL_VERSION })}`);
    await connected;
    await client.#emit('enter', { sessionId, as: 'person', since: null });
    return client;
  }

  /** Resolves with the acknowledgement; rejects with a refusal. */
  command(command: Command): Promise<Frame> {
    return this.#emit('command', { sessionId: this.#sessionId, opId: randomUUID(), command });
  }

  /** Resolves with the next frame that holds `text`. */
  frameWith(text: string): Promise<Frame> {
    return this.#next((data) => data.includes(text));
  }

  close(): void {
    this.#socket.close();
  }

  #next(wanted: Awaited['wanted']): Promise<Frame> {
    return new Promise((arrived) => (this.#awaited = { wanted, arrived }));
  }

  #emit(event: string, frame: object): Promise<Frame> {
    const id = String((this.#sent += 1));
    return new Promise((resolve, reject) => {
      this.#acks.set(id, (ack, head) =>
        head.includes(ACCEPTED) ? resolve(ack) : reject(new Error(`${event} was refused: ${head}`)),
      );
      this.#socket.send(`${EVENT}${id}${JSON.stringify([event, frame])}`);
    });
  }

  #received(data: Buffer): void {
    const frame = { at: performance.now(), bytes: data.length };
    const head = data.toString('latin1', 0, LONGEST_HEAD);
    if (head === PING) return this.#socket.send(PONG);
    if (head.startsWith(ACK)) return this.#acknowledged(frame, head);
    if (!this.#awaited?.wanted(data)) return;
    this.#awaited.arrived(frame);
    this.#awaited = null;
  }

  #acknowledged(frame: Frame, head: string): void {
    const id = head.slice(ACK.length, head.indexOf('['));
    this.#acks.get(id)?.(frame, head);
    this.#acks.delete(id);
  }
}
