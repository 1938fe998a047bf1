/** What one batch of rounds may be: beyond it the console's list of who is missing, or the reveal, becomes a large frame. */
const MAX_ITEMS = 50;
const MAX_SEATS = 4_000;
const MAX_BALLOTS = 3_000;

/** Items whose rounds are open at the same time, and who answers in them. */
export interface Batch {
  readonly items: readonly string[];
  readonly people: ReadonlySet<string>;
}

/**
 * Divides items into batches, in order. `answering` names who answers on an item; `present` is how many sit there in any case
 * (0 when only those come who have something to answer).
 */
export function batchesOf(
  items: readonly string[],
  answering: (item: string) => readonly string[],
  present: number,
): Batch[] {
  const batches: Batch[] = [];
  let [batch, people, ballots]: [string[], Set<string>, number] = [[], new Set(), 0];
  for (const item of items) {
    const own = answering(item);
    const together = people.union(new Set(own));
    const seats = (batch.length + 1) * Math.max(together.size, present);
    const isFull = batch.length === MAX_ITEMS || seats > MAX_SEATS || ballots + own.length > MAX_BALLOTS;
    if (isFull && batch.length > 0) {
      batches.push({ items: batch, people });
      [batch, people, ballots] = [[], new Set(), 0];
    }
    batch.push(item);
    people = people.union(new Set(own));
    ballots += own.length;
  }
  return batch.length === 0 ? batches : [...batches, { items: batch, people }];
}
