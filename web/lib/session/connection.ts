import {
  LEAVE_REASONS,
  TRANSPORT_REFUSALS,
  type LeaveReason,
  type TransportRefusalCode,
} from '#shared/protocol/live-words.ts';

/** Where a client stands with the live gateway. Each state holds what its screen needs and nothing else. */
export type Connection =
  | { readonly phase: 'connecting' }
  | { readonly phase: 'live' }
  /** What was seen so far stays on the screen; answers wait in the browser. */
  | { readonly phase: 'reconnecting' }
  | { readonly phase: 'refused'; readonly code: string; readonly message: string }
  | { readonly phase: 'too-old' }
  | { readonly phase: 'left'; readonly reason: LeaveReason };

export type Happening =
  | { readonly type: 'entered' }
  | { readonly type: 'lost' }
  | { readonly type: 'refused'; readonly code: string; readonly message: string }
  | { readonly type: 'sent-away'; readonly reason: LeaveReason };

/** Refusals that pass by themselves: try again, do not give up. */
const PASSING: ReadonlySet<string> = new Set<TransportRefusalCode>([
  'too-fast',
  'storage-unavailable',
  'internal',
]);

export const isPassing = (code: string): boolean => PASSING.has(code);

/** Nothing but a reload or a sign-in leads out of these. */
export const isFinal = ({ phase }: Connection): boolean =>
  phase === 'refused' || phase === 'too-old' || phase === 'left';

const waiting = (before: Connection): Connection =>
  before.phase === 'connecting' ? before : { phase: 'reconnecting' };

function sentAway(before: Connection, reason: LeaveReason): Connection {
  if (reason === 'client-too-old') return { phase: 'too-old' };
  // A changed right is decided anew at the door: whoever still may come in comes back with the view that is now theirs.
  if (reason === 'revoked' || LEAVE_REASONS[reason].then === 'reconnect') return waiting(before);
  return { phase: 'left', reason };
}

/** Whoever was in the room a moment ago knows that it exists: to them it is their right that is gone. */
const refusalWords = (
  before: Connection,
  { code, message }: Extract<Happening, { type: 'refused' }>,
): string =>
  code === 'no-such-session' && before.phase === 'reconnecting'
    ? 'You are no longer in this session: your right to it was taken back. An owner of the project can give it again.'
    : message;

/** The connection after something happened to it. */
export function after(before: Connection, happening: Happening): Connection {
  if (isFinal(before)) return before;
  switch (happening.type) {
    case 'entered':
      return { phase: 'live' };
    case 'lost':
      return waiting(before);
    case 'sent-away':
      return sentAway(before, happening.reason);
    case 'refused':
      if (happening.code === 'client-too-old') return { phase: 'too-old' };
      return isPassing(happening.code)
        ? waiting(before)
        : { phase: 'refused', code: happening.code, message: refusalWords(before, happening) };
  }
}

/** The sentence for a code that came without one, as in the refusal of a connection. */
export function sentenceFor(code: string): string {
  const known: Readonly<Record<string, string>> = TRANSPORT_REFUSALS;
  return known[code] ?? TRANSPORT_REFUSALS.internal;
}
