import type { RatedLabel } from '../../repositories/agreement-labels.ts';
import type { CountedDimension } from './dimensions.ts';
import { labelKey } from './label-words.ts';
import { collectionOf, personKey, readerOf, unitKey } from './labels.ts';

/** What somebody clicked: a person, two people, two categories, an item; all null is everything. */
export interface Pointed {
  readonly person: string | null;
  readonly other: string | null;
  readonly first: string | null;
  readonly second: string | null;
  readonly item: string | null;
}

interface Entry {
  readonly person: string;
  readonly label: string;
}

interface Unit {
  readonly itemId: string;
  readonly entries: readonly Entry[];
}

function unitsOf({ dimension }: CountedDimension, labels: readonly RatedLabel[]): Unit[] {
  const read = readerOf(dimension);
  const units = new Map<string, { itemId: string; entries: Entry[] }>();
  for (const label of labels) {
    const parts = read(label.value);
    if (typeof parts === 'string') continue;
    for (const [part, one] of parts) {
      const key = unitKey({ ...label, collection: collectionOf(label), part });
      const unit = units.get(key) ?? { itemId: label.itemId, entries: [] };
      unit.entries.push({ person: personKey(label), label: labelKey(one) });
      units.set(key, unit);
    }
  }
  return [...units.values()];
}

function answeredBy({ entries }: Unit, wanted: string | null): Entry | null {
  return entries.find(({ person }) => person === wanted) ?? null;
}

/** Both categories on one unit; on the diagonal of a confusion, the same one twice. */
function holdsBoth({ entries }: Unit, first: string | null, second: string | null): boolean {
  const times = (label: string) => entries.filter((entry) => entry.label === label).length;
  if (first !== null && first === second) return times(first) > 1;
  return [first, second].every((label) => label === null || times(label) > 0);
}

/** Does the unit belong to what was clicked, and do the people named in it differ there? */
function judged(unit: Unit, pointed: Pointed): { readonly belongs: boolean; readonly differs: boolean } {
  const { person, other, first, second, item } = pointed;
  const [own, theirs] = [answeredBy(unit, person), answeredBy(unit, other)];
  const belongs =
    (item === null || unit.itemId === item) &&
    (person === null || own !== null) &&
    (other === null || theirs !== null) &&
    holdsBoth(unit, first, second);
  const against = theirs === null ? unit.entries : [theirs];
  return { belongs, differs: own !== null && against.some(({ label }) => label !== own.label) };
}

/** Items behind what was clicked; true where the people in question differ. */
export function itemsPointedAt(
  of: CountedDimension,
  labels: readonly RatedLabel[],
  pointed: Pointed,
): ReadonlyMap<string, boolean> {
  const found = new Map<string, boolean>();
  for (const unit of unitsOf(of, labels)) {
    const { belongs, differs } = judged(unit, pointed);
    if (belongs) found.set(unit.itemId, differs || (found.get(unit.itemId) ?? false));
  }
  return found;
}
