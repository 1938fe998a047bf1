import type { Awareness } from 'y-protocols/awareness';
import * as Y from 'yjs';

/** Somebody who has the draft open: what the server wrote about them, and where their caret stands. */
export interface Peer {
  /** The Yjs client: one person may be here with two tabs. */
  readonly clientId: number;
  readonly personId: string;
  readonly name: string;
  /** 1 to 8: which of the eight looks they have, the same for everybody. */
  readonly look: number;
  readonly anchor: number | null;
  readonly head: number | null;
}

const LOOKS = 8;

/** A person's look is their own wherever they appear: it follows from their id. */
function lookOf(personId: string): number {
  let sum = 0;
  for (const letter of personId) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) >>> 0;
  return (sum % LOOKS) + 1;
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

function positionIn(text: Y.Text, value: unknown): number | null {
  if (!isRecord(value) || !text.doc) return null;
  const absolute = Y.createAbsolutePositionFromRelativePosition(
    Y.createRelativePositionFromJSON(value),
    text.doc,
  );
  return absolute?.type === text ? Math.min(absolute.index, text.length) : null;
}

function peerOf(clientId: number, state: Record<string, unknown>, text: Y.Text): Peer | null {
  const { user, cursor } = state;
  if (!isRecord(user) || typeof user['id'] !== 'string' || typeof user['name'] !== 'string') return null;
  const place = isRecord(cursor) ? cursor : {};
  return {
    clientId,
    personId: user['id'],
    name: user['name'],
    look: lookOf(user['id']),
    anchor: positionIn(text, place['anchor']),
    head: positionIn(text, place['head']),
  };
}

/** Everybody else who has the draft open. */
export function peersOf(awareness: Awareness, text: Y.Text): Peer[] {
  return [...awareness.getStates()].flatMap(([clientId, state]) => {
    const peer = clientId === awareness.clientID ? null : peerOf(clientId, state, text);
    return peer ? [peer] : [];
  });
}

/** A caret's place in a form that survives other people's edits. */
export const caretJson = (text: Y.Text, anchor: number, head: number) => ({
  anchor: Y.relativePositionToJSON(Y.createRelativePositionFromTypeIndex(text, anchor)) as unknown,
  head: Y.relativePositionToJSON(Y.createRelativePositionFromTypeIndex(text, head)) as unknown,
});
