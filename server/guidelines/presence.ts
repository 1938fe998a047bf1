import { z } from 'zod';
import type { AwarenessUser } from '#shared/protocol/guideline.ts';
import type { AwarenessEntry } from './frames.ts';
import { MAX_OWN_STATE } from './limits.ts';

/** Clocks of people who left, so that a late echo of theirs is told from a forgery. */
const KEPT_CLOCKS = 5_000;
const MAX_CLOCK = 2 ** 31;
const MAX_CLIENT_ID = 0xffff_ffff;
const GONE = 'null';

const place = z.object({ client: z.int().min(0).max(MAX_CLIENT_ID), clock: z.int().min(0).max(MAX_CLOCK) });
/** A position in the text; a peer that is sent any other would create what it names. */
const position = z.object({
  type: z.null().optional(),
  tname: z.literal('text').nullish(),
  item: place.nullish(),
  assoc: z.int().min(-1).max(1).optional(),
});
const ownState = z.object({ cursor: z.object({ anchor: position, head: position }).nullish().catch(null) });

/** A socket as presence knows it. */
export interface Present {
  readonly user: AwarenessUser;
  /** Keeps a Yjs client id for this person; false when it is somebody else's. */
  announce(clientId: number): boolean;
}

interface Entry {
  readonly owner: Present;
  /** The client's last clock. */
  readonly heard: number;
  /** The clock under which the others know it. */
  readonly shown: number;
  readonly state: string;
}

function publicState(user: AwarenessUser, raw: string): string {
  const cursor = ownState.safeParse(parsed(raw)).data?.cursor ?? null;
  return JSON.stringify({ user, cursor });
}

function parsed(raw: string): unknown {
  if (raw.length > MAX_OWN_STATE) return null;
  try {
    return JSON.parse(raw) as unknown;
  } catch {
    return null;
  }
}

/**
 * Who is in a document and where their cursors stand. Awareness as y-protocols has it lets anybody speak for everybody; here each
 * socket has one id, says nothing but its cursor, and its name, colour and role come from the account.
 */
export class Presence {
  readonly #entries = new Map<number, Entry>();
  readonly #idOf = new Map<Present, number>();
  readonly #clocks = new Map<number, number>();
  #changed = new Set<number>();

  /** Takes what a socket says. Answers false when it speaks for somebody else. */
  hear(who: Present, entries: readonly AwarenessEntry[]): boolean {
    return entries.every((entry) => this.#hearOne(who, entry));
  }

  /** The socket has closed: everybody is told that it is gone. */
  leave(who: Present): void {
    const clientId = this.#idOf.get(who);
    this.#idOf.delete(who);
    const entry = clientId === undefined ? undefined : this.#entries.get(clientId);
    if (clientId === undefined || entry?.owner !== who) return;
    this.#entries.delete(clientId);
    this.#changed.add(clientId);
  }

  /** Everybody who is here. */
  all(): AwarenessEntry[] {
    return [...this.#entries].map(([clientId, { shown, state }]) => ({ clientId, clock: shown, state }));
  }

  /** What has changed since the last call. */
  takeChanged(): AwarenessEntry[] {
    const changed = [...this.#changed];
    this.#changed = new Set();
    return changed.map((clientId) => {
      const entry = this.#entries.get(clientId);
      return entry
        ? { clientId, clock: entry.shown, state: entry.state }
        : { clientId, clock: Math.max(0, this.#clockOf(clientId)), state: GONE };
    });
  }

  #hearOne(who: Present, entry: AwarenessEntry): boolean {
    const { clientId, clock, state } = entry;
    const isOwn = this.#idOf.get(who) === clientId || this.#adopt(who, clientId, state);
    if (!isOwn) return this.#isEcho(clientId, clock, state);
    if (clock > MAX_CLOCK) return false;
    if (state === GONE) this.#forget(clientId, clock);
    else this.#show(who, entry);
    return true;
  }

  #forget(clientId: number, clock: number): void {
    if (!this.#entries.delete(clientId)) return;
    this.#noteClock(clientId, Math.max(clock, this.#clockOf(clientId)));
    this.#changed.add(clientId);
  }

  /**
   * Peers take only what is newer than what they know, and count from 0: so the first state is shown as 1, and somebody who comes
   * back with the clock they left with is shown with a later one. A client that hears its own later clock says it again: that
   * is no news, or it would go on for ever.
   */
  #show(who: Present, { clientId, clock, state: raw }: AwarenessEntry): void {
    const known = this.#entries.get(clientId);
    const state = publicState(who.user, raw);
    if (known?.owner === who) {
      const isEcho = clock <= known.shown && state === known.state;
      if (clock <= known.heard || isEcho)
        return void this.#entries.set(clientId, { ...known, heard: Math.max(clock, known.heard) });
    }
    const shown = Math.max(1, clock, this.#clockOf(clientId) + 1);
    this.#noteClock(clientId, shown);
    this.#changed.add(clientId);
    this.#entries.set(clientId, { owner: who, heard: clock, shown, state });
  }

  #clockOf(clientId: number): number {
    return this.#clocks.get(clientId) ?? -1;
  }

  /** The first id that a socket shows is its own, unless it is another person's. A person who reconnects takes theirs along. */
  #adopt(who: Present, clientId: number, state: string): boolean {
    if (this.#idOf.has(who) || state === GONE || clientId > MAX_CLIENT_ID) return false;
    const holder = this.#entries.get(clientId)?.owner;
    if (holder && holder.user.id !== who.user.id) return false;
    if (!who.announce(clientId)) return false;
    if (holder) this.#idOf.delete(holder);
    this.#idOf.set(who, clientId);
    return true;
  }

  /** Clients of y-websocket send back what they heard, and report as gone whom they have not heard for a while: no forgery. */
  #isEcho(clientId: number, clock: number, state: string): boolean {
    return state === GONE || clock <= this.#clockOf(clientId);
  }

  #noteClock(clientId: number, clock: number): void {
    this.#clocks.delete(clientId);
    this.#clocks.set(clientId, clock);
    const [oldest] = this.#clocks.keys();
    if (this.#clocks.size > KEPT_CLOCKS && oldest !== undefined) this.#clocks.delete(oldest);
  }
}
