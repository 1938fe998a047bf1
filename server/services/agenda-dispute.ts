import { responseLetter } from '#shared/items/response-letter.ts';
import { disagreement } from '#shared/rubric/disagreement.ts';
import type { Dimension, Rubric } from '#shared/rubric/rubric.ts';
import { rulesFor } from '#shared/rubric/scales/index.ts';
import type { Scale, Value } from '#shared/rubric/scales/schemas.ts';
import type { StoredLabel } from '../repositories/labels.ts';

/** Labels of one dimension on one thing: a response of the item, or (null) the item. */
interface Judged {
  readonly target: string | null;
  readonly values: readonly Value[];
  readonly amount: number;
}

/** How far the labels of one item are apart where they are furthest. */
export interface Dispute {
  readonly dimension: Dimension;
  readonly amount: number;
  readonly labels: number;
  /** What they are furthest apart on. */
  readonly worst: Judged;
}

const sumOf = (numbers: readonly number[]) => numbers.reduce((sum, one) => sum + one, 0);

/** A person's later label on the same thing replaces the earlier; labels come oldest first. */
const lastOfEach = (labels: readonly StoredLabel[]): StoredLabel[] => [
  ...new Map(labels.map((label) => [label.rater, label])).values(),
];

function judgedOn({ scale }: Dimension, labels: readonly StoredLabel[]): Judged[] {
  return [...Map.groupBy(labels, (label) => label.target)].flatMap(([target, group]) => {
    const values = lastOfEach(group)
      .map((label) => label.value)
      .filter(({ kind }) => kind === scale.kind);
    const amount = disagreement(scale, values);
    return amount === null ? [] : [{ target, values, amount }];
  });
}

/** For a dimension that judges each response: the mean over the responses. */
function disputeOn(dimension: Dimension, labels: readonly StoredLabel[]): Dispute[] {
  const judged = judgedOn(
    dimension,
    labels.filter((label) => label.dimensionId === dimension.id),
  ).toSorted((a, b) => b.amount - a.amount);
  const [worst] = judged;
  if (worst === undefined) return [];
  const amount = sumOf(judged.map((one) => one.amount)) / judged.length;
  return [{ dimension, amount, labels: sumOf(judged.map(({ values }) => values.length)), worst }];
}

export function worstDispute(rubric: Rubric, labels: readonly StoredLabel[]): Dispute | null {
  const disputes = rubric.dimensions.flatMap((dimension) => disputeOn(dimension, labels));
  return disputes.toSorted((a, b) => b.amount - a.amount)[0] ?? null;
}

/** A comparison without how much better one is: that is shown, not counted. */
const counted = (value: Value): Value =>
  value.kind === 'pairwise' ? { kind: 'pairwise', choice: value.choice } : value;

/** "2 say A, 1 says Tie", the most said first. */
function division(scale: Scale, values: readonly Value[]): string {
  const answers = Map.groupBy(values, (value) => rulesFor(scale).words(scale, counted(value) as never));
  return [...answers]
    .toSorted(([, a], [, b]) => b.length - a.length)
    .map(([answer, { length }]) => `${length} ${length === 1 ? 'says' : 'say'} ${answer}`)
    .join(', ');
}

/** How many parts of an answer (claims) were not answered alike. */
function partsApart(scale: Scale, values: readonly Value[]): string {
  const answers = values.flatMap((value) => rulesFor(scale).labels(scale, value as never));
  const parts = [...Map.groupBy(answers, ([part]) => part).values()];
  const apart = parts.filter((group) => new Set(group.map(([, answer]) => answer)).size > 1);
  return `labels differ on ${apart.length} of ${parts.length} claims`;
}

const placeOf = ({ name }: Dimension, { target }: Judged) =>
  target === null ? name : `${name}, response ${responseLetter(target)}`;

const percent = (share: number) => `${Math.round(share * 100)} %`;

/** Why an item is worth a meeting, in the words of its scale (law S14). */
export function disputeWords({ dimension, amount, labels, worst }: Dispute): string {
  const { scale, name } = dimension;
  if (amount === 0) return `${labels} labels agree.`;
  if (scale.kind === 'claims') return `${labels} ${partsApart(scale, worst.values)} on ${name}.`;
  switch (rulesFor(scale).level(scale)) {
    case 'nominal':
      return `${division(scale, worst.values)} on ${placeOf(dimension, worst)}.`;
    case 'ranking':
      return `${labels} labels: two of them order ${percent(amount)} of the pairs differently on ${name}.`;
    case 'set':
      return `${labels} labels: two of them have ${percent(amount)} of their options not in common on ${name}.`;
    default:
      return `${labels} labels are ${percent(amount)} of the scale apart on ${name}.`;
  }
}
