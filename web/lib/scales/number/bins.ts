export interface Bin<T> {
  /** Middle, in px. */
  readonly x: number;
  readonly entries: T[];
}

/** Entries that stand closer together than one mark is wide, piled up in one place. */
export function bins<T>(entries: readonly T[], place: (entry: T) => number, size: number): Bin<T>[] {
  const piles = new Map<number, Bin<T>>();
  for (const entry of entries) {
    const slot = Math.round(place(entry) / size);
    const pile = piles.get(slot) ?? { x: slot * size, entries: [] };
    pile.entries.push(entry);
    piles.set(slot, pile);
  }
  return [...piles.values()].toSorted((a, b) => a.x - b.x);
}
