const TICK_MS = 250;

/** A moment that moves: screens that show a timer read `now`. Runs only while somebody looks. */
export class SessionClock {
  #now = $state(0);
  readonly #serverNow: () => number;

  constructor(serverNow: () => number) {
    this.#serverNow = serverNow;
    this.#now = serverNow();
  }

  /** Server time, in ms, a quarter of a second old at most. */
  get now(): number {
    return this.#now;
  }

  /** Starts ticking; returns how to stop. */
  run(): () => void {
    const tick = () => {
      this.#now = this.#serverNow();
    };
    tick();
    const timer = setInterval(tick, TICK_MS);
    return () => clearInterval(timer);
  }
}
