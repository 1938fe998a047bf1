/*
 * What the server has confirmed of one's own edits. Every frame with an edit is counted as it leaves; the server answers how many it
 * has stored. Nothing else says "saved": not that the socket is open, nor that a frame was sent.
 */
export interface Ledger {
  /** When the oldest edit was made that no frame of this connection carries; null when there is none. */
  readonly unsentSince: number | null;
  /** Frames on their way, with the time of the oldest edit in each. */
  readonly underway: readonly { readonly frame: number; readonly since: number }[];
  /** Frames sent over this connection. */
  readonly frames: number;
}

export const EMPTY_LEDGER: Ledger = { unsentSince: null, underway: [], frames: 0 };

/** An edit was made here, at this time (ms). */
export const edited = (ledger: Ledger, at: number): Ledger =>
  ledger.unsentSince === null ? { ...ledger, unsentSince: at } : ledger;

/** A frame that may hold edits has left; it carries everything that was not sent before. */
export function sent(ledger: Ledger): Ledger {
  const frame = ledger.frames + 1;
  if (ledger.unsentSince === null) return { ...ledger, frames: frame };
  return {
    unsentSince: null,
    underway: [...ledger.underway, { frame, since: ledger.unsentSince }],
    frames: frame,
  };
}

/** The server has dealt with this many frames of this connection. */
export const stored = (ledger: Ledger, frames: number): Ledger => ({
  ...ledger,
  underway: ledger.underway.filter(({ frame }) => frame > frames),
});

/** The connection is gone: what was under way counts as unsent, and the next connection counts from the start. */
export const cutOff = (ledger: Ledger): Ledger => ({
  unsentSince: oldestUnstored(ledger),
  underway: [],
  frames: 0,
});

/** When the oldest edit was made that the server has not confirmed; null when it has confirmed all. */
export function oldestUnstored({ unsentSince, underway }: Ledger): number | null {
  const times = [...underway.map(({ since }) => since), ...(unsentSince === null ? [] : [unsentSince])];
  return times.length === 0 ? null : Math.min(...times);
}

export type SaveStatus =
  | { readonly kind: 'stored' }
  /** The server is about to confirm; `ageMs` of the oldest edit. */
  | { readonly kind: 'storing'; readonly ageMs: number }
  /** Edits exist in this browser only. */
  | { readonly kind: 'unstored'; readonly ageMs: number }
  /** Nothing is lost, but nothing arrives either. */
  | { readonly kind: 'away' };

/** A confirmation takes milliseconds; after this long something is wrong and people should know. */
const LATE_MS = 8_000;

export function saveStatus(ledger: Ledger, isConnected: boolean, now: number): SaveStatus {
  const since = oldestUnstored(ledger);
  if (since === null) return isConnected ? { kind: 'stored' } : { kind: 'away' };
  const ageMs = Math.max(0, now - since);
  return isConnected && ageMs < LATE_MS ? { kind: 'storing', ageMs } : { kind: 'unstored', ageMs };
}

const MINUTE = 60_000;

/** An age as people say it: `4 s`, `3 min`. */
export const ageWords = (ageMs: number): string =>
  ageMs < MINUTE ? `${Math.max(1, Math.round(ageMs / 1_000))} s` : `${Math.round(ageMs / MINUTE)} min`;
