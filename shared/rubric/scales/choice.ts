import { findAnchor, parsed, unparsed, type ScaleRules } from './rules.ts';
import type { ScaleOf } from './schemas.ts';

const labelOf = (scale: ScaleOf<'choice'>, id: string) => scale.options.find((o) => o.id === id)?.label ?? id;

/** Jaccard's distance of two sets: 1 - shared / all. Two empty sets are the same. */
function jaccard(a: readonly string[], b: readonly string[]): number {
  const all = new Set([...a, ...b]);
  return all.size === 0 ? 0 : 1 - a.filter((entry) => b.includes(entry)).length / all.size;
}

/** One of several options, or any number of them (`many`), then compared as sets. */
export const choice: ScaleRules<'choice'> = {
  kind: 'choice',
  level: (scale) => (scale.many ? 'set' : 'nominal'),
  problem(scale, value) {
    const unknown = value.options.find((id) => !scale.options.some((option) => option.id === id));
    if (unknown !== undefined) return `"${unknown}" is not an option.`;
    if (new Set(value.options).size !== value.options.length) return 'An option is chosen twice.';
    return scale.many || value.options.length === 1 ? null : 'Choose exactly one option.';
  },
  labels: (scale, value) => [['', scale.many ? value.options.toSorted() : (value.options[0] ?? '')]],
  categories: (scale) => (scale.many ? null : scale.options.map((option) => option.id)),
  options: (scale) =>
    scale.options.map(({ id, label, definition, example }) => ({ key: id, label, definition, example })),
  bucket: (value) => value.options.toSorted().join('+'),
  words: (scale, value) => value.options.map((id) => labelOf(scale, id)).join(', ') || 'None',
  distance: (scale, a, b) => {
    if (scale.many) return jaccard(a.options, b.options);
    return a.options[0] === b.options[0] ? 0 : 1;
  },
  parse(scale, raw) {
    const found = (Array.isArray(raw) ? raw : [raw]).map((entry: unknown) =>
      findAnchor(scale.options, entry),
    );
    const options = found.map((index) => scale.options[index]?.id).filter((id) => id !== undefined);
    if (options.length !== found.length) return unparsed('is not one of the options');
    return scale.many || options.length === 1
      ? parsed({ kind: 'choice', options })
      : unparsed('must be exactly one option');
  },
  plain: (value) => (value.options.length === 1 ? value.options[0] : value.options),
};
