import type { ItemShape } from '#shared/items/item.ts';
import type { Rubric } from '#shared/rubric/rubric.ts';
import type { SlotKey } from '#shared/rubric/slots.ts';
import type { RevealedRoundView } from '#shared/session/view.ts';
import { stripGroups, type Self, type Strip, type StripGroup } from '../session/board.ts';

/** What is revealed of an item, and how whoever looks at it finds their own ballot. */
export interface Revealed {
  readonly rubric: Rubric | undefined;
  readonly shape: ItemShape;
  readonly rounds: readonly RevealedRoundView[];
  readonly selfIn: (round: RevealedRoundView) => Self;
}

/** A reveal board as somebody reads it: the round, the strip in question, the claim. What nobody chose is the last round, what is split, the first. */
export class RevealBoard {
  readonly #revealed: () => Revealed;
  #chosenRound = $state<number | null>(null);
  #chosenSlot = $state<SlotKey | null>(null);
  #chosenClaim = $state<string | null>(null);

  readonly #round = $derived.by(() => {
    const { rounds } = this.#revealed();
    return rounds.find(({ number }) => number === this.#chosenRound) ?? rounds.at(-1);
  });
  readonly #groups = $derived.by((): readonly StripGroup[] => {
    const { rubric, shape, selfIn } = this.#revealed();
    return rubric && this.#round ? stripGroups(rubric, shape, this.#round, selfIn(this.#round)) : [];
  });
  readonly #strips = $derived.by((): readonly Strip[] => this.#groups.flatMap(({ strips }) => strips));

  constructor(revealed: () => Revealed) {
    this.#revealed = revealed;
  }

  get round(): RevealedRoundView | undefined {
    return this.#round;
  }

  get groups(): readonly StripGroup[] {
    return this.#groups;
  }

  get strips(): readonly Strip[] {
    return this.#strips;
  }

  /** The strip in question; null while there is none. */
  get slot(): SlotKey | null {
    const chosen = this.#strips.find(({ slot }) => slot.key === this.#chosenSlot);
    const split = this.#strips.find(({ summary }) => summary.isSplit);
    return (chosen ?? split ?? this.#strips[0])?.slot.key ?? null;
  }

  get claim(): string | null {
    return this.#chosenClaim ?? this.#revealed().shape.claims[0] ?? null;
  }

  chooseRound(number: number): void {
    this.#chosenRound = number;
  }

  chooseSlot(slot: SlotKey): void {
    this.#chosenSlot = slot;
  }

  chooseClaim(claim: string): void {
    this.#chosenClaim = claim;
  }

  /** The next strip (1) or the one before (−1); the last and the first stay. */
  step(by: number): void {
    const { slot: current } = this;
    const at = this.#strips.findIndex(({ slot }) => slot.key === current);
    this.#chosenSlot =
      this.#strips[Math.min(this.#strips.length - 1, Math.max(0, at + by))]?.slot.key ?? null;
  }
}
