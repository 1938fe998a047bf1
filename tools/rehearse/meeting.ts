import type { ItemId } from '#shared/ids.ts';
import { must } from '#shared/must.ts';
import type { AgreementPart } from '#shared/session/view.ts';
import { batchesOf, type Batch } from './batches.ts';
import { Guest, type Receipts } from './guest.ts';
import { Host, importItems } from './host.ts';
import type { House } from './house.ts';
import type { LabelledSet } from './labelled-set.ts';
import { pooled } from './pooled.ts';

/** Up to so many stay connected all the time; more come and go with what they have to answer. */
const STAY_AT_MOST = 250;
const ARRIVING_TOGETHER = 16;

/** What a rehearsal led to. */
export interface Outcome {
  readonly agreement: AgreementPart['blind'];
  /** Ballots that the server acknowledged as accepted, and as too late. */
  readonly receipts: Receipts;
  /** Ballots on the revealed boards. */
  readonly shown: number;
  /** Most sockets that were open at once. */
  readonly atOnce: number;
  readonly castMs: number;
  readonly sessionId: string;
}

export type Say = (line: string) => void;

/** One labelled set, cast through the live protocol by the people who made it. */
class Meeting {
  readonly #set: LabelledSet;
  readonly #host: Host;
  readonly #itemIds: ReadonlyMap<string, ItemId>;
  readonly #guests: ReadonlyMap<string, Guest>;
  readonly #seated = new Set<string>();
  readonly #say: Say;
  #receipts: Receipts = { accepted: 0, tooLate: 0 };
  #atOnce = 0;
  #castMs = 0;

  constructor(
    set: LabelledSet,
    host: Host,
    itemIds: ReadonlyMap<string, ItemId>,
    guests: readonly Guest[],
    say: Say,
  ) {
    this.#set = set;
    this.#host = host;
    this.#itemIds = itemIds;
    this.#guests = new Map(guests.map((guest) => [guest.name, guest]));
    this.#say = say;
  }

  async hold(): Promise<Outcome> {
    const doAllStay = this.#guests.size <= STAY_AT_MOST;
    const batches = batchesOf(
      this.#set.itemNames,
      (item) => this.#answering(item),
      doAllStay ? this.#guests.size : 0,
    );
    for (const [index, batch] of batches.entries()) {
      const here = doAllStay ? new Set(this.#guests.keys()) : batch.people;
      await this.#seat(here);
      await this.#holdBatch(batch);
      const { accepted } = this.#receipts;
      this.#say(
        `batch ${index + 1} of ${batches.length}: ${batch.items.length} items, ${accepted} ballots so far`,
      );
    }
    const ids = [...this.#itemIds.values()];
    return {
      agreement: await this.#host.end(),
      receipts: this.#receipts,
      shown: this.#host.ballotsShown(ids),
      atOnce: this.#atOnce,
      castMs: this.#castMs,
      sessionId: this.#host.session.id,
    };
  }

  leave(): void {
    for (const guest of this.#guests.values()) guest.leave();
    this.#host.leave();
  }

  #answering(item: string): string[] {
    return [...this.#set.ballots].flatMap(([person, ballots]) => (ballots.has(item) ? [person] : []));
  }

  /** Those who are needed sit down, those who are not get up. */
  async #seat(here: ReadonlySet<string>): Promise<void> {
    const leaving = [...this.#seated].filter((name) => !here.has(name));
    await pooled(leaving, ARRIVING_TOGETHER, async (name) => {
      await this.#guest(name).getUp();
      this.#seated.delete(name);
    });
    const coming = [...here].filter((name) => !this.#seated.has(name));
    await pooled(coming, ARRIVING_TOGETHER, async (name) => {
      await this.#guest(name).sitDown();
      this.#seated.add(name);
    });
    await this.#host.seated(here.size);
    this.#atOnce = Math.max(this.#atOnce, here.size);
  }

  async #holdBatch(batch: Batch): Promise<void> {
    const ids = batch.items.map((item) => this.#itemId(item));
    await this.#host.openRounds(ids);
    const startedAt = performance.now();
    const receipts = await Promise.all([...batch.people].map((name) => this.#castIn(batch, name)));
    this.#castMs += performance.now() - startedAt;
    for (const { accepted, tooLate } of receipts) {
      this.#receipts = {
        accepted: this.#receipts.accepted + accepted,
        tooLate: this.#receipts.tooLate + tooLate,
      };
    }
    await this.#host.reveal(ids);
  }

  #castIn({ items }: Batch, name: string): Promise<Receipts> {
    const own = must(this.#set.ballots.get(name));
    const ballots = items.flatMap((item) => {
      const ballot = own.get(item);
      return ballot ? [[this.#itemId(item), ballot] as const] : [];
    });
    return this.#guest(name).cast(ballots);
  }

  #guest(name: string): Guest {
    return must(this.#guests.get(name), name);
  }

  #itemId(item: string): ItemId {
    return must(this.#itemIds.get(item), item);
  }
}

/** Holds a whole rehearsal in the house: imports, invites, opens, lets everybody cast, reveals. */
export async function holdRehearsal(
  { http, projectId }: House,
  set: LabelledSet,
  say: Say,
): Promise<Outcome> {
  const known = await importItems(http, projectId, set);
  const itemIds = new Map(set.itemNames.map((name) => [name, must(known.get(name), name)]));
  const host = await Host.open(http, projectId, `Rehearsal of ${set.name}`, [...itemIds.values()]);
  const names = [...set.ballots.keys()];
  const guests = await pooled(names, ARRIVING_TOGETHER, (name) =>
    Guest.join(http.base, host.session.code, name),
  );
  say(`${guests.length} people have joined with the code ${host.session.code}`);
  const meeting = new Meeting(set, host, itemIds, guests, say);
  try {
    return await meeting.hold();
  } finally {
    meeting.leave();
  }
}
