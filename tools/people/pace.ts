import type { Random } from '#shared/agreement/random.ts';

/** From and to, in milliseconds of a person with pace 1. */
export type Span = readonly [fromMs: number, toMs: number];

export const SPANS = {
  answer: [2_500, 9_000],
  /** Long enough that a facilitator looks up who is missing. */
  dawdle: [25_000, 45_000],
  secondThought: [2_500, 5_000],
  comment: [3_000, 6_000],
  dissent: [4_000, 8_000],
  ready: [1_500, 5_000],
  hand: [1_000, 3_000],
  lowerHand: [6_000, 12_000],
} as const satisfies Record<string, Span>;

/** Draws how long things take people. */
export class Pace {
  readonly random: Random;
  readonly #haste: number;

  /** `haste` divides every time: 1 for people, 1000 for tests. */
  constructor(random: Random, haste = 1) {
    this.random = random;
    this.#haste = haste;
  }

  /** A time within the span, in ms, stretched by a person's own pace. */
  draw([fromMs, toMs]: Span, stretch = 1): number {
    return ((fromMs + this.random() * (toMs - fromMs)) * stretch) / this.#haste;
  }

  /** A fixed time at this haste. */
  scaled(ms: number): number {
    return ms / this.#haste;
  }

  chance(of: number): boolean {
    return this.random() < of;
  }
}
