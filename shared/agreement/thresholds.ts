/** Readings of a coefficient on named scales: conventions of the literature, not tests. */
import type { Estimate } from './result.ts';

export type ScaleId = 'krippendorff' | 'landis-koch' | 'fleiss' | 'altman' | 'mchugh' | 'project';

export interface Band {
  /** Lowest value of the band. */
  readonly min: number;
  /** The lowest value itself belongs to the band below. */
  readonly exclusive?: boolean;
  readonly label: string;
}

export interface ReadingScale {
  readonly id: ScaleId;
  readonly source: string;
  /** Highest band first; the last one has no lower end. */
  readonly bands: readonly [Band, ...Band[]];
}

export const KRIPPENDORFF: ReadingScale = {
  id: 'krippendorff',
  source: 'Krippendorff, Content Analysis (2004), pp. 241–243',
  bands: [
    { min: 0.8, label: 'reliable' },
    { min: 0.667, label: 'tentative conclusions only' },
    { min: -Infinity, label: 'not reliable' },
  ],
};

export const LANDIS_KOCH: ReadingScale = {
  id: 'landis-koch',
  source: 'Landis & Koch, Biometrics 33 (1977), 159–174',
  bands: [
    { min: 0.8, exclusive: true, label: 'almost perfect' },
    { min: 0.6, exclusive: true, label: 'substantial' },
    { min: 0.4, exclusive: true, label: 'moderate' },
    { min: 0.2, exclusive: true, label: 'fair' },
    { min: 0, label: 'slight' },
    { min: -Infinity, label: 'poor' },
  ],
};

export const FLEISS: ReadingScale = {
  id: 'fleiss',
  source: 'Fleiss, Statistical Methods for Rates and Proportions (1981)',
  bands: [
    { min: 0.75, label: 'excellent' },
    { min: 0.4, label: 'fair to good' },
    { min: -Infinity, label: 'poor' },
  ],
};

export const ALTMAN: ReadingScale = {
  id: 'altman',
  source: 'Altman, Practical Statistics for Medical Research (1991)',
  bands: [
    { min: 0.8, exclusive: true, label: 'very good' },
    { min: 0.6, exclusive: true, label: 'good' },
    { min: 0.4, exclusive: true, label: 'moderate' },
    { min: 0.2, exclusive: true, label: 'fair' },
    { min: -Infinity, label: 'poor' },
  ],
};

export const MCHUGH: ReadingScale = {
  id: 'mchugh',
  source: 'McHugh, Biochemia Medica 22 (2012), 276–282',
  bands: [
    { min: 0.9, exclusive: true, label: 'almost perfect' },
    { min: 0.8, label: 'strong' },
    { min: 0.6, label: 'moderate' },
    { min: 0.4, label: 'weak' },
    { min: 0.21, label: 'minimal' },
    { min: -Infinity, label: 'none' },
  ],
};

/** The project's own bar: below it the guideline is taken to be under-specified. */
export function projectScale(threshold: number): ReadingScale {
  return {
    id: 'project',
    source: 'threshold of this project',
    bands: [
      { min: threshold, label: 'meets the threshold' },
      { min: -Infinity, label: 'below the threshold: adjudicate and rewrite' },
    ],
  };
}

export interface Reading {
  readonly scale: ScaleId;
  readonly label: string;
  /** Which number was read: the lower limit of the interval, or the estimate where there is no interval. */
  readonly by: 'lower-limit' | 'estimate';
  /** That number. */
  readonly value: number;
}

/** The band that an unrounded value falls into. */
export function bandOf(scale: ReadingScale, value: number): Band {
  const [first, ...others] = scale.bands;
  const falls = ({ min, exclusive = false }: Band): boolean => (exclusive ? value > min : value >= min);
  return falls(first) ? first : (others.find(falls) ?? others[others.length - 1] ?? first);
}

/**
 * Reads an estimate by its lower limit: what can be claimed, not what was hoped. null where it is undefined.
 */
export function read(scale: ReadingScale, of: Estimate): Reading | null {
  if (!of.defined) return null;
  const [by, value] =
    of.interval === undefined
      ? (['estimate', of.value] as const)
      : (['lower-limit', of.interval.low] as const);
  return { scale: scale.id, label: bandOf(scale, value).label, by, value };
}

/**
 * Where an interval lies against a threshold; `undecided` when it holds values on both sides, or there is
 * none. null when undefined.
 */
export function verdictOn(of: Estimate, threshold: number): 'above' | 'below' | 'undecided' | null {
  if (!of.defined) return null;
  if (of.interval === undefined) return 'undecided';
  if (of.interval.low >= threshold) return 'above';
  return of.interval.high < threshold ? 'below' : 'undecided';
}
