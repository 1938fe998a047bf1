import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { BallotQueue } from '#lib/session/ballot-queue.ts';
import { memoryKeep } from '#lib/session/keep.ts';
import { EMPTY_DRAFT } from '#lib/session/ballot-draft.ts';
import type { OpId, RoundId } from '#shared/ids.ts';
import { newSeed } from '../../support/seed.ts';

const SCOPE = { sessionId: 's', personId: 'p' };
const saying = (reason: string) => ({ ...EMPTY_DRAFT, reason });
const op = (n: number) => `op${n}` as OpId;

describe('answers that wait', () => {
  test('a newer answer to a round takes the place of one that never left', () => {
    const queue = new BallotQueue(memoryKeep(), SCOPE);
    queue.add(op(1), 'r1' as RoundId, saying('first'));
    queue.add(op(2), 'r2' as RoundId, saying('other'));
    queue.add(op(3), 'r1' as RoundId, saying('second'));
    expect(queue.waiting().map(({ opId }) => opId)).toEqual([op(2), op(3)]);
  });

  test('one that may have arrived stays before the newer one, so that the newer one is the last word', () => {
    const queue = new BallotQueue(memoryKeep(), SCOPE);
    queue.markSent(queue.add(op(1), 'r1' as RoundId, saying('first')));
    queue.add(op(2), 'r1' as RoundId, saying('second'));
    expect(queue.waiting().map(({ opId, sent }) => [opId, sent])).toEqual([
      [op(1), true],
      [op(2), false],
    ]);
  });

  test('two people who share a browser never see each other’s answers', () => {
    const keep = memoryKeep();
    new BallotQueue(keep, SCOPE).add(op(1), 'r1' as RoundId, saying('mine'));
    expect(new BallotQueue(keep, { ...SCOPE, personId: 'q' }).waiting()).toEqual([]);
  });

  test('what another version left in the browser does not stop the queue', () => {
    const keep = memoryKeep();
    keep.write('touchstone/queue/s/p/op0', '{broken');
    const queue = new BallotQueue(keep, SCOPE);
    queue.add(op(1), 'r1' as RoundId, saying('mine'));
    expect(queue.waiting().map(({ opId }) => opId)).toEqual([op(1)]);
  });

  test('after any acts, the last answer to each round is the last that waits for it', () => {
    const seed = newSeed();
    console.info(`seed ${seed}: ballot queue`);
    const act = fc.oneof(
      fc.record({ kind: fc.constant('add' as const), round: fc.constantFrom('r1', 'r2', 'r3') }),
      fc.record({ kind: fc.constant('send' as const) }),
      fc.record({ kind: fc.constant('settle' as const) }),
    );
    fc.assert(
      fc.property(fc.array(act, { maxLength: 40 }), (acts) => {
        const queue = new BallotQueue(memoryKeep(), SCOPE);
        const last = new Map<string, OpId>();
        let count = 0;
        for (const entry of acts) {
          const [oldest] = queue.waiting();
          if (entry.kind === 'add') {
            count += 1;
            last.set(entry.round, op(count));
            queue.add(op(count), entry.round as RoundId, saying(String(count)));
          } else if (entry.kind === 'send' && oldest) queue.markSent(oldest);
          else if (entry.kind === 'settle' && oldest?.sent) {
            queue.settle(oldest.opId);
            if (last.get(oldest.roundId) === oldest.opId) last.delete(oldest.roundId);
          }
          for (const [round, opId] of last) {
            expect(queue.waiting().findLast(({ roundId }) => roundId === round)?.opId).toBe(opId);
          }
          expect(queue.waiting().length).toBeLessThanOrEqual(2 * 3);
        }
      }),
      { seed, numRuns: 200 },
    );
  });
});
