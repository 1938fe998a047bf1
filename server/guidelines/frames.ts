import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { DOCUMENT_MESSAGES } from '#shared/protocol/guideline.ts';
import { MAX_AWARENESS_BYTES, MAX_STATE_VECTOR_BYTES } from './limits.ts';

const { sync, awareness } = DOCUMENT_MESSAGES;
const QUERY_AWARENESS = 3;
const STEP_1 = 0;
const STEP_2 = 1;
const UPDATE = 2;

/** What a client says about a Yjs client id. `state`: JSON text, `null` when it left. */
export interface AwarenessEntry {
  readonly clientId: number;
  readonly clock: number;
  readonly state: string;
}

/** A frame that a client sent. */
export type Inbound =
  | { readonly kind: 'state-wanted'; readonly stateVector: Uint8Array }
  | { readonly kind: 'update'; readonly bytes: Uint8Array }
  | { readonly kind: 'awareness'; readonly entries: readonly AwarenessEntry[] }
  | { readonly kind: 'awareness-wanted' };

/** A frame that no client may send, or that cannot be read. */
export class BadFrame extends Error {}

function readSync(reader: decoding.Decoder): Inbound {
  const step = decoding.readVarUint(reader);
  const bytes = decoding.readVarUint8Array(reader);
  if (step === STEP_1) {
    if (bytes.byteLength > MAX_STATE_VECTOR_BYTES) throw new BadFrame('state vector too large');
    return { kind: 'state-wanted', stateVector: bytes };
  }
  if (step === STEP_2 || step === UPDATE) return { kind: 'update', bytes };
  throw new BadFrame(`sync step ${step}`);
}

function readAwareness(reader: decoding.Decoder): Inbound {
  const bytes = decoding.readVarUint8Array(reader);
  if (bytes.byteLength > MAX_AWARENESS_BYTES) throw new BadFrame('awareness too large');
  const inner = decoding.createDecoder(bytes);
  const count = decoding.readVarUint(inner);
  // An entry takes three bytes at least: what declares more lies.
  if (count * 3 > bytes.byteLength) throw new BadFrame('awareness declares more than it holds');
  const entries = Array.from({ length: count }, () => ({
    clientId: decoding.readVarUint(inner),
    clock: decoding.readVarUint(inner),
    state: decoding.readVarString(inner),
  }));
  return { kind: 'awareness', entries };
}

function readKnown(reader: decoding.Decoder): Inbound {
  const type = decoding.readVarUint(reader);
  if (type === sync) return readSync(reader);
  if (type === awareness) return readAwareness(reader);
  if (type === QUERY_AWARENESS) return { kind: 'awareness-wanted' };
  // Numbers from 100 are the server's own: a client that sends one forges it.
  throw new BadFrame(`message type ${type}`);
}

/** Reads a frame of a client; throws `BadFrame`. */
export function readFrame(data: Uint8Array): Inbound {
  try {
    const reader = decoding.createDecoder(data);
    const frame = readKnown(reader);
    if (decoding.hasContent(reader)) throw new BadFrame('bytes behind the end');
    return frame;
  } catch (error) {
    throw error instanceof BadFrame
      ? error
      : new BadFrame(error instanceof Error ? error.message : 'unreadable');
  }
}

function frame(write: (encoder: encoding.Encoder) => void): Uint8Array {
  const encoder = encoding.createEncoder();
  write(encoder);
  return encoding.toUint8Array(encoder);
}

const syncFrame = (step: number, bytes: Uint8Array) =>
  frame((encoder) => {
    encoding.writeVarUint(encoder, sync);
    encoding.writeVarUint(encoder, step);
    encoding.writeVarUint8Array(encoder, bytes);
  });

/** Asks the client for what the server lacks. */
export const stateWantedFrame = (stateVector: Uint8Array): Uint8Array => syncFrame(STEP_1, stateVector);

/** Answers a state vector: everything the client lacks. */
export const stateFrame = (update: Uint8Array): Uint8Array => syncFrame(STEP_2, update);

/** What has just been stored. */
export const updateFrame = (update: Uint8Array): Uint8Array => syncFrame(UPDATE, update);

/** One of the messages that this server adds to y-websocket. */
export const jsonFrame = (type: number, value: object): Uint8Array =>
  frame((encoder) => {
    encoding.writeVarUint(encoder, type);
    encoding.writeVarString(encoder, JSON.stringify(value));
  });

/** Who is here. Without entries it only shows that the line is alive. */
export const awarenessFrame = (entries: readonly AwarenessEntry[]): Uint8Array =>
  frame((encoder) => {
    const inner = encoding.createEncoder();
    encoding.writeVarUint(inner, entries.length);
    for (const { clientId, clock, state } of entries) {
      encoding.writeVarUint(inner, clientId);
      encoding.writeVarUint(inner, clock);
      encoding.writeVarString(inner, state);
    }
    encoding.writeVarUint(encoder, awareness);
    encoding.writeVarUint8Array(encoder, encoding.toUint8Array(inner));
  });
