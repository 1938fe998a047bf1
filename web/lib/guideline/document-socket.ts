import { WebsocketProvider } from 'y-websocket';
import type { Awareness } from 'y-protocols/awareness';
import { readVarString, type Decoder } from 'lib0/decoding';
import type { Doc } from 'yjs';
import {
  DOCUMENT_CLOSE_CODES,
  DOCUMENT_MESSAGES,
  DOCUMENTS_PATH,
  type DocumentCloseReason,
  type DocumentRefusal,
  type DocumentState,
  type DocumentStored,
  type DocumentWelcome,
} from '#shared/protocol/guideline.ts';

/** What a document socket tells. */
export interface DocumentEvents {
  /** Comes first on every connection, before anything is merged. `false`: leave, merge nothing. */
  readonly onwelcome: (welcome: DocumentWelcome) => boolean;
  readonly onstate: (state: DocumentState) => void;
  readonly onstored: (stored: DocumentStored) => void;
  readonly onrefused: (refusal: DocumentRefusal) => void;
  /** A frame that may hold edits has left. */
  readonly onsent: () => void;
  readonly onconnection: (isOpen: boolean) => void;
  readonly onsynced: () => void;
  /** The server will not have this client back as it is. */
  readonly onclosed: (reason: DocumentCloseReason | 'unknown') => void;
}

const SYNC_STEP_2 = 1;
const UPDATE = 2;

/** Whether a frame carries edits; the server counts the same frames. */
const isUpdateFrame = (frame: Uint8Array): boolean =>
  frame[0] === DOCUMENT_MESSAGES.sync && (frame[1] === SYNC_STEP_2 || frame[1] === UPDATE);

function bytesOf(data: string | BufferSource | Blob): Uint8Array {
  if (data instanceof Uint8Array) return data;
  return data instanceof ArrayBuffer ? new Uint8Array(data) : new Uint8Array();
}

/** A WebSocket that tells when a frame with edits leaves. */
function countingSocket(onsent: () => void): typeof WebSocket {
  return class extends WebSocket {
    override send(data: string | BufferSource | Blob) {
      super.send(data);
      if (isUpdateFrame(bytesOf(data))) onsent();
    }
  };
}

function closeReason(code: number): DocumentCloseReason | 'unknown' {
  const entries = Object.entries(DOCUMENT_CLOSE_CODES) as [DocumentCloseReason, readonly [number, string]][];
  return entries.find(([, [known]]) => known === code)?.[0] ?? 'unknown';
}

/** The draft's connection: y-websocket, and the messages that our server adds to it. */
export class DocumentSocket {
  readonly #provider: WebsocketProvider;

  constructor(
    address: string,
    projectId: string,
    epoch: string,
    doc: Doc,
    awareness: Awareness,
    events: DocumentEvents,
  ) {
    const provider = new WebsocketProvider(address, projectId, doc, {
      awareness,
      connect: false,
      // Two tabs of one browser would otherwise exchange edits that the server has refused.
      disableBc: true,
      params: { epoch },
      WebSocketPolyfill: countingSocket(events.onsent),
    });
    this.#provider = provider;
    this.#listen(events);
    provider.connect();
  }

  #listen(events: DocumentEvents) {
    const provider = this.#provider;
    this.#handle<DocumentWelcome>(DOCUMENT_MESSAGES.welcome, (welcome) => {
      if (!events.onwelcome(welcome)) provider.disconnect();
    });
    this.#handle<DocumentStored>(DOCUMENT_MESSAGES.stored, events.onstored);
    this.#handle<DocumentRefusal>(DOCUMENT_MESSAGES.refused, events.onrefused);
    this.#handle<DocumentState>(DOCUMENT_MESSAGES.state, events.onstate);
    provider.on('status', ({ status }) => {
      if (status !== 'connecting') events.onconnection(status === 'connected');
    });
    provider.on('sync', (isSynced: boolean) => {
      if (isSynced) events.onsynced();
    });
    provider.on('closed', ({ code }) => events.onclosed(closeReason(code)));
  }

  /** The server is ours and its JSON is made by our schema; a socket cannot be spoken to by anybody else. */
  #handle<T>(type: number, handler: (message: T) => void) {
    this.#provider.messageHandlers[type] = (_encoder: unknown, decoder: Decoder) => {
      handler(JSON.parse(readVarString(decoder)) as T);
    };
  }

  /** The browser has no network: a socket would seem open for half a minute more. */
  pause(): void {
    this.#provider.disconnect();
  }

  resume(): void {
    this.#provider.connect();
  }

  destroy(): void {
    this.#provider.destroy();
  }
}

/** `wss://host/documents` for the page's own host. */
export const documentsAddress = (page: { readonly protocol: string; readonly host: string }): string =>
  `${page.protocol === 'https:' ? 'wss' : 'ws'}://${page.host}${DOCUMENTS_PATH.replace(/\/$/, '')}`;
