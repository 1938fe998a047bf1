import { untrack } from 'svelte';

export type NoticeTone = 'neutral' | 'ok' | 'caution' | 'danger';

export interface Notice {
  readonly id: number;
  readonly text: string;
  readonly tone: NoticeTone;
}

/** At most so many notices stand on the screen; older ones make room. */
const MAX_NOTICES = 3;

/**
 * The one polite voice of the app: `say` is heard by screen readers only, `notify` is also shown. Components take callbacks;
 * routes call this. Who speaks inside an effect does not come to depend on what was said.
 */
export class Announcer {
  #nextId = 1;
  #message = $state('');
  #notices = $state<readonly Notice[]>([]);

  /** Text of the live region. */
  get message(): string {
    return this.#message;
  }

  get notices(): readonly Notice[] {
    return this.#notices;
  }

  /** The same sentence twice must be heard twice: a live region stays silent when its text does not change. */
  say(text: string): void {
    this.#message = text === untrack(() => this.#message) ? `${text}\u00a0` : text;
  }

  notify(text: string, tone: NoticeTone = 'neutral'): void {
    this.say(text);
    this.#notices = [...untrack(() => this.#notices), { id: this.#nextId++, text, tone }].slice(-MAX_NOTICES);
  }

  dismiss(id: number): void {
    this.#notices = this.#notices.filter((notice) => notice.id !== id);
  }
}

export const announcer = new Announcer();
