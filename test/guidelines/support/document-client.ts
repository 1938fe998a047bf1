import * as decoding from 'lib0/decoding';
import { WebSocket, type ClientOptions } from 'ws';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import { draftText, readDraft } from '#shared/guideline/document.ts';
import {
  DOCUMENT_MESSAGES,
  type DocumentRefusal,
  type DocumentState,
  type DocumentStored,
  type DocumentWelcome,
} from '#shared/protocol/guideline.ts';
import { until } from './until.ts';

/** What a browser sends along by itself. */
export interface Asker {
  readonly base: string;
  readonly cookie: string | undefined;
  readonly origin?: string;
}

const headersOf = ({ base, cookie, origin = base }: Asker): ClientOptions['headers'] => ({
  origin,
  ...(cookie === undefined ? {} : { cookie }),
});

const isUpdateFrame = (data: Uint8Array) =>
  data[0] === DOCUMENT_MESSAGES.sync && (data[1] === 1 || data[1] === 2);

/** A browser's WebSocket, which knows its page and its cookies; counts the update frames that it sends. */
function socketOf(asker: Asker, onUpdateFrame: () => void): typeof globalThis.WebSocket {
  class PageSocket extends WebSocket {
    constructor(url: string, protocols?: string | string[]) {
      super(url, protocols ?? [], { headers: headersOf(asker) ?? {} });
    }

    override send(data: Uint8Array): void {
      if (isUpdateFrame(data)) onUpdateFrame();
      super.send(data);
    }
  }
  return PageSocket as unknown as typeof globalThis.WebSocket;
}

/** A person with the document open: the client of y-websocket as a page uses it. */
export class DocumentClient {
  readonly doc: Y.Doc;
  readonly provider: WebsocketProvider;
  readonly states: DocumentState[] = [];
  readonly refusals: DocumentRefusal[] = [];
  readonly closes: { code: number; reason: string }[] = [];
  welcome: DocumentWelcome | null = null;
  /** Update frames sent and confirmed on the present connection. */
  sent = 0;
  confirmed = 0;

  constructor(asker: Asker, projectId: string, epoch: string | null, doc = new Y.Doc()) {
    this.doc = doc;
    this.provider = new WebsocketProvider(`${asker.base.replace('http', 'ws')}/documents`, projectId, doc, {
      connect: false,
      disableBc: true,
      params: epoch === null ? {} : { epoch },
      maxBackoffTime: 100,
      WebSocketPolyfill: socketOf(asker, () => (this.sent += 1)),
    });
    const on = (type: number, handle: (value: never) => void) => {
      this.provider.messageHandlers[type] = (_encoder, decoder) =>
        handle(JSON.parse(decoding.readVarString(decoder)) as never);
    };
    on(DOCUMENT_MESSAGES.welcome, (welcome: DocumentWelcome) => (this.welcome = welcome));
    on(DOCUMENT_MESSAGES.stored, ({ frames }: DocumentStored) => (this.confirmed = frames));
    on(DOCUMENT_MESSAGES.refused, (refusal: DocumentRefusal) => this.refusals.push(refusal));
    on(DOCUMENT_MESSAGES.state, (state: DocumentState) => this.states.push(state));
    this.provider.on('connection-close', (event) => {
      if (event) this.closes.push({ code: event.code, reason: event.reason });
      this.sent = 0;
      this.confirmed = 0;
    });
  }

  get text(): string {
    return draftText(this.doc).toJSON();
  }

  get draft() {
    return readDraft(this.doc);
  }

  connect(): this {
    this.provider.connect();
    return this;
  }

  /** Has the whole document, and the server has everything that is here. */
  async synced(): Promise<this> {
    await until(() => this.provider.synced, 'the document to be synced');
    return this;
  }

  /** The server has confirmed everything that was typed here. */
  async stored(): Promise<void> {
    await until(() => this.sent > 0 && this.confirmed === this.sent, 'everything to be confirmed');
  }

  type(text: string, at = draftText(this.doc).length): void {
    draftText(this.doc).insert(at, text);
  }

  async closedWith(code: number): Promise<void> {
    await until(
      () => this.closes.some((close) => close.code === code),
      `the socket to be closed with ${code}`,
    );
  }

  destroy(): void {
    this.provider.destroy();
    this.provider.awareness.destroy();
    this.doc.destroy();
  }
}

/** A bare socket for what no honest client sends. */
export class RawSocket {
  readonly socket: WebSocket;
  readonly received: Uint8Array[] = [];
  closed: { code: number; reason: string } | null = null;

  constructor(asker: Asker, path: string) {
    this.socket = new WebSocket(asker.base.replace('http', 'ws') + path, { headers: headersOf(asker) ?? {} });
    this.socket.binaryType = 'nodebuffer';
    this.socket.on('message', (data: Buffer) => this.received.push(data));
    this.socket.on('close', (code, reason) => (this.closed ??= { code, reason: reason.toString() }));
    this.socket.on('error', (error) => (this.closed ??= { code: 0, reason: error.message }));
  }

  async open(): Promise<this> {
    await until(
      () => this.socket.readyState === WebSocket.OPEN || this.closed !== null,
      'the socket to open',
    );
    return this;
  }

  async ended(): Promise<{ code: number; reason: string }> {
    await until(() => this.closed !== null, 'the socket to be closed');
    return this.closed ?? { code: 0, reason: '' };
  }

  send(...bytes: (number | Uint8Array)[]): void {
    this.socket.send(
      Buffer.concat(bytes.map((part) => (typeof part === 'number' ? Buffer.from([part]) : part))),
    );
  }

  /** Frames of one type that have arrived. */
  framesOf(type: number): Uint8Array[] {
    return this.received.filter((frame) => frame[0] === type);
  }
}
