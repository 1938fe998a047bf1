import type { Scale as StatisticalScale } from '#shared/agreement/table.ts';
import type { Dimension } from '#shared/rubric/rubric.ts';
import { statisticalScale } from '#shared/rubric/statistics.ts';
import type { RubricVersion } from '../../repositories/agreement-context.ts';

/** A dimension that can be counted, with the scale that decides its coefficient (law A1). */
export interface CountedDimension {
  readonly dimension: Dimension;
  readonly scale: StatisticalScale;
  /** The newest rubric still has it. */
  readonly isCurrent: boolean;
}

export interface ProjectDimensions {
  readonly counted: readonly CountedDimension[];
  /** Free text. */
  readonly uncounted: readonly Dimension[];
}

/**
 * Every dimension the project has had, as its newest version says it, or as the asked version does. What the newest rubric has
 * dropped comes last.
 */
export function dimensionsOf(
  newestFirst: readonly RubricVersion[],
  version: number | null,
): ProjectDimensions {
  const shown = newestFirst.filter(({ number }) => version === null || number === version);
  const current = new Set(newestFirst[0]?.rubric.dimensions.map(({ id }) => id));
  const byId = new Map<string, Dimension>();
  for (const { rubric } of shown) {
    for (const dimension of rubric.dimensions) if (!byId.has(dimension.id)) byId.set(dimension.id, dimension);
  }
  const all = [...byId.values()].map((dimension) => ({ dimension, scale: statisticalScale(dimension) }));
  return {
    counted: all.flatMap(({ dimension, scale }) =>
      scale === null ? [] : [{ dimension, scale, isCurrent: current.has(dimension.id) }],
    ),
    uncounted: all.flatMap(({ dimension, scale }) => (scale === null ? [dimension] : [])),
  };
}
