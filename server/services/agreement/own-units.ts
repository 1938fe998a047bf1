import type { Label } from '#shared/agreement/table.ts';
import type { RatedLabel } from '../../repositories/agreement-labels.ts';
import type { CountedDimension } from './dimensions.ts';
import { collectionOf, readerOf, unitKey, type UnitParts } from './labels.ts';

/** A unit that somebody answered, with what the others said. */
export interface OwnUnit extends UnitParts {
  readonly unit: string;
  readonly own: Label;
  readonly others: readonly Label[];
}

interface Gathered extends UnitParts {
  own: Label | null;
  readonly others: Label[];
}

function gathered(
  of: CountedDimension,
  labels: readonly RatedLabel[],
  personId: string,
): Map<string, Gathered> {
  const read = readerOf(of.dimension);
  const units = new Map<string, Gathered>();
  for (const label of labels) {
    const parts = read(label.value);
    if (typeof parts === 'string') continue;
    for (const [part, one] of parts) {
      const { itemId, target } = label;
      const place = { collection: collectionOf(label), itemId, target, part };
      const unit = units.get(unitKey(place)) ?? { ...place, own: null, others: [] };
      if (label.rater === personId) unit.own = one;
      else unit.others.push(one);
      units.set(unitKey(place), unit);
    }
  }
  return units;
}

/** The units that this person answered. */
export function ownUnits(of: CountedDimension, labels: readonly RatedLabel[], personId: string): OwnUnit[] {
  return [...gathered(of, labels, personId)].flatMap(([unit, { own, ...rest }]) =>
    own === null ? [] : [{ ...rest, unit, own }],
  );
}
