/*
 * The client's half of Socket.IO, protocol 5 over Engine.IO 4, for what this app uses of it: one namespace, WebSocket only, text frames,
 * acknowledgements. The official client brings long polling, WebTransport, binary frames and namespaces, four times what a phone has to
 * load to answer. Packets: https://socket.io/docs/v4/engine-io-protocol/ and https://socket.io/docs/v4/socket-io-protocol/.
 */

const OPEN = '0';
const PING = '2';
const PONG = '3';
const CONNECT = '40';
const DISCONNECT = '41';
const EVENT = '42';
const ACK = '43';
const CONNECT_ERROR = '44';

const FIRST_RETRY_MS = 400;
const LONGEST_RETRY_MS = 5_000;
/** Until the server has said how often it pings. */
const HANDSHAKE_WITHIN_MS = 10_000;

export interface WireListener {
  connected(): void;
  lost(): void;
  /** The server let the connection in, but not this client; nothing is tried again until `connect`. */
  refused(message: string): void;
  event(name: string, body: unknown): void;
}

interface Waiting {
  resolve(answer: unknown): void;
  reject(error: Error): void;
  timer: ReturnType<typeof setTimeout>;
}

export interface WireOptions {
  readonly address: string;
  readonly auth: object;
  readonly answerWithinMs: number;
}

type Packet = readonly [id: number | null, body: unknown];

/** `7["name",{}]` → [7, ["name", {}]]; the id may be missing. Throws on what is not JSON. */
function packet(text: string): Packet {
  const digits = /^\d*/.exec(text)?.[0] ?? '';
  return [digits === '' ? null : Number(digits), JSON.parse(text.slice(digits.length) || 'null')];
}

/** A hundred clients that lost the same server must not come back in the same instant. */
const jittered = (ms: number) => ms * (0.5 + Math.random());

/** One connection that comes back by itself. Never keeps a frame for later: whoever sends decides what is repeated. */
export class SocketWire {
  readonly #options: WireOptions;
  readonly #listener: WireListener;
  #socket: WebSocket | null = null;
  #isConnected = false;
  #isStopped = true;
  #tries = 0;
  #retry: ReturnType<typeof setTimeout> | undefined;
  #silence: ReturnType<typeof setTimeout> | undefined;
  #patienceMs = HANDSHAKE_WITHIN_MS;
  #heardAt = 0;
  #lastId = 0;
  readonly #waiting = new Map<number, Waiting>();

  constructor(options: WireOptions, listener: WireListener) {
    this.#options = options;
    this.#listener = listener;
  }

  get isConnected(): boolean {
    return this.#isConnected;
  }

  /** Opens the connection now, whatever was being waited for; does nothing while one is open or opening. */
  connect(): void {
    this.#isStopped = false;
    clearTimeout(this.#retry);
    if (this.#socket) return;
    const socket = new WebSocket(this.#options.address);
    this.#socket = socket;
    socket.onmessage = ({ data }) => this.#take(socket, String(data));
    socket.onclose = () => this.#gone(socket);
    this.#listen(HANDSHAKE_WITHIN_MS);
  }

  /** For after a sleep, in which no timer ran: a connection that has been silent too long is dead and is replaced at once. */
  wake(): void {
    if (this.#isStopped) return;
    if (this.#socket && Date.now() - this.#heardAt > this.#patienceMs) this.#gone(this.#socket);
    this.connect();
  }

  stop(): void {
    this.#isStopped = true;
    clearTimeout(this.#retry);
    if (this.#socket) this.#gone(this.#socket);
  }

  /** Sends an event and waits for its acknowledgement; rejects when none comes or the connection is lost before it. */
  ask(name: string, body: unknown): Promise<unknown> {
    if (!this.#isConnected || !this.#socket) return Promise.reject(new Error('There is no connection.'));
    const id = (this.#lastId += 1);
    this.#socket.send(`${EVENT}${id}${JSON.stringify([name, body])}`);
    return new Promise((resolve, reject) => {
      const timer = setTimeout(
        () => this.#settle(id)?.reject(new Error('No answer came.')),
        this.#options.answerWithinMs,
      );
      this.#waiting.set(id, { resolve, reject, timer });
    });
  }

  #take(socket: WebSocket, text: string): void {
    if (socket !== this.#socket) return;
    this.#listen(this.#patienceMs);
    try {
      this.#handle(socket, text);
    } catch {
      // Not a frame of this protocol: something between here and the server speaks for it.
      this.#gone(socket);
    }
  }

  #handle(socket: WebSocket, text: string): void {
    const [type, rest] = /^4\d/.test(text)
      ? [text.slice(0, 2), text.slice(2)]
      : [text.slice(0, 1), text.slice(1)];
    switch (type) {
      case OPEN: {
        const { pingInterval, pingTimeout } = JSON.parse(rest) as {
          pingInterval: number;
          pingTimeout: number;
        };
        this.#patienceMs = pingInterval + pingTimeout;
        this.#listen(this.#patienceMs);
        return socket.send(CONNECT + JSON.stringify(this.#options.auth));
      }
      case PING:
        return socket.send(PONG);
      case CONNECT:
        this.#isConnected = true;
        this.#tries = 0;
        return this.#listener.connected();
      case EVENT: {
        const [name, body] = packet(rest)[1] as [string, unknown];
        return this.#listener.event(name, body);
      }
      case ACK: {
        const [id, answers] = packet(rest);
        return this.#settle(id ?? 0)?.resolve((answers as unknown[])[0]);
      }
      case CONNECT_ERROR: {
        const { message } = packet(rest)[1] as { message: string };
        this.#isStopped = true;
        this.#gone(socket);
        return this.#listener.refused(message);
      }
      case DISCONNECT:
        return this.#gone(socket);
    }
  }

  #settle(id: number): Waiting | undefined {
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    clearTimeout(waiting?.timer);
    return waiting;
  }

  /** The server pings; a connection on which nothing comes for longer than it promised is dead, whatever the browser says. */
  #listen(ms: number): void {
    this.#heardAt = Date.now();
    clearTimeout(this.#silence);
    this.#silence = setTimeout(() => this.#socket && this.#gone(this.#socket), ms);
  }

  #gone(socket: WebSocket): void {
    if (socket !== this.#socket) return;
    this.#socket = null;
    clearTimeout(this.#silence);
    socket.onmessage = null;
    socket.onclose = null;
    socket.close();
    for (const id of [...this.#waiting.keys()])
      this.#settle(id)?.reject(new Error('The connection was lost.'));
    this.#isConnected = false;
    if (this.#isStopped) return;
    const delay = Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** this.#tries);
    this.#tries += 1;
    this.#retry = setTimeout(() => this.connect(), jittered(delay));
    this.#listener.lost();
  }
}
