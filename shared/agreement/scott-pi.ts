import { at } from './arrays.ts';
import type { Kappa, KappaOptions } from './chance-corrected.ts';
import { twoSides } from './confusion.ts';
import { fleissKappa } from './fleiss-kappa.ts';
import type { Basis } from './result.ts';
import type { RatingTable } from './table.ts';

/**
 * Scott's pi of the two people of a table, on the units that both labelled: chance from their pooled use of
 * the categories, pe = Σ ((p_i. + p_.i) / 2)².
 *
 * Source: Scott (1955). It is Fleiss' kappa of two people with complete data and is computed as such,
 * interval included. Refused without identity or with other than two people; undefined without variation.
 */
export function scottPi(table: RatingTable, options: KappaOptions = {}): Kappa {
  const sides = twoSides(table);
  if ('defined' in sides) return sides;
  return withBasis(fleissKappa(unitsOfTwo(table), options), sides.basis);
}

/** Only the units with two labels. */
function unitsOfTwo(table: RatingTable): RatingTable {
  const units = table.unitIds.flatMap((_, unit) =>
    at(table.starts, unit + 1) - at(table.starts, unit) === 2 ? [unit] : [],
  );
  const starts = Int32Array.from({ length: units.length + 1 }, (_, index) => index * 2);
  const rows = units.flatMap((unit) => [at(table.starts, unit), at(table.starts, unit) + 1]);
  const codes = Int32Array.from(rows, (row) => at(table.codes, row));
  const unitIds = units.flatMap((unit) => table.unitIds[unit] ?? []);
  return { ...table, unitIds, starts, codes, raters: null, raterIds: null };
}

function withBasis(kappa: Kappa, { n, units, raters, excluded }: Basis): Kappa {
  return { ...kappa, n, units, raters, excluded };
}
