import type { ItemShape } from '#shared/items/item.ts';
import type { Value } from '#shared/rubric/scales/schemas.ts';
import { splitSlotKey } from '#shared/rubric/slots.ts';
import type { RevealedRoundView } from '#shared/session/view.ts';

function namedBy(value: Value): { responses: string[]; claims: string[] } {
  switch (value.kind) {
    case 'ranking':
      return { responses: value.order, claims: [] };
    case 'claims':
      return { responses: [], claims: Object.keys(value.verdicts) };
    case 'pairwise':
      return { responses: ['r1', 'r2'], claims: [] };
    case 'likert':
    case 'choice':
    case 'text':
    case 'number':
    case 'na':
      return { responses: [], claims: [] };
  }
}

const inOrder = (ids: readonly string[]) =>
  [...new Set(ids)].toSorted((a, b) => a.localeCompare(b, 'en', { numeric: true }));

/** Minutes hold answers, not items: the responses and claims that the answers speak of. */
export function shapeSpokenOf(rounds: readonly RevealedRoundView[]): ItemShape {
  const targets = rounds.flatMap(({ slots }) => slots.flatMap(({ slot }) => splitSlotKey(slot).target ?? []));
  const named = rounds.flatMap(({ ballots }) =>
    ballots.flatMap(({ values }) => Object.values(values).map(namedBy)),
  );
  return {
    responses: inOrder([...targets, ...named.flatMap(({ responses }) => responses)]),
    claims: inOrder(named.flatMap(({ claims }) => claims)),
  };
}
