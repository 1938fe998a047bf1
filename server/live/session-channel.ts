import type { Role } from '#shared/access/policy.ts';
import type { PersonId } from '#shared/ids.ts';
import type { Cursor, Entered, OwnUpdate, SharedUpdate } from '#shared/protocol/live.ts';
import { ownTouchedBy, partsTouchedBy, projectOwn, type OwnTouched } from '#shared/session/project/index.ts';
import type { SessionEvent } from '#shared/session/events.ts';
import type { Session } from '#shared/session/state.ts';
import type { Audience, OwnParts, SharedKey } from '#shared/session/view.ts';
import type { Change } from '../services/session/room.ts';
import { Presence } from './presence.ts';
import { Published, type PartCache } from './published.ts';

/** Telling everybody about every ballot collapses in a large room; once per tick does not. */
const TICK_MS = 80;
/** A tick costs something for each person, and meanwhile nobody's ballot is acknowledged: the larger the room, the rarer the tick. */
const TICK_MS_PER_PERSON = 2.5;
/** Comings, goings and raised hands make the whole roster anew, and two hundred people reload at once. */
const ROSTER_TICK_MS = 300;

const AUDIENCES: readonly Audience[] = ['member', 'facilitator', 'projector'];

export type Pace = 'now' | 'soon';

/** How a channel reaches its viewers; the gateway implements it with Socket.IO rooms. */
export interface Outlet {
  /** `now`: everybody waits for it. `soon`: may give way to what comes in. Either way in the order of the calls. */
  toAudience(audience: Audience, update: SharedUpdate, pace: Pace): void;
  toPerson(personId: PersonId, update: OwnUpdate): void;
  close(): void;
}

type OwnKeys = OwnTouched['keys'];
const both = (some: OwnKeys, more: OwnKeys): OwnKeys =>
  some === 'all' || more === 'all' ? 'all' : [...some, ...more];

const isItem = (key: SharedKey) => key.startsWith('item:');
const ROSTER_EVENTS = new Set<SessionEvent['type']>(['PersonEntered', 'HandRaised', 'ReadySet', 'SeatTaken']);
const isRoster = (event: SessionEvent) => ROSTER_EVENTS.has(event.type);

interface Viewer {
  readonly role: Role;
  readonly sent: Map<string, string>;
}

/** One session's way out: turns committed changes into views, each made once per distinct audience. */
export class SessionChannel {
  readonly presence: Presence;
  readonly #outlet: Outlet;
  readonly #published: ReadonlyMap<Audience, Published>;
  readonly #viewers = new Map<PersonId, Viewer>();
  readonly #dirty = new Set<SharedKey>();
  #session: Session;
  #timer: NodeJS.Timeout | null = null;
  #dueAt = Number.POSITIVE_INFINITY;

  constructor(session: Session, epoch: string, outlet: Outlet, graceMs?: number) {
    this.#session = session;
    this.#outlet = outlet;
    this.#published = new Map(AUDIENCES.map((audience) => [audience, new Published(audience, epoch)]));
    this.presence = new Presence(() => this.#presenceChanged(), graceMs);
  }

  /**
   * A person's socket has been admitted: their own parts, and the shared ones as they were last published. What is due at the next
   * tick reaches the newcomer with everybody else: two hundred people coming in must not be two hundred ticks.
   */
  enter(personId: PersonId, role: Role, audience: Audience, since: Cursor | null, at: number): Entered {
    const published = this.#publishedTo(audience);
    const isPerson = audience !== 'projector';
    const own = isPerson ? this.#ownOf(personId, role) : {};
    return { cursor: published.cursor, audience, serverTime: at, ...published.since(since), own } as Entered;
  }

  committed({ session, log }: Change): void {
    this.#session = session;
    for (const { event } of log) for (const key of partsTouchedBy(event, session)) this.#dirty.add(key);
    for (const [id, keys] of this.#ownDue(log)) this.#sendOwn(id, keys);
    // Everybody waits for a reveal; nobody waits for a counter.
    if (log.some(({ event }) => event.type === 'RoundRevealed'))
      this.#flush('now', [...this.#dirty].filter(isItem));
    this.#flushWithin(log.every(({ event }) => isRoster(event)) ? this.#rosterTickMs : this.#tickMs);
  }

  left(personId: PersonId, socketId: string): void {
    this.presence.leave(personId, socketId);
  }

  close(): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.presence.clear();
    this.#outlet.close();
  }

  #publishedTo(audience: Audience): Published {
    const published = this.#published.get(audience) as Published;
    published.publish(this.#session, this.presence.connected, [], new Map());
    return published;
  }

  get #tickMs(): number {
    return Math.max(TICK_MS, TICK_MS_PER_PERSON * this.presence.connected.size);
  }

  get #rosterTickMs(): number {
    return Math.max(ROSTER_TICK_MS, this.#tickMs);
  }

  #presenceChanged(): void {
    for (const key of ['people', 'session', 'missing'] as const) this.#dirty.add(key);
    this.#flushWithin(this.#rosterTickMs);
  }

  #flushWithin(ms: number): void {
    const dueAt = performance.now() + ms;
    if (dueAt >= this.#dueAt) return;
    if (this.#timer) clearTimeout(this.#timer);
    this.#dueAt = dueAt;
    this.#timer = setTimeout(() => this.#flush('soon'), ms);
    this.#timer.unref();
  }

  #flush(pace: Pace, keys: readonly SharedKey[] = [...this.#dirty]): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
    this.#dueAt = Number.POSITIVE_INFINITY;
    if (keys.length === 0) return;
    const cache: PartCache = new Map();
    for (const key of keys) this.#dirty.delete(key);
    for (const [audience, published] of this.#published) {
      const shared = published.publish(this.#session, this.presence.connected, keys, cache);
      if (!shared) continue;
      const update = { sessionId: this.#session.id, cursor: published.cursor, shared };
      this.#outlet.toAudience(audience, update, pace);
    }
  }

  #ownOf(personId: PersonId, role: Role): Partial<OwnParts> {
    const own = projectOwn(this.#session, personId, role);
    const sent = new Map(Object.entries(own).map(([key, part]) => [key, JSON.stringify(part)]));
    this.#viewers.set(personId, { role, sent });
    return own;
  }

  /** Whose own parts may have changed, and which of them. */
  #ownDue(log: Change['log']): Map<PersonId, OwnKeys> {
    const due = new Map<PersonId, OwnKeys>();
    for (const { event } of log) {
      const touched = ownTouchedBy(event);
      if (!touched) continue;
      for (const id of touched.whose === 'everybody' ? this.#viewers.keys() : [touched.whose])
        due.set(id, both(due.get(id) ?? [], touched.keys));
    }
    return due;
  }

  #sendOwn(personId: PersonId, keys: OwnKeys): void {
    const viewer = this.#viewers.get(personId);
    if (!viewer) return;
    const own = projectOwn(this.#session, personId, viewer.role, keys);
    const changed = Object.entries(own).filter(([key, part]) => {
      const json = JSON.stringify(part);
      if (viewer.sent.get(key) === json) return false;
      viewer.sent.set(key, json);
      return true;
    });
    if (changed.length > 0) {
      this.#outlet.toPerson(personId, {
        sessionId: this.#session.id,
        own: Object.fromEntries(changed) as Partial<OwnParts>,
      });
    }
  }
}
