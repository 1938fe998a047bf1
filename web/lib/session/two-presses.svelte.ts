import { ARMED_MS, DeliberatePress, SETTLE_MS } from './deliberate-press.ts';
import type { Act, Caution } from './next-act.ts';

/** The presses of one button that does the act it is given (null: the button is not there); made while a component is set up. */
export class TwoPresses {
  readonly #press = new DeliberatePress();
  readonly #act: () => Act | null;
  #asked = $state.raw<Caution | null>(null);
  #isSettling = $state(false);
  #asking: ReturnType<typeof setTimeout> | undefined;
  #settling: ReturnType<typeof setTimeout> | undefined;

  constructor(act: () => Act | null) {
    this.#act = act;
    $effect(() => {
      const shown = act();
      if (this.#press.show(shown && `${shown.label}/${shown.about}`, performance.now())) this.#settle();
    });
    $effect(() => () => {
      clearTimeout(this.#asking);
      clearTimeout(this.#settling);
    });
  }

  /** What is asked between the two presses; null when the next press is a first one. */
  get asked(): Caution | null {
    return this.#asked?.question === this.#act()?.caution?.question ? this.#asked : null;
  }

  /** For a moment after the button has changed it takes no press, and shows that. */
  get isSettling(): boolean {
    return this.#isSettling;
  }

  /** A press of the button; `doAct` is called when it is to be done, and told whether it was pressed again. */
  press(doAct: (again: boolean) => void): void {
    const caution = this.#act()?.caution ?? null;
    const outcome = this.#press.press(caution?.question ?? null, performance.now());
    if (outcome === 'ignored') return;
    this.#ask(outcome === 'armed' ? caution : null);
    if (outcome === 'armed') this.#settle();
    else doAct(outcome === 'done-again');
  }

  #ask(caution: Caution | null): void {
    clearTimeout(this.#asking);
    this.#asked = caution;
    if (caution) this.#asking = setTimeout(() => (this.#asked = null), ARMED_MS);
  }

  #settle(): void {
    clearTimeout(this.#settling);
    this.#isSettling = true;
    this.#settling = setTimeout(() => (this.#isSettling = false), SETTLE_MS);
  }
}
