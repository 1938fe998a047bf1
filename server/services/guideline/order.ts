/**
 * Where a struct comes to stand, and whether it may stand there at all. Yjs trusts that its two origins were neighbours in what
 * its author had before their eyes: then all peers put it in the same place, whatever else has reached them and in whatever
 * order. With forged origins they do not, and what they show differs for good (law G6).
 */
import { countBefore } from './bisect.ts';
import { isSamePlace, type Ground, type Run } from './ground.ts';
import type { Known, KnownByAuthors } from './known.ts';
import { MAX_STEPS } from './limits.ts';
import type { Placed, Spot } from './pile.ts';
import { UpdateFault, type Place } from './scan.ts';

/** Counts what the gate has to look at for one update, and ends it when that is out of all proportion. */
export class Steps {
  #left = MAX_STEPS;

  readonly take = (): void => {
    this.#left -= 1;
    if (this.#left < 0) throw new UpdateFault('malformed', 'takes too long to find its place');
  };
}

/** What stands between the origins of a struct, from left to right. */
export type Gap = readonly Run[];

function* between({ struct: { origin, rightOrigin }, part }: Placed, ground: Ground): Iterable<Run> {
  let place = origin === null ? ground.first(part) : ground.after(origin);
  while (!isSamePlace(place, rightOrigin)) {
    if (place === null) throw new UpdateFault('malformed', 'the right origin stands left of the origin');
    const run = ground.runAt(place);
    yield run;
    place = run.next;
  }
}

/** All that the author of a struct is sure to have had: what it builds on, and what its client wrote before. */
function knownBefore({ struct }: Placed, ground: Ground, authors: KnownByAuthors, steps: Steps): Known {
  const { client, clock, origin, rightOrigin } = struct;
  const known = authors.of(client);
  if (clock > 0) known.learn({ client, clock: clock - 1 }, ground, steps.take);
  if (origin) known.learn(origin, ground, steps.take);
  if (rightOrigin) known.learn(rightOrigin, ground, steps.take);
  return known;
}

/** Goes on where the author stopped: then nothing is known between its origins that was not known before. */
function goesOn({ struct: { client, clock, origin, rightOrigin } }: Placed, ground: Ground): boolean {
  const end = { client, clock: clock - 1 };
  return isSamePlace(origin, end) && isSamePlace(ground.runAt(end).rightOrigin, rightOrigin);
}

/** The gap of a struct that passes, as far as Yjs looks: not behind its first run when that does not want the same place. */
export function passedGap(entry: Placed, ground: Ground, steps?: Steps): Gap {
  const gap: Run[] = [];
  for (const run of between(entry, ground)) {
    steps?.take();
    gap.push(run);
    if (gap.length === 1 && !isSamePlace(run.origin, entry.struct.origin)) break;
  }
  return gap;
}

/** The gap that a new struct falls into; all of it must be new to its author, else the origins never were neighbours. */
export function judgedGap(entry: Placed, ground: Ground, authors: KnownByAuthors, steps: Steps): Gap {
  if (goesOn(entry, ground)) return passedGap(entry, ground, steps);
  const gap: Run[] = [];
  let known: Known | undefined;
  for (const run of between(entry, ground)) {
    steps.take();
    known ??= knownBefore(entry, ground, authors, steps);
    if (known.has(run)) throw new UpdateFault('malformed', 'the author knew what stands between the origins');
    gap.push(run);
  }
  return gap;
}

/** Finds the run of a gap that holds a place. */
class GapIndex {
  readonly #byClient: ReadonlyMap<number, readonly { readonly run: Run; readonly index: number }[]>;

  constructor(gap: Gap) {
    const indexed = gap.map((run, index) => ({ run, index }));
    const byClock = indexed.toSorted((one, other) => one.run.clock - other.run.clock);
    this.#byClient = Map.groupBy(byClock, ({ run }) => run.client);
  }

  /** -1: in none. */
  indexOf({ client, clock }: Place): number {
    const runs = this.#byClient.get(client) ?? [];
    const near = runs[countBefore(runs, ({ run }) => run.clock <= clock) - 1];
    return near && clock < near.run.clock + near.run.length ? near.index : -1;
  }
}

/**
 * How many runs of the gap Yjs leaves left of a struct that falls into it (`Item.integrate`). What has the same origin goes by
 * client id; what builds on something that was left behind goes with it.
 */
function passedRuns({ struct }: Placed, gap: Gap): number {
  const places = new GapIndex(gap);
  let passed = 0;
  for (const [index, run] of gap.entries()) {
    if (isSamePlace(run.origin, struct.origin)) {
      if (run.client < struct.client) passed = index + 1;
      else if (isSamePlace(run.rightOrigin, struct.rightOrigin)) return passed;
    } else {
      const base = run.origin ? places.indexOf(run.origin) : -1;
      if (base === -1) return passed;
      if (base < passed) passed = index + 1;
    }
  }
  return passed;
}

/** Where Yjs will put a struct that falls into this gap. */
export function spotIn(entry: Placed, gap: Gap): Spot {
  const run = gap[(gap.length === 0 ? 0 : passedRuns(entry, gap)) - 1];
  if (run) return { left: { client: run.client, clock: run.clock + run.length - 1 }, right: run.next };
  const { origin, rightOrigin } = entry.struct;
  return { left: origin, right: gap[0] ?? rightOrigin };
}
