import { rulesFor } from './scales/index.ts';
import type { Scale, Value } from './scales/schemas.ts';

/** An answer to stand behind `5 ×`: a number in front of its words would run into the count. */
export function besideCount(scale: Scale, value: Value): string {
  if (value.kind === 'na') return 'not applicable';
  if (value.kind !== scale.kind) return '?';
  const words = rulesFor(scale).words(scale, value);
  if (value.kind === 'likert' && scale.kind === 'likert') {
    const label = scale.points.find((point) => point.value === value.point)?.label ?? '';
    return label === '' || label === String(value.point)
      ? `point ${value.point}`
      : `${label} (${value.point})`;
  }
  return value.kind === 'number' ? `“${words}”` : words;
}

/** `5 × Major error (2)` */
export const times = (count: number, words: string): string => `${count} × ${words}`;
