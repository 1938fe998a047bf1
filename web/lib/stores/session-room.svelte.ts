import type { ItemId, SessionId } from '#shared/ids.ts';
import type { PinnedGuideline } from '#shared/protocol/guideline.ts';
import type { AgendaItemView } from '#shared/session/view.ts';
import { afterFocusMoved, FOLLOWING, isApart, itemInSight, lookAt, type Gaze } from '../session/follow-me.ts';
import type { Keep } from '../session/keep.ts';
import type { LiveTransport } from '../session/live-transport.ts';
import { ClauseShelf } from './session-clauses.svelte.ts';
import { SessionClock } from './session-clock.svelte.ts';
import { Desk } from './session-desk.svelte.ts';
import { ItemShelf, type ItemLoader } from './session-items.svelte.ts';
import { LiveSession } from './session-live.svelte.ts';

export interface RoomOptions {
  readonly sessionId: SessionId;
  readonly as: 'person' | 'projector';
  readonly transport: LiveTransport;
  readonly keep: Keep;
  readonly loadItem: ItemLoader;
  readonly loadGuideline: (signal: AbortSignal) => Promise<PinnedGuideline>;
}

/** A session as one person sees it: what the server shows, where they look, and what they are writing. */
export class Room {
  readonly live: LiveSession;
  readonly clock: SessionClock;
  readonly items: ItemShelf;
  readonly clauses: ClauseShelf;
  desk = $state.raw<Desk | null>(null);
  #gaze = $state.raw<Gaze>(FOLLOWING);
  /** The item whose ruling form somebody asked for on the console; the board opens it and forgets. */
  rulingAskedAt = $state.raw<ItemId | null>(null);
  /** A text that somebody wants to go on with in the talk about an item; the board takes it and forgets. */
  talkOffered = $state.raw<{ readonly itemId: ItemId; readonly text: string } | null>(null);
  #seenFocus: ItemId | null = null;
  readonly #options: RoomOptions;

  constructor(options: RoomOptions) {
    this.#options = options;
    const { sessionId, as, transport } = options;
    this.live = new LiveSession({
      ...{ sessionId, as, transport },
      onEntered: () => this.#entered(),
      onShared: () => this.#followFocus(),
    });
    this.clock = new SessionClock(() => this.live.serverNow());
    this.items = new ItemShelf(options.loadItem);
    this.clauses = new ClauseShelf(options.loadGuideline);
  }

  /** Enters the room; returns how to leave it. */
  open(): () => void {
    this.live.start();
    const stopClock = this.clock.run();
    return () => {
      stopClock();
      this.live.stop();
    };
  }

  get focus(): ItemId | null {
    return this.live.shared('session')?.focus ?? null;
  }

  /** The item on the screen; null = the lobby. */
  get inSight(): AgendaItemView | null {
    const itemId = itemInSight(this.#gaze, this.focus);
    return this.live.shared('agenda')?.find((entry) => entry.itemId === itemId) ?? null;
  }

  /** This person looks at something else than the room. */
  get isApart(): boolean {
    return isApart(this.#gaze, this.focus);
  }

  /** The next item whose open round waits for this person's answer, after the given one; null when none does. */
  nextUnanswered(itemId: ItemId): AgendaItemView | null {
    const agenda = this.live.shared('agenda') ?? [];
    const at = agenda.findIndex((entry) => entry.itemId === itemId);
    const around = [...agenda.slice(at + 1), ...agenda.slice(0, Math.max(0, at))];
    const waits = ({ round }: AgendaItemView) =>
      round?.phase === 'open' && this.live.mine(round.id)?.ballot === null;
    return around.find(waits) ?? null;
  }

  look(itemId: ItemId): void {
    this.#gaze = lookAt(itemId, this.focus);
  }

  backToRoom(): void {
    this.#gaze = FOLLOWING;
  }

  #entered(): void {
    const { me } = this.live;
    if (me && this.desk?.personId !== me.personId) {
      this.desk = new Desk(this.#options.sessionId, me.personId, this.live, this.#options.keep);
    }
    this.#followFocus();
    void this.desk?.post.flush();
  }

  #followFocus(): void {
    const { focus } = this;
    if (focus === this.#seenFocus) return;
    this.#gaze = afterFocusMoved(this.#gaze, this.#seenFocus, focus, this.#isBusyAt(this.#seenFocus));
    this.#seenFocus = focus;
  }

  /** In the middle of an answer that can still be given, or of a text that is not posted. */
  #isBusyAt(itemId: ItemId | null): boolean {
    if (itemId === null || !this.desk) return false;
    const round = this.live.shared('agenda')?.find((entry) => entry.itemId === itemId)?.round;
    const isAnswering = round?.phase === 'open' && this.desk.form(round.id).isChanged;
    return isAnswering || this.desk.composingAt === itemId;
  }
}
