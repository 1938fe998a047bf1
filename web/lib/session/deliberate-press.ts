/** A second press sooner than this is the other half of a double click, or meant what stood there a moment ago. */
export const SETTLE_MS = 600;
/** How long a first press waits for its second. */
export const ARMED_MS = 4_000;

/** What becomes of a press: nothing, it waits for a second one, it is done, or it is done because it was pressed again. */
export type Pressed = 'ignored' | 'armed' | 'done' | 'done-again';

/**
 * One button whose meaning changes under the hand: its acts move a whole room and some cannot be taken back. So no press counts
 * right after the act has changed, and the second press of an act that asks twice counts only after a moment to read the question.
 * Times are monotonic milliseconds.
 */
export class DeliberatePress {
  #act: string | null = null;
  #changedAt = Number.NEGATIVE_INFINITY;
  #armedFor: string | null = null;
  #armedAt = Number.NEGATIVE_INFINITY;

  /** Tells what the button does now; null while it is not there. True when it has just become another act. */
  show(act: string | null, at: number): boolean {
    if (act === this.#act) return false;
    const isChange = this.#act !== null && act !== null;
    if (isChange) this.#changedAt = at;
    this.#act = act;
    this.#armedFor = null;
    return isChange;
  }

  /** `question`: what is asked before the act is done; null when nothing is. A new question is asked anew. */
  press(question: string | null, at: number): Pressed {
    if (at - this.#changedAt < SETTLE_MS) return 'ignored';
    if (question === null) return 'done';
    const isArmed = this.#armedFor === question && at - this.#armedAt <= ARMED_MS;
    if (isArmed && at - this.#armedAt < SETTLE_MS) return 'ignored';
    this.#armedFor = isArmed ? null : question;
    this.#armedAt = at;
    return isArmed ? 'done-again' : 'armed';
  }
}
