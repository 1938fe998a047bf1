import { at, mean } from './arrays.ts';
import { numbersOf } from './distance.ts';
import { krippendorffAlpha } from './krippendorff-alpha.ts';
import type { Alpha } from './krippendorff-alpha.ts';
import { labelsByRater, withoutRater } from './raters.ts';
import type { OwnLabels } from './raters.ts';
import { estimate, undefinedBecause } from './result.ts';
import type { Basis, Estimate, Undefined } from './result.ts';
import type { Label, RatingTable } from './table.ts';

export interface AnnotatorDiagnostics {
  readonly rater: string;
  readonly labels: number;
  /** Alpha of everybody else. */
  readonly alphaWithout: Alpha;
  /**
   * alphaWithout - alpha: positive means that the others agree better among themselves. null where either is
   * undefined.
   */
  readonly alphaGain: number | null;
  /** Mean over this person's units of the share of the other labels that equal theirs. */
  readonly agreementWithOthers: Estimate;
  /**
   * Mean of own label minus the mean of the others': above 0 gives higher labels than the panel. Numeric and
   * ordinal scales only.
   */
  readonly meanSignedDifference: Estimate;
  /** How often this person uses each category, in the order of the table's categories. */
  readonly scaleUse: readonly { readonly label: Label; readonly count: number; readonly share: number }[];
}

export interface PanelDiagnostics {
  readonly defined: true;
  /** In the order of the table's people. */
  readonly people: readonly AnnotatorDiagnostics[];
}

/**
 * Each person against the rest of the panel; refused without identity.
 *
 * Leave-one-out alpha is undefined with two people, and for the only person who varies. The cost is one alpha
 * per person.
 */
export function annotatorDiagnostics(table: RatingTable): PanelDiagnostics | Undefined {
  const own = labelsByRater(table);
  if (own === null) return undefinedBecause('rater-identity-absent');
  const all = krippendorffAlpha(table);
  const panel = panelOf(table);
  const people = own.map((labels, rater): AnnotatorDiagnostics => {
    const alphaWithout = krippendorffAlpha(withoutRater(table, rater));
    return {
      rater: table.raterIds?.[rater] ?? '',
      labels: labels.units.length,
      alphaWithout,
      alphaGain: all.defined && alphaWithout.defined ? alphaWithout.value - all.value : null,
      agreementWithOthers: withOthers(panel, labels, equalShare),
      meanSignedDifference: isOrdered(table)
        ? withOthers(panel, labels, signedDifference)
        : wrongLevel(labels),
      scaleUse: scaleUse(table, labels),
    };
  });
  return { defined: true, people };
}

/**
 * Mean signed difference of one person whatever the level says, for numeric labels; positions in the list for
 * text.
 */
export function meanSignedDifference(table: RatingTable, rater: number): Estimate {
  const own = labelsByRater(table)?.[rater];
  return own === undefined
    ? undefinedBecause('rater-identity-absent')
    : withOthers(panelOf(table), own, signedDifference);
}

/** Counts and sums of all labels of each unit, from which "the others" is a subtraction. */
interface Panel {
  readonly sizes: Int32Array;
  readonly sums: Float64Array;
  readonly values: Float64Array;
  readonly sameLabel: (unit: number, code: number) => number;
}

type Measure = (panel: Panel, unit: number, code: number) => number;

function panelOf(table: RatingTable): Panel {
  const { starts, codes, unitIds } = table;
  const values = numbersOf(table.categories);
  const sizes = Int32Array.from(unitIds, (_, unit) => at(starts, unit + 1) - at(starts, unit));
  const sums = Float64Array.from(unitIds, (_, unit) => {
    let total = 0;
    for (let i = at(starts, unit); i < at(starts, unit + 1); i++) total += at(values, at(codes, i));
    return total;
  });
  const sameLabel = (unit: number, code: number): number => {
    let same = 0;
    for (let i = at(starts, unit); i < at(starts, unit + 1); i++) if (at(codes, i) === code) same++;
    return same;
  };
  return { sizes, sums, values, sameLabel };
}

function equalShare({ sizes, sameLabel }: Panel, unit: number, code: number): number {
  return (sameLabel(unit, code) - 1) / (at(sizes, unit) - 1);
}

function signedDifference({ sizes, sums, values }: Panel, unit: number, code: number): number {
  const own = at(values, code);
  return own - (at(sums, unit) - own) / (at(sizes, unit) - 1);
}

function withOthers(panel: Panel, own: OwnLabels, measure: Measure): Estimate {
  const shared = own.units.flatMap((unit, i) =>
    at(panel.sizes, unit) > 1 ? [measure(panel, unit, at(own.codes, i))] : [],
  );
  const basis = ownBasis(own, shared.length);
  const average = mean(shared);
  return average === null ? undefinedBecause('no-shared-units', basis) : estimate(average, basis, {});
}

function ownBasis(own: OwnLabels, shared: number): Basis {
  const alone = own.units.length - shared;
  return {
    n: shared,
    units: shared,
    raters: 1,
    excluded: alone > 0 ? [{ reason: 'unit-with-one-label', count: alone }] : [],
  };
}

function wrongLevel(own: OwnLabels): Undefined {
  return undefinedBecause('wrong-level', ownBasis(own, own.units.length));
}

function isOrdered({ scale }: RatingTable): boolean {
  return scale.level === 'ordinal' || scale.level === 'interval' || scale.level === 'ratio';
}

function scaleUse(table: RatingTable, own: OwnLabels): AnnotatorDiagnostics['scaleUse'] {
  const counts = new Float64Array(table.categories.length);
  for (const code of own.codes) counts[code] = at(counts, code) + 1;
  const total = Math.max(1, own.codes.length);
  return table.categories.map((label, code) => ({
    label,
    count: at(counts, code),
    share: at(counts, code) / total,
  }));
}
