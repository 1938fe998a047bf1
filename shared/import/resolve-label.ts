import { shapeOf, type ItemContent } from '#shared/items/item.ts';
import type { LabelMapping } from '#shared/protocol/http/imports.ts';
import { MAX_REASON } from '#shared/rubric/ballot.ts';
import { valueProblem } from '#shared/rubric/ballot-problems.ts';
import type { Dimension, Rubric } from '#shared/rubric/rubric.ts';
import { rulesFor } from '#shared/rubric/scales/index.ts';
import type { ResponseLookup } from '#shared/rubric/scales/rules.ts';
import type { Value } from '#shared/rubric/scales/schemas.ts';
import { UNMAPPED } from './label-mapping.ts';
import { responseLookup } from './response-lookup.ts';
import type { FieldProblem } from './to-item.ts';
import type { SourceLabel } from './to-labels.ts';

/** A label in the words of the rubric. */
export interface ResolvedLabel {
  readonly dimension: Dimension;
  readonly target: string | null;
  readonly value: Value;
  readonly reason: string;
}

export type Resolution =
  | { kind: 'label'; label: ResolvedLabel }
  | { kind: 'problem'; problem: FieldProblem }
  /** Left out on purpose and counted: not a fault of the line. */
  | { kind: 'set-aside'; reason: string };

const problem = (field: string, reason: string): Resolution => ({
  kind: 'problem',
  problem: { field, reason },
});

const NOT_APPLICABLE = new Set(['na', 'n/a', 'not applicable']);

/** By id, by name, or the only one there is when the source names none. */
function dimensionNamed(rubric: Rubric, name: string): Dimension | undefined {
  if (name === '') return rubric.dimensions.length === 1 ? rubric.dimensions[0] : undefined;
  const same = (spelling: string) => spelling.toLowerCase() === name.toLowerCase();
  return (
    rubric.dimensions.find(({ id }) => same(id)) ??
    rubric.dimensions.find((dimension) => same(dimension.name))
  );
}

type Target = { ok: true; target: string | null } | { ok: false; reason: string };

function targetOf(dimension: Dimension, item: ItemContent, raw: unknown, lookup: ResponseLookup): Target {
  const isGiven = raw !== undefined && raw !== null && raw !== '';
  if (dimension.scope === 'item') {
    return isGiven
      ? { ok: false, reason: 'names a response, but the dimension judges the whole item' }
      : { ok: true, target: null };
  }
  if (!isGiven && item.responses.length === 1) return { ok: true, target: 'r1' };
  const target = isGiven ? lookup(raw) : null;
  return target === null
    ? { ok: false, reason: 'must name one of the responses of the item' }
    : { ok: true, target };
}

function mapped(raw: unknown, spellings: Readonly<Record<string, string | number>> | undefined): unknown {
  const key = typeof raw === 'string' ? raw : (JSON.stringify(raw) ?? '');
  return spellings && Object.hasOwn(spellings, key) ? spellings[key] : raw;
}

/** The reason continues "the value … on …". */
type Read = { ok: true; value: Value } | { ok: false; reason: string };

/** A sentence for who fills a ballot in, as the end of one about a line of a file. */
const asClause = (sentence: string): string =>
  `cannot be: ${sentence.charAt(0).toLowerCase()}${sentence.slice(1).replace(/\.$/, '')}`;

function valueOf(dimension: Dimension, item: ItemContent, raw: unknown, lookup: ResponseLookup): Read {
  const { scale, allowNotApplicable } = dimension;
  if (allowNotApplicable && typeof raw === 'string' && NOT_APPLICABLE.has(raw.trim().toLowerCase())) {
    return { ok: true, value: { kind: 'na' } };
  }
  const parsed = rulesFor(scale).parse(scale, raw, lookup);
  if (!parsed.ok) return { ok: false, reason: parsed.problem };
  const fault = valueProblem(scale, parsed.value, shapeOf(item));
  return fault === null ? { ok: true, value: parsed.value } : { ok: false, reason: asClause(fault) };
}

/** Named as the file calls its column, or, without one, as the form does (law I1). */
const targetProblem = ({ columns: { target } }: SourceLabel, reason: string): Resolution =>
  target === null
    ? problem('', `has no column for "${UNMAPPED.target}", which ${reason}`)
    : problem(target, reason);

const shortened = (raw: unknown): string => (JSON.stringify(raw) ?? 'nothing').slice(0, 60);

/** A source's label under this rubric, for this item. */
export function resolveLabel(
  source: SourceLabel,
  item: ItemContent,
  rubric: Rubric,
  spellings: LabelMapping['values'],
): Resolution {
  const dimension = dimensionNamed(rubric, source.dimension);
  if (!dimension) {
    return { kind: 'set-aside', reason: `The rubric has no dimension "${source.dimension}".` };
  }
  const lookup = responseLookup(item);
  const found = targetOf(dimension, item, source.target, lookup);
  if (!found.ok) return targetProblem(source, found.reason);
  const raw = mapped(source.value, spellings[dimension.id]);
  const read = valueOf(dimension, item, raw, lookup);
  if (!read.ok)
    return problem(source.columns.value, `${shortened(source.value)} on "${dimension.name}" ${read.reason}`);
  const reason = source.reason.slice(0, MAX_REASON);
  return { kind: 'label', label: { dimension, target: found.target, value: read.value, reason } };
}
