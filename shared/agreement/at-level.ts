import type { Level, RatingTable } from './table.ts';

/**
 * The same labels read at another level: "what if we took these stars for mere names?" Null where the labels
 * do not allow it: an order cannot be had from names, nor numbers from words. Downwards is always possible,
 * down to nominal, where rankings and sets agree only when they are equal.
 */
export function atLevel(
  table: RatingTable,
  level: Extract<Level, 'nominal' | 'ordinal' | 'interval' | 'ratio'>,
): RatingTable | null {
  const { scale, categories } = table;
  if (level === scale.level) return table;
  const numbers = categories.filter((label) => typeof label === 'number');
  const numeric = numbers.length === categories.length;
  const ascending = numbers.every((label, i) => i === 0 || label > (numbers[i - 1] ?? 0));
  const allowed = {
    nominal: true,
    ordinal: numeric && ascending,
    interval: numeric,
    ratio: numeric && numbers.every((label) => label >= 0),
  };
  return allowed[level] ? { ...table, scale: { level } } : null;
}
