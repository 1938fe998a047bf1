import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Broadcasts, SLICES } from '#server/live/broadcasts.ts';

const turn = () => new Promise<void>((resolve) => setImmediate(resolve));

test('every slice hears every frame once, in the order of the calls, however urgent and patient ones are mixed', async () => {
  const calls = fc.array(fc.constantFrom('sliced', 'urgent', 'turn'), { maxLength: 40 });
  await fc.assert(
    fc.asyncProperty(calls, async (sequence) => {
      const broadcasts = new Broadcasts();
      const heard = Array.from({ length: SLICES }, (): number[] => []);
      const sent: number[] = [];
      for (const [frame, call] of sequence.entries()) {
        if (call === 'turn') {
          await turn();
          continue;
        }
        sent.push(frame);
        if (call === 'sliced') broadcasts.sliced((slice) => (heard[slice]?.push(frame) ?? 0) > 0);
        else broadcasts.urgent(() => heard.forEach((slice) => void slice.push(frame)));
      }
      broadcasts.urgent(() => undefined);
      for (const slice of heard) expect(slice).toEqual(sent);
    }),
    { numRuns: 200 },
  );
});

test('nothing is sent within the call that may wait, and one slice a turn after it', async () => {
  const broadcasts = new Broadcasts();
  const heard: number[] = [];
  broadcasts.sliced((slice) => heard.push(slice) > 0);
  expect(heard).toEqual([]);
  await turn();
  await turn();
  expect(heard.length).toBeGreaterThan(0);
  expect(heard.length).toBeLessThan(SLICES);
  broadcasts.stop();
  const before = heard.length;
  await turn();
  expect(heard).toHaveLength(before);
});

test('slices without anybody in them cost no turn', async () => {
  const broadcasts = new Broadcasts();
  const asked: number[] = [];
  broadcasts.sliced((slice) => {
    asked.push(slice);
    return slice === SLICES - 1;
  });
  await turn();
  await turn();
  expect(asked).toHaveLength(SLICES);
});
