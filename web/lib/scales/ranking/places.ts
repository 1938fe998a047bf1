import type { ValueOf } from '#shared/rubric/scales/schemas.ts';

export interface RankedRow<A> {
  readonly id: string;
  /** Mean place, 1 = best. */
  readonly mean: number;
  /** Who put it in which place, best first. */
  readonly places: readonly (readonly A[])[];
}

/** A matrix of responses by place, the response with the best mean place first. */
export function rankedRows<A>(
  answers: readonly { readonly answer: A; readonly value: ValueOf<'ranking'> }[],
  responses: readonly string[],
): RankedRow<A>[] {
  const rows = responses.map((id) => {
    const places = responses.map((_, place) =>
      answers.filter(({ value }) => value.order[place] === id).map(({ answer }) => answer),
    );
    const sum = places.reduce((total, list, place) => total + list.length * (place + 1), 0);
    const count = places.reduce((total, list) => total + list.length, 0);
    return { id, places, mean: count === 0 ? Number.POSITIVE_INFINITY : sum / count };
  });
  return rows.toSorted((a, b) => a.mean - b.mean);
}
