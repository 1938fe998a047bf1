import { rulesFor } from './scales/index.ts';
import type { Scale, Value } from './scales/schemas.ts';

interface Group {
  readonly value: Value;
  readonly count: number;
}

/** Equal answers together: two hundred people give five answers, and ten distances are fewer than twenty thousand. */
function grouped(scale: Scale, answers: readonly Value[]): Group[] {
  const rules = rulesFor(scale);
  const groups = new Map<string, Group>();
  for (const value of answers) {
    const key = rules.bucket(value as never);
    groups.set(key, { value, count: (groups.get(key)?.count ?? 0) + 1 });
  }
  return [...groups.values()];
}

/**
 * Mean distance over all pairs of answers to one slot, 0 (all the same) to 1 (as far apart as the scale allows);
 * null with fewer than two answers or where the scale is never counted. "Not applicable" is not an answer here.
 */
export function disagreement(scale: Scale, values: readonly Value[]): number | null {
  const rules = rulesFor(scale);
  const answers = values.filter((value) => value.kind === scale.kind);
  if (answers.length < 2 || rules.level(scale) === null) return null;
  const groups = grouped(scale, answers);
  const between = (a: Group, b: Group) =>
    a.count * b.count * rules.distance(scale, a.value as never, b.value as never);
  const sum = groups.reduce(
    (all, a, i) => all + groups.slice(i + 1).reduce((part, b) => part + between(a, b), 0),
    0,
  );
  return sum / ((answers.length * (answers.length - 1)) / 2);
}

/** A dimension is split when its answers disagree by more than the project's threshold. */
export function isSplit(scale: Scale, values: readonly Value[], threshold: number): boolean {
  const amount = disagreement(scale, values);
  return amount !== null && amount > threshold;
}
