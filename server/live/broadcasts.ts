/*
 * A frame to two hundred sockets keeps the process busy for milliseconds in which nobody's ballot is acknowledged. What can wait goes out
 * slice by slice, and between two slices the process does what has come in; what cannot wait goes to everybody at once.
 */

/** Parts that the sockets of an audience are divided into: a handful each in a room of two hundred. */
export const SLICES = 32;

/** One session's frames on their way to its sockets, always in the order they were made. */
export class Broadcasts {
  #waiting: (() => boolean)[] = [];
  #next: NodeJS.Immediate | null = null;

  /** Sends to one slice after the other; nothing is sent within this call. `send` says whether there was anybody to send to. */
  sliced(send: (slice: number) => boolean): void {
    for (let slice = 0; slice < SLICES; slice += 1) this.#waiting.push(() => send(slice));
    this.#schedule();
  }

  /** Sends at once, behind what still waits. */
  urgent(send: () => void): void {
    for (const waiting of this.#waiting.splice(0)) waiting();
    send();
  }

  stop(): void {
    if (this.#next) clearImmediate(this.#next);
    this.#waiting = [];
  }

  /** Empty slices cost no turn: a small room hears everything at once. */
  #sendNext(): void {
    while (this.#waiting.shift()?.() === false);
  }

  #schedule(): void {
    this.#next ??= setImmediate(() => {
      this.#next = null;
      this.#sendNext();
      if (this.#waiting.length > 0) this.#schedule();
    });
  }
}
