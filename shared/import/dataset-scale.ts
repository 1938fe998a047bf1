import type { z } from 'zod';
import type { scaleSchema } from '#shared/rubric/scales/schemas.ts';
import type { SourceDimension } from './dataset.ts';
import type { FieldProblem } from './to-item.ts';

export type ScaleInput = z.input<typeof scaleSchema>;

/** The scale that fits a described dimension; none where there is no such scale here; or what of the description cannot be used. */
export type FoundScale = { scale: ScaleInput | null } | { problem: FieldProblem };

const found = (scale: ScaleInput | null): FoundScale => ({ scale });
const wrong = (field: keyof SourceDimension, reason: string): FoundScale => ({ problem: { field, reason } });

const TIE = /^(tie|equal|same|draw|0)$/i;
const BOTH_BAD = /^(both[ _-]?bad|neither)$/i;
const RESPONSE = /^((response|answer|model|option)[ _-]?)?([12ab]|left|right|a[12])$/i;
const DEFAULT_MAX = 100;
const MAX_POINTS = 11;
const MAX_OPTIONS = 40;
const MAX_WORDS = 80;

/** The values name the two responses (and perhaps a tie): it takes both responses, or "1" and "0" would be a comparison. */
function isComparison(values: readonly (string | number)[], task: string): boolean {
  const others = values.map(String).filter((value) => !TIE.test(value) && !BOTH_BAD.test(value));
  return task === 'pairwise' && others.length === 2 && others.every((value) => RESPONSE.test(value));
}

const shortened = (text: string): string =>
  text.length <= MAX_WORDS ? text : `${text.slice(0, MAX_WORDS - 1).trimEnd()}…`;

const textOf = (dimension: SourceDimension, value: string | number): string =>
  shortened((dimension.labels[String(value)] ?? String(value)).trim() || String(value));

const optionId = (value: string): string => value.replace(/[^A-Za-z0-9_.-]+/g, '-').slice(0, 56) || '-';

/** Values that differ only in signs that an id cannot have are told apart by a number. */
function optionIds(values: readonly (string | number)[]): string[] {
  const used = new Set<string>();
  return values.map((value) => {
    const plain = optionId(String(value));
    let id = plain;
    for (let count = 2; used.has(id); count += 1) id = `${plain}-${count}`;
    used.add(id);
    return id;
  });
}

const twice = (values: readonly (string | number)[]): string | number | undefined =>
  values.find((value, index) => values.slice(0, index).some((other) => String(other) === String(value)));

function options(dimension: SourceDimension, many: boolean): FoundScale {
  const values = dimension.values ?? [];
  if (values.length < 2) return wrong('values', 'must list at least two values');
  if (values.length > MAX_OPTIONS)
    return wrong('values', `lists ${values.length} values; a choice has at most ${MAX_OPTIONS}`);
  const ids = optionIds(values);
  const listed = values.map((value, index) => ({ id: ids[index] ?? '', label: textOf(dimension, value) }));
  return found({ kind: 'choice', many, options: listed });
}

function nominal(dimension: SourceDimension, task: string): FoundScale {
  const values = dimension.values ?? [];
  if (!isComparison(values, task)) return options(dimension, false);
  const some = (pattern: RegExp) => values.some((value) => pattern.test(String(value)));
  return found({ kind: 'pairwise', allowTie: some(TIE), allowBothBad: some(BOTH_BAD) });
}

const isWhole = (value: string | number): boolean => /^-?\d+$/.test(String(value));

const INSTEAD = 'for a figure, write the type `interval` with `min`, `max` and `step`';

/** Points keep their numbers; points that are words count from 1. */
function ordinal(dimension: SourceDimension): FoundScale {
  const { min, max } = dimension;
  const isRange = min !== undefined && max !== undefined && Number.isInteger(min) && Number.isInteger(max);
  const count = isRange ? Math.min(max - min + 1, MAX_POINTS + 1) : 0;
  const values = dimension.values ?? Array.from({ length: Math.max(0, count) }, (_, i) => (min ?? 0) + i);
  if (values.length < 2)
    return wrong('values', 'must list the points, or `min` and `max` be whole numbers, the lower one first');
  if (values.length > MAX_POINTS) return wrong('values', `has more than ${MAX_POINTS} points; ${INSTEAD}`);
  const areWhole = values.every(isWhole);
  if (!areWhole && values.some((value) => String(value).trim() !== '' && Number.isFinite(Number(value))))
    return wrong('values', `has points that are no whole numbers; ${INSTEAD}`);
  const points = values.map((value, index) => ({
    value: areWhole ? Number(value) : index + 1,
    label: textOf(dimension, value),
  }));
  return found({ kind: 'likert', points });
}

function numeric({ min = 0, max = DEFAULT_MAX, step = 1, type }: SourceDimension): FoundScale {
  if (min >= max) return wrong('min', 'must be below `max`');
  return found({ kind: 'number', min, max, step, level: type === 'ratio' ? 'ratio' : 'interval' });
}

type Find = (dimension: SourceDimension, task: string) => FoundScale;

const FINDERS: Readonly<Record<SourceDimension['type'], Find>> = {
  nominal,
  set: (dimension) => options(dimension, true),
  ordinal,
  interval: numeric,
  ratio: numeric,
  ranking: () => found({ kind: 'ranking' }),
  text: () => found({ kind: 'text' }),
  span: () => found(null),
};

export function scaleFor(dimension: SourceDimension, task: string): FoundScale {
  const doubled = twice(dimension.values ?? []);
  if (doubled !== undefined) return wrong('values', `lists "${doubled}" twice`);
  return FINDERS[dimension.type](dimension, task);
}
