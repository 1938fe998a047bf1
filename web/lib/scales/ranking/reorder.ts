import type { ValueOf } from '#shared/rubric/scales/schemas.ts';

/** Responses in the order given so far, best first; it becomes an answer when every response has a place. */
export type Order = readonly string[];

export const appended = (order: Order, id: string): Order => (order.includes(id) ? order : [...order, id]);

export const withdrawn = (order: Order, id: string): Order => order.filter((placed) => placed !== id);

/** `id` at the given place (0 = best); places beyond the ends are the ends. */
export function placed(order: Order, id: string, place: number): Order {
  const others = withdrawn(order, id);
  const at = Math.max(0, Math.min(others.length, place));
  return [...others.slice(0, at), id, ...others.slice(at)];
}

/** With one response left there is nothing to decide about it. */
export function completed(order: Order, all: readonly string[]): Order {
  const rest = all.filter((id) => !order.includes(id));
  return rest.length === 1 && all.length > 1 ? [...order, ...rest] : order;
}

/** A ranking is kept on the ballot while it grows; the ballot's rules say when it is whole. */
export const rankingValue = (order: Order): ValueOf<'ranking'> | null =>
  order.length === 0 ? null : { kind: 'ranking', order: [...order] };
