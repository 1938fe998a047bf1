import { ARMED_MS, DeliberatePress } from '../session/deliberate-press.ts';
import type { Act, Caution } from '../session/next-act.ts';

/** The presses of one button that does the act it is given; made while a component is set up. */
export class TwoPresses {
  readonly #press = new DeliberatePress();
  readonly #act: () => Act | null;
  #asked = $state.raw<Caution | null>(null);
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(act: () => Act | null) {
    this.#act = act;
    $effect(() => {
      const shown = act();
      this.#press.show(`${shown?.label ?? ''}/${shown?.about ?? ''}`, performance.now());
    });
    $effect(() => () => clearTimeout(this.#timer));
  }

  /** What is asked between the two presses; null when the next press is a first one. */
  get asked(): Caution | null {
    return this.#asked?.question === this.#act()?.caution?.question ? this.#asked : null;
  }

  /** A press of the button; `doAct` is called when it is to be done, and told whether it was pressed again. */
  press(doAct: (again: boolean) => void): void {
    const caution = this.#act()?.caution ?? null;
    const outcome = this.#press.press(caution?.question ?? null, performance.now());
    if (outcome === 'ignored') return;
    this.#ask(outcome === 'armed' ? caution : null);
    if (outcome !== 'armed') doAct(outcome === 'done-again');
  }

  #ask(caution: Caution | null): void {
    clearTimeout(this.#timer);
    this.#asked = caution;
    if (caution) this.#timer = setTimeout(() => (this.#asked = null), ARMED_MS);
  }
}
