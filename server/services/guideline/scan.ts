/**
 * Reads a Yjs update (wire format V1) without building anything from it, and stops at the first thing that a guideline
 * cannot hold. Yjs' own reader allocates what an update *declares*: nine bytes can ask for a quarter of a gigabyte, and
 * nested types for a stack overflow. A guideline has one text and one flat map, so that most of the format is never needed
 * and not let in.
 */
import * as decoding from 'lib0/decoding';
import { isRubricKey, RUBRIC_ROOT, TEXT_ROOT } from '#shared/guideline/document.ts';
import type { DocumentRefusalReason } from '#shared/protocol/guideline.ts';
import { MAX_CLIENTS, MAX_CLOCK, MAX_SPANS, MAX_STRUCTS } from './limits.ts';

export interface Place {
  readonly client: number;
  readonly clock: number;
}

/** The part of a draft that a struct stands in: the text, or the entry of the rubric with this key. */
export type Part = string;

/** Keys of the rubric never look like this. */
export const TEXT: Part = '';

export interface Struct extends Place {
  readonly length: number;
  readonly content: 'string' | 'value' | 'deleted';
  readonly origin: Place | null;
  readonly rightOrigin: Place | null;
  /** The part it names itself; null when it stands beside another struct. */
  readonly part: Part | null;
}

export interface Span extends Place {
  readonly length: number;
}

/** An update in the order of its bytes: insertions by client, each in clock order, and what is deleted. */
export interface Scanned {
  readonly inserted: ReadonlyMap<number, readonly Struct[]>;
  readonly deleted: readonly Span[];
}

/** An update that is not taken, whatever the document holds. */
export class UpdateFault extends Error {
  readonly reason: Extract<DocumentRefusalReason, 'malformed' | 'forbidden-content'>;

  constructor(reason: UpdateFault['reason'], message: string) {
    super(message);
    this.name = 'UpdateFault';
    this.reason = reason;
  }
}

const malformed = (message: string) => new UpdateFault('malformed', message);
const forbidden = (message: string) => new UpdateFault('forbidden-content', message);

const CONTENT_BITS = 0b1_1111;
const HAS_ORIGIN = 0b1000_0000;
const HAS_RIGHT_ORIGIN = 0b0100_0000;
const HAS_KEY = 0b0010_0000;
const DELETED = 1;
const STRING = 4;
const VALUE = 8;

type Reader = decoding.Decoder;

/** Every declared thing takes two bytes at least, so what declares more than half of the rest lies. */
function readCount(reader: Reader, most: number): number {
  const count = decoding.readVarUint(reader);
  const rest = reader.arr.byteLength - reader.pos;
  if (count > most || count * 2 > rest) throw malformed('declares more than it holds');
  return count;
}

function readClient(reader: Reader): number {
  const client = decoding.readVarUint(reader);
  if (client > 0xffff_ffff) throw malformed('client id out of range');
  return client;
}

function readClock(reader: Reader): number {
  const clock = decoding.readVarUint(reader);
  if (clock > MAX_CLOCK) throw malformed('clock out of range');
  return clock;
}

function readPlace(reader: Reader): Place {
  return { client: readClient(reader), clock: readClock(reader) };
}

/** Checked even for structs that are known already: Yjs makes a root for every name that it reads. */
function readPart(reader: Reader, hasKey: boolean): Part {
  if (decoding.readVarUint(reader) !== 1) throw forbidden('a type inside another');
  const root = decoding.readVarString(reader);
  const key = hasKey ? decoding.readVarString(reader) : null;
  if (root === TEXT_ROOT && key === null) return TEXT;
  if (root === RUBRIC_ROOT && key !== null && isRubricKey(key)) return key;
  throw forbidden('another root or key');
}

function readContent(reader: Reader, kind: number): Pick<Struct, 'content' | 'length'> {
  switch (kind) {
    case DELETED:
      return { content: 'deleted', length: readClock(reader) };
    case STRING:
      return { content: 'string', length: decoding.readVarString(reader).length };
    case VALUE:
      return readValue(reader);
    default:
      throw forbidden(`content of kind ${kind}`);
  }
}

/** A map entry holds one value; a list of values would be an array, and a guideline has none. */
function readValue(reader: Reader): Pick<Struct, 'content' | 'length'> {
  if (decoding.readVarUint(reader) !== 1) throw forbidden('several values in one place');
  decoding.readAny(reader);
  return { content: 'value', length: 1 };
}

function readStruct(reader: Reader, client: number, clock: number): Struct {
  const info = decoding.readUint8(reader);
  const origin = info & HAS_ORIGIN ? readPlace(reader) : null;
  const rightOrigin = info & HAS_RIGHT_ORIGIN ? readPlace(reader) : null;
  const kind = info & CONTENT_BITS;
  if (kind !== DELETED && kind !== STRING && kind !== VALUE) throw forbidden(`content of kind ${kind}`);
  const part = origin === null && rightOrigin === null ? readPart(reader, (info & HAS_KEY) !== 0) : null;
  const { content, length } = readContent(reader, kind);
  if (length === 0 || clock + length > MAX_CLOCK) throw malformed('length out of range');
  for (const side of [origin, rightOrigin]) {
    if (side?.client === client && side.clock >= clock) throw malformed('stands beside its own future');
  }
  return { client, clock, length, content, origin, rightOrigin, part };
}

function readInserted(reader: Reader): Map<number, Struct[]> {
  const inserted = new Map<number, Struct[]>();
  let budget = MAX_STRUCTS;
  for (let groups = readCount(reader, MAX_CLIENTS); groups > 0; groups--) {
    const count = readCount(reader, budget);
    budget -= count;
    const client = readClient(reader);
    let clock = readClock(reader);
    if (count === 0 || inserted.has(client)) throw malformed('a client without or with two groups');
    const structs: Struct[] = [];
    for (let index = 0; index < count; index++) {
      const struct = readStruct(reader, client, clock);
      structs.push(struct);
      clock += struct.length;
    }
    inserted.set(client, structs);
  }
  return inserted;
}

/** Spans ascend and never overlap: applying each costs what it covers, and a thousand that cover the same would stall everybody. */
function readSpans(reader: Reader, client: number): Span[] {
  const spans: Span[] = [];
  let from = 0;
  for (let count = readCount(reader, MAX_SPANS); count > 0; count--) {
    const clock = readClock(reader);
    const length = readClock(reader);
    if (length === 0 || clock < from || clock + length > MAX_CLOCK)
      throw malformed('span out of order or range');
    from = clock + length;
    spans.push({ client, clock, length });
  }
  return spans;
}

function readDeleted(reader: Reader): Span[] {
  const byClient = new Map<number, Span[]>();
  for (let groups = readCount(reader, MAX_SPANS); groups > 0; groups--) {
    const client = readClient(reader);
    if (byClient.has(client)) throw malformed('a client with two groups');
    byClient.set(client, readSpans(reader, client));
  }
  return [...byClient.values()].flat();
}

/** The parts of an update; throws `UpdateFault` when it is broken or holds what a guideline cannot hold. */
export function scanUpdate(bytes: Uint8Array): Scanned {
  try {
    const reader = decoding.createDecoder(bytes);
    const inserted = readInserted(reader);
    const deleted = readDeleted(reader);
    if (decoding.hasContent(reader)) throw malformed('bytes behind the end');
    return { inserted, deleted };
  } catch (error) {
    if (error instanceof UpdateFault) throw error;
    // Whatever the decoder stumbles over (end of bytes, bad UTF-8, a value nested a thousand deep) is a broken update.
    throw malformed(error instanceof Error ? error.message : 'unreadable');
  }
}
