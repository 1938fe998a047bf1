import { expect, test } from 'vitest';
import { ballotProblems } from '#shared/rubric/ballot-problems.ts';
import type { Ballot } from '#shared/rubric/ballot.ts';
import { rubricSchema } from '#shared/rubric/rubric.ts';
import { slotsOf } from '#shared/rubric/slots.ts';

const verdicts = ['holds', 'false'].map((id) => ({ id, label: id }));
const rubric = rubricSchema.parse({
  dimensions: [
    { id: 'better', name: 'Better', scale: { kind: 'pairwise' } },
    { id: 'order', name: 'Order', scale: { kind: 'ranking' } },
    { id: 'facts', name: 'Facts', scale: { kind: 'claims', verdicts } },
    { id: 'note', name: 'Note', scale: { kind: 'text' } },
  ],
});
const keys = (responses: string[], claims: string[]) =>
  slotsOf(rubric, { responses, claims }).map(({ key }) => key);
const ballot = (values: Ballot['values']): Ballot => ({ values, reason: '', confidence: null, clause: null });

test('S7 a dimension asks nothing of an item that has nothing to judge by it', () => {
  expect(keys([], [])).toEqual(['note']);
  expect(keys(['r1'], ['c1'])).toEqual(['facts', 'note']);
  expect(keys(['r1', 'r2'], [])).toEqual(['better', 'order', 'note']);
  const shape = { responses: [], claims: [] };
  expect(ballotProblems(rubric, shape, ballot({ note: { kind: 'text', text: 'No answer here.' } }))).toEqual(
    [],
  );
  expect(
    ballotProblems(rubric, shape, ballot({ better: { kind: 'pairwise', choice: 'r1' } })),
  ).toContainEqual({
    slot: 'better',
    message: 'The rubric has no such dimension here.',
  });
});

test('S7 of three responses the first two are compared', () => {
  const shape = { responses: ['r1', 'r2', 'r3'], claims: [] };
  const problemOf = (choice: string) =>
    ballotProblems(rubric, shape, ballot({ better: { kind: 'pairwise', choice } })).find(
      ({ slot }) => slot === 'better',
    );
  expect(problemOf('r2')).toBeUndefined();
  expect(problemOf('r3')?.message).toBe('Choose one of the two responses.');
});
