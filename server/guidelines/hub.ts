import { DOCUMENT_MESSAGES } from '#shared/protocol/guideline.ts';
import type { Proposal, Stored } from '../services/guideline/draft-change.ts';
import type { DraftRoom } from '../services/guideline/draft-room.ts';
import { awarenessFrame, jsonFrame, updateFrame, type AwarenessEntry } from './frames.ts';
import type { Connection } from './connection.ts';
import { AWARENESS_EVERY_MS } from './limits.ts';
import { Presence, type Present } from './presence.ts';

/** Somebody at a document. */
export interface Guest extends Present {
  readonly connection: Connection;
  readonly personId: string;
  /** Has the whole state: from here on every update builds on what it has. */
  isSynced: boolean;
}

/** A change with the socket it came through. */
export interface GuestProposal extends Proposal {
  readonly from: Guest;
}

const cameFrom = (proposal: Proposal): unknown => ('from' in proposal ? proposal.from : undefined);

/** Everybody at one document, and what they are told. */
export class DocumentHub {
  readonly room: DraftRoom;
  readonly #guests = new Set<Guest>();
  readonly #presence = new Presence();
  readonly #unsubscribe: readonly (() => void)[];
  #timer: NodeJS.Timeout | null = null;

  constructor(room: DraftRoom) {
    this.room = room;
    this.#unsubscribe = [
      room.stored.subscribe((stored) => this.#relay(stored)),
      room.stateChanged.subscribe((state) => this.#tell(jsonFrame(DOCUMENT_MESSAGES.state, state))),
      room.closed.subscribe((reason) => this.#guests.forEach(({ connection }) => connection.close(reason))),
    ];
  }

  get isEmpty(): boolean {
    return this.#guests.size === 0;
  }

  enter(guest: Guest): void {
    this.#guests.add(guest);
  }

  leave(guest: Guest): void {
    this.#guests.delete(guest);
    this.#presence.leave(guest);
    this.#planPresence();
    if (![...this.#guests].some(({ personId }) => personId === guest.personId))
      this.room.forget(guest.personId);
  }

  close(): void {
    for (const unsubscribe of this.#unsubscribe) unsubscribe();
    if (this.#timer) clearTimeout(this.#timer);
  }

  /** Who is here, for somebody who has just come. */
  showPresence({ connection }: Guest): void {
    connection.send(awarenessFrame(this.#presence.all()));
  }

  /** Takes what a guest says about itself. False when it speaks for somebody else. */
  hear(guest: Guest, entries: readonly AwarenessEntry[]): boolean {
    const isHonest = this.#presence.hear(guest, entries);
    this.#planPresence();
    return isHonest;
  }

  #tell(frame: Uint8Array): void {
    for (const { connection } of this.#guests) connection.send(frame);
  }

  /** One frame for everybody. Whoever wrote all of it has it already. */
  #relay({ update, proposals }: Stored): void {
    const frame = updateFrame(update);
    const authors = new Set(proposals.map(cameFrom));
    const [only] = authors.size === 1 ? authors : [];
    for (const guest of this.#guests) if (guest.isSynced && guest !== only) guest.connection.send(frame);
  }

  #planPresence(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = null;
      const changed = this.#presence.takeChanged();
      if (changed.length === 0) return;
      const frame = awarenessFrame(changed);
      for (const { connection } of this.#guests) connection.sendIfKeepingUp(frame);
    }, AWARENESS_EVERY_MS).unref();
  }
}
