import { expect, test } from 'vitest';
import { afterFocusMoved, FOLLOWING, isApart, itemInSight, lookAt } from '#lib/session/follow-me.ts';
import type { ItemId } from '#shared/ids.ts';

const [a, b, c] = ['a', 'b', 'c'] as unknown as readonly [ItemId, ItemId, ItemId];
const at = (itemId: ItemId) => ({ kind: 'apart', itemId }) as const;

test('who follows goes along with the room', () => {
  expect(itemInSight(afterFocusMoved(FOLLOWING, a, b, false), b)).toBe(b);
});

test('who is in the middle of something is not pulled away, and gets the way back', () => {
  const gaze = afterFocusMoved(FOLLOWING, a, b, true);
  expect(itemInSight(gaze, b)).toBe(a);
  expect(isApart(gaze, b)).toBe(true);
});

test('who looked elsewhere stays there, until the room comes to them', () => {
  expect(afterFocusMoved(at(a), b, c, false)).toEqual(at(a));
  expect(afterFocusMoved(at(c), b, c, false)).toEqual(FOLLOWING);
});

test('looking at the item of the room is following it', () => {
  expect(lookAt(a, a)).toEqual(FOLLOWING);
  expect(lookAt(b, a)).toEqual(at(b));
});

test('in the lobby nobody is apart', () => {
  expect(isApart(at(a), null)).toBe(false);
  expect(itemInSight(FOLLOWING, null)).toBeNull();
});
