import { findAnchor, parsed, unparsed, type ScaleRules } from './rules.ts';

const entries = (verdicts: Record<string, string>) =>
  Object.entries(verdicts).toSorted(([a], [b]) => a.localeCompare(b, 'en', { numeric: true }));

/** A verdict for each claim that the item lists. Every claim is a unit of its own for the statistic. */
export const claims: ScaleRules<'claims'> = {
  kind: 'claims',
  level: () => 'nominal',
  applies: ({ claims: listed }) => listed.length > 0,
  problem(scale, value, item) {
    if (item.claims.length === 0) return 'This item lists no claims.';
    const missing = item.claims.filter((id) => !(id in value.verdicts)).length;
    if (missing > 0) return `${missing} of ${item.claims.length} claims have no verdict.`;
    if (Object.keys(value.verdicts).length !== item.claims.length)
      return 'A verdict names a claim that the item does not have.';
    const known = new Set(scale.verdicts.map((verdict) => verdict.id));
    return Object.values(value.verdicts).every((id) => known.has(id))
      ? null
      : 'A verdict is not on the scale.';
  },
  labels: (_scale, value) => entries(value.verdicts),
  categories: (scale) => scale.verdicts.map((verdict) => verdict.id),
  options: () => null,
  bucket: (value) =>
    entries(value.verdicts)
      .map((pair) => pair.join('='))
      .join(' '),
  words: (scale, value) =>
    entries(value.verdicts)
      .map(([claim, id]) => `${claim.slice(1)} ${scale.verdicts.find((v) => v.id === id)?.label ?? id}`)
      .join(' · '),
  distance: (_scale, a, b) => {
    const ids = [...new Set([...Object.keys(a.verdicts), ...Object.keys(b.verdicts)])];
    return ids.length === 0 ? 0 : ids.filter((id) => a.verdicts[id] !== b.verdicts[id]).length / ids.length;
  },
  parse(scale, raw) {
    if (raw === null || typeof raw !== 'object' || Array.isArray(raw))
      return unparsed('is not a record of claim → verdict');
    const found = Object.entries(raw).map(
      ([claim, verdict]) => [claim, scale.verdicts[findAnchor(scale.verdicts, verdict)]?.id] as const,
    );
    const known = found.flatMap(([claim, id]) => (id === undefined ? [] : [[claim, id] as const]));
    if (known.length !== found.length) return unparsed('has a verdict that is not on the scale');
    return parsed({ kind: 'claims', verdicts: Object.fromEntries(known) });
  },
  plain: (value) => value.verdicts,
};
