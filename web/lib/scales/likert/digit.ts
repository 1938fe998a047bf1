import type { ScaleOf } from '#shared/rubric/scales/schemas.ts';

const isDigit = (value: number) => Number.isInteger(value) && value >= 0 && value <= 9;

/** The number key of the n-th point: its own value where all values are digits, else its place; '' beyond nine. */
export function likertDigit(scale: ScaleOf<'likert'>, index: number): string {
  const values = scale.points.map((point) => point.value).toSorted((a, b) => a - b);
  const value = values[index];
  if (value === undefined) return '';
  if (values.every(isDigit)) return String(value);
  return index < 9 ? String(index + 1) : '';
}
