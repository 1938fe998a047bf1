import { describe, expect, test } from 'vitest';
import { inTwoColumns, LEAST_FIT, nextFit } from '#lib/session/wall-fit.ts';

describe('the board on a wall', () => {
  test('keeps its size while it fits', () => {
    expect(nextFit(1, 1_080, 1_080)).toBe(1);
  });

  test('comes to a size at which it fits, and to an end where none does', () => {
    const settle = (natural: number) => {
      let fit = 1;
      for (let step = 0; step < 40; step += 1) fit = nextFit(fit, natural * fit, 1_080);
      return fit;
    };
    expect(1_500 * settle(1_500)).toBeLessThanOrEqual(1_080);
    expect(settle(1_500)).toBeGreaterThan(0.69);
    expect(settle(9_000)).toBe(LEAST_FIT);
  });

  test('stands in two columns when there are many strips and the wall is wide', () => {
    expect([inTwoColumns(7, 1_920), inTwoColumns(3, 1_920), inTwoColumns(7, 1_024)]).toEqual([
      true,
      false,
      false,
    ]);
  });
});
