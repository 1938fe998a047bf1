/** What somebody goes by when they have nothing else to go by. Each from -1 to 1; 0 = indifferent. */
export interface Taste {
  /** Likes few words. */
  readonly brevity: number;
  /** Likes steps, lists and code that can be pasted. */
  readonly structure: number;
  /** Likes warnings and hedges. */
  readonly caution: number;
}

/** How somebody behaves in a meeting. Chances are from 0 to 1. */
export interface Temperament {
  /** Time to answer, as a multiple of the room's median. */
  readonly pace: number;
  /** Chance of answering quickly first and changing the answer before the close. */
  readonly changesMind: number;
  /** Chance of taking so long that the others wait. */
  readonly dawdles: number;
  /** Chance of raising a hand after a split reveal. */
  readonly raisesHand: number;
  readonly taste: Taste;
}
