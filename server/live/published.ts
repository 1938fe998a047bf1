import type { Cursor } from '#shared/protocol/live.ts';
import { projectPart, sharedKeys, variesByAudience, type Presence } from '#shared/session/project/index.ts';
import type { Session } from '#shared/session/state.ts';
import type { Audience, SharedKey, SharedParts } from '#shared/session/view.ts';

type Part = SharedParts[SharedKey];
export type SharedChanges = { [K in SharedKey]?: SharedParts[K] | null };

interface Sent {
  readonly json: string | null;
  readonly part: Part | null;
  readonly seq: number;
}

/** A part made once and used for every audience that gets it alike. */
export type PartCache = Map<SharedKey, { part: Part | undefined; json: string | null }>;

/**
 * What one audience of one session has been sent: every shared part as it was last published, and when. The sequence number counts
 * *published changes of this audience's view*, nothing else, so that it cannot tell of anything the audience may not see (law B1).
 */
export class Published {
  readonly #audience: Audience;
  readonly #epoch: string;
  readonly #sent = new Map<SharedKey, Sent>();
  #seq = 0;
  #isFilled = false;

  constructor(audience: Audience, epoch: string) {
    this.#audience = audience;
    this.#epoch = `${epoch}.${audience}`;
  }

  get cursor(): Cursor {
    return { epoch: this.#epoch, seq: this.#seq };
  }

  /** Makes the named parts anew and returns those that differ from what was sent; null when none does. */
  publish(
    session: Session,
    presence: Presence,
    keys: Iterable<SharedKey>,
    cache: PartCache,
  ): SharedChanges | null {
    const wanted = this.#isFilled ? keys : sharedKeys(session);
    const changes = [...this.#removed(session), ...this.#changed(session, presence, wanted, cache)];
    this.#isFilled = true;
    if (changes.length === 0) return null;
    this.#seq += 1;
    for (const [key, sent] of changes) this.#sent.set(key, { ...sent, seq: this.#seq });
    return asChanges(changes);
  }

  /** Everything this audience may see, or only what changed since the cursor when it is one of ours. */
  since(cursor: Cursor | null): { fresh: boolean; shared: SharedChanges } {
    const isOurs = cursor !== null && cursor.epoch === this.#epoch && cursor.seq <= this.#seq;
    const from = isOurs ? cursor.seq : -1;
    const entries = [...this.#sent].filter(([, sent]) => sent.seq > from && (isOurs || sent.part !== null));
    return { fresh: !isOurs, shared: asChanges(entries) };
  }

  *#changed(
    session: Session,
    presence: Presence,
    keys: Iterable<SharedKey>,
    cache: PartCache,
  ): Generator<[SharedKey, Sent]> {
    for (const key of keys) {
      const { part, json } = this.#make(session, presence, key, cache);
      if (part === undefined || json === this.#sent.get(key)?.json) continue;
      yield [key, { json, part, seq: 0 }];
    }
  }

  *#removed(session: Session): Generator<[SharedKey, Sent]> {
    const present = new Set(sharedKeys(session));
    for (const [key, sent] of this.#sent) {
      if (sent.part !== null && !present.has(key)) yield [key, { json: null, part: null, seq: 0 }];
    }
  }

  #make(session: Session, presence: Presence, key: SharedKey, cache: PartCache) {
    const known = cache.get(key);
    if (known && !variesByAudience(key)) return known;
    const part = projectPart(session, this.#audience, presence, key);
    const made = { part, json: part === undefined ? null : JSON.stringify(part) };
    cache.set(key, made);
    return made;
  }
}

const asChanges = (entries: readonly (readonly [SharedKey, Sent])[]): SharedChanges =>
  Object.fromEntries(entries.map(([key, sent]) => [key, sent.part])) as SharedChanges;
