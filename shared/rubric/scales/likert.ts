import { parsed, scalarText, unparsed, type ScaleRules } from './rules.ts';
import type { ScaleOf } from './schemas.ts';

const ordered = (scale: ScaleOf<'likert'>) => scale.points.toSorted((a, b) => a.value - b.value);
/** How many points of the scale lie below this one. */
const rank = (scale: ScaleOf<'likert'>, point: number) => scale.points.filter((p) => p.value < point).length;

/** Anchored points in order. Ordinal: the steps have an order, not a size. */
export const likert: ScaleRules<'likert'> = {
  kind: 'likert',
  level: () => 'ordinal',
  problem: (scale, value) =>
    scale.points.some((point) => point.value === value.point)
      ? null
      : `${value.point} is not a point of the scale.`,
  labels: (_scale, value) => [['', value.point]],
  categories: (scale) => ordered(scale).map((point) => point.value),
  options: (scale) =>
    ordered(scale).map(({ value, label, definition, example }) => ({
      key: String(value),
      label,
      definition,
      example,
    })),
  bucket: (value) => String(value.point),
  words: (scale, value) => {
    const label = scale.points.find((point) => point.value === value.point)?.label;
    return label === undefined || label === String(value.point)
      ? String(value.point)
      : `${value.point} ${label}`;
  },
  distance: (scale, a, b) =>
    Math.abs(rank(scale, a.point) - rank(scale, b.point)) / (scale.points.length - 1),
  parse(scale, raw) {
    const text = scalarText(raw) ?? '';
    const point =
      scale.points.find((p) => String(p.value) === text || p.value === Number(text || Number.NaN)) ??
      scale.points.find((p) => p.label.toLowerCase() === text.toLowerCase());
    return point ? parsed({ kind: 'likert', point: point.value }) : unparsed('is not a point of the scale');
  },
  plain: (value) => value.point,
};
