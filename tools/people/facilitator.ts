import type { ItemId, RoundId } from '#shared/ids.ts';
import type { Command } from '#shared/session/commands.ts';
import type { Attendee } from './attendee.ts';
import { nextStep, type Patience, type Step } from './next-step.ts';

/** A ruling that the facilitator has prepared, without the round it will rest on. */
export type PreparedRuling = Omit<Extract<Command, { type: 'rule' }>, 'type' | 'itemId' | 'roundId'>;

export interface FacilitatorOptions {
  readonly attendee: Attendee;
  readonly patience: Patience;
  /** Voters that are waited for before the meeting starts. */
  readonly quorum: number;
  readonly rulings: ReadonlyMap<ItemId, PreparedRuling>;
}

const PARK_NOTE = 'The room did not come together; a reviewer should look at it.';
/** After a refusal somebody else was faster; a breath later the view shows it. */
const BREATH_MS = 1_000;
const MIN_TIMER_MS = 1_000;

/** A simulated facilitator: holds a meeting by what it sees, and lets go as soon as somebody else takes the chair. */
export class SimulatedFacilitator {
  readonly #options: FacilitatorOptions;
  readonly #since = new Map<string, number>();
  readonly #done = new Set<ItemId>();

  constructor(options: FacilitatorOptions) {
    this.#options = options;
  }

  /** Holds the meeting to its end; resolves when the session has ended or the facilitator has left. */
  async run(): Promise<void> {
    const { attendee } = this.#options;
    while (!attendee.over.aborted && attendee.view.shared.session?.phase !== 'ended') {
      await this.#take(this.#next());
    }
  }

  #next(): Step {
    const { attendee, patience, quorum, rulings } = this.#options;
    return nextStep(attendee.view, {
      patience,
      quorum,
      since: (state) => this.#elapsed(state),
      isPrepared: (itemId) => rulings.has(itemId),
      isDone: (itemId) => this.#done.has(itemId),
    });
  }

  #elapsed(state: string): number {
    const at = this.#since.get(state) ?? performance.now();
    this.#since.set(state, at);
    return performance.now() - at;
  }

  async #take(step: Step): Promise<void> {
    const { attendee } = this.#options;
    if (step.kind === 'wait') return attendee.changed(step.ms);
    if (step.kind === 'go-on') return void this.#done.add(step.itemId);
    for (const command of this.#commandsFor(step)) {
      const answer = await attendee.act(command);
      // The first press of a reveal is refused while somebody is missing; the second one follows.
      if (!answer.ok && answer.refusal.code !== 'someone-missing') return attendee.changed(BREATH_MS);
    }
    await this.#seen(step);
  }

  /** Waits for the view that shows what was done, so that nothing is done twice. */
  async #seen(step: Step): Promise<void> {
    const { attendee } = this.#options;
    const until = performance.now() + BREATH_MS;
    const wanted = JSON.stringify(step);
    while (JSON.stringify(this.#next()) === wanted && performance.now() < until) {
      await attendee.changed(until - performance.now());
    }
  }

  #commandsFor(step: Exclude<Step, { kind: 'wait' | 'go-on' }>): Command[] {
    switch (step.kind) {
      case 'take-chair':
        return [{ type: 'takeChair' }];
      case 'start':
        return [{ type: 'start' }];
      case 'open': {
        const durationMs = Math.max(MIN_TIMER_MS, Math.round(this.#options.patience.answers));
        return [
          { type: 'openRounds', itemIds: [step.itemId], mode: 'live' },
          { type: 'startTimer', durationMs },
        ];
      }
      case 'reveal':
        return [...this.#presses(step.roundId, step.evenIfMissing), ...this.#stopTimer()];
      case 'rule':
        return this.#rule(step);
      case 'park':
        return [{ type: 'parkItem', itemId: step.itemId, note: PARK_NOTE }];
      case 'end':
        return [{ type: 'end' }];
    }
  }

  #stopTimer(): Command[] {
    return this.#options.attendee.view.shared.session?.timer ? [{ type: 'stopTimer' }] : [];
  }

  #presses(roundId: RoundId, evenIfMissing: boolean): Command[] {
    const presses = evenIfMissing ? [false, true] : [false];
    return presses.map((isSecond) => ({
      type: 'revealRounds',
      roundIds: [roundId],
      evenIfMissing: isSecond,
    }));
  }

  #rule({ itemId, roundId }: Extract<Step, { kind: 'rule' }>): Command[] {
    const ruling = this.#options.rulings.get(itemId);
    return ruling ? [{ type: 'rule', itemId, roundId, ...ruling }] : [];
  }
}
