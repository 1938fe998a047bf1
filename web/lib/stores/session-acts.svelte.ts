import type { Command } from '#shared/session/commands.ts';
import type { LiveSession, Outcome } from './session-live.svelte.ts';

/** What somebody does in the room by pressing something: pending while the server has not answered, its words when it refuses. */
export class SessionActs {
  #running = $state.raw<readonly Command['type'][]>([]);
  readonly #live: LiveSession;
  readonly #onRefused: (message: string) => void;

  constructor(live: LiveSession, onRefused: (message: string) => void) {
    this.#live = live;
    this.#onRefused = onRefused;
  }

  get isPending(): boolean {
    return this.#running.length > 0;
  }

  isRunning(type: Command['type']): boolean {
    return this.#running.includes(type);
  }

  /** True when it was done. A refusal is told aloud. */
  async run(command: Command): Promise<boolean> {
    const outcome = await this.try(command);
    if (!outcome.ok) this.#onRefused(outcome.message);
    return outcome.ok;
  }

  /** The outcome, for a form that shows the refusal at the field it is about. */
  async try(command: Command): Promise<Outcome> {
    this.#running = [...this.#running, command.type];
    const outcome = await this.#live.send(command);
    this.#running = this.#running.toSpliced(this.#running.indexOf(command.type), 1);
    return outcome;
  }
}
