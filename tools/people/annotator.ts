import type { Command } from '#shared/session/commands.ts';
import type { Attendee } from './attendee.ts';
import { emptyMemory, nextIntent, type Intent, type Memory } from './intent.ts';
import { SPANS, type Pace, type Span } from './pace.ts';
import type { Temperament } from './temperament.ts';
import type { Question, Voice } from './voice.ts';

export interface AnnotatorOptions {
  readonly attendee: Attendee;
  readonly voice: Voice;
  readonly temperament: Temperament;
  readonly pace: Pace;
}

/** After something unexpected (an item that could not be read, say) a person takes a breath and looks again. */
const BREATH_MS = 1_500;

/** A simulated annotator in one session. Does one thing at a time, as people do, and never holds anybody up for good. */
export class SimulatedAnnotator {
  readonly #attendee: Attendee;
  readonly #voice: Voice;
  readonly #temperament: Temperament;
  readonly #pace: Pace;
  readonly #memory: Memory = emptyMemory();

  constructor({ attendee, voice, temperament, pace }: AnnotatorOptions) {
    this.#attendee = attendee;
    this.#voice = voice;
    this.#temperament = temperament;
    this.#pace = pace;
  }

  /** Takes part until the session ends or this person has left. */
  async run(): Promise<void> {
    const { over } = this.#attendee;
    while (!over.aborted && this.#attendee.view.shared.session?.phase !== 'ended') {
      const intent = this.#next();
      if (!intent) await this.#attendee.changed();
      else await this.#pursue(intent).catch(() => this.#attendee.changed(BREATH_MS));
    }
  }

  #next(): Intent | null {
    return nextIntent(this.#attendee.view, this.#memory, this.#voice);
  }

  async #pursue(intent: Intent): Promise<void> {
    switch (intent.kind) {
      case 'take-seat':
        await this.#attendee.act({ type: 'takeSeat', seat: 'voter' });
        return this.#attendee.changed(BREATH_MS);
      case 'answer':
        return this.#answer(intent);
      case 'think-again':
        return this.#thinkAgain(intent);
      default:
        return this.#speak(intent);
    }
  }

  async #answer(intent: Extract<Intent, { kind: 'answer' }>): Promise<void> {
    const { changesMind, dawdles } = this.#temperament;
    const isUnsure = this.#pace.chance(changesMind);
    const isLate = !isUnsure && this.#pace.chance(dawdles);
    const question = this.#question(intent);
    const ballot = await (isUnsure ? this.#voice.hastyBallot(question) : this.#voice.ballot(question));
    await this.#think(isLate ? SPANS.dawdle : SPANS.answer, isUnsure ? 0.5 : 1);
    if (this.#attendee.over.aborted) return;
    // Who was just finishing sends it all the same; the server then keeps it as a note.
    if (!isLate && !this.#isOpen(intent.roundId)) return;
    this.#memory.answered.add(intent.roundId);
    if (isUnsure) this.#memory.unsure.add(intent.roundId);
    await this.#attendee.act({ type: 'castBallot', roundId: intent.roundId, ballot });
  }

  async #thinkAgain(intent: Extract<Intent, { kind: 'think-again' }>): Promise<void> {
    const ballot = await this.#voice.ballot(this.#question(intent));
    await this.#think(SPANS.secondThought);
    this.#memory.unsure.delete(intent.roundId);
    if (this.#attendee.over.aborted || !this.#isOpen(intent.roundId)) return;
    await this.#attendee.act({ type: 'castBallot', roundId: intent.roundId, ballot });
  }

  /** What has no hurry: given up when something else becomes more pressing meanwhile. */
  async #speak(intent: Intent): Promise<void> {
    const wanted = JSON.stringify(intent);
    const until = performance.now() + this.#timeFor(intent);
    while (performance.now() < until) {
      await this.#attendee.changed(until - performance.now());
      if (this.#attendee.over.aborted || JSON.stringify(this.#next()) !== wanted) return;
    }
    const command = this.#commandFor(intent);
    if (!command) return;
    const answer = await this.#attendee.act(command);
    // The next round was faster; there will be time to say it after that.
    if (!answer.ok && answer.refusal.code === 'not-revealed' && command.type === 'comment') {
      this.#memory.said.delete(command.text);
    }
    // The answer comes before the view that shows it.
    await this.#attendee.changed(BREATH_MS);
  }

  #timeFor(intent: Intent): number {
    const { pace } = this.#temperament;
    switch (intent.kind) {
      case 'remark':
        return this.#pace.draw(SPANS.comment, pace * (1 + intent.remark.after));
      case 'dissent':
        return this.#pace.draw(SPANS.dissent, pace);
      case 'raise-hand':
        return this.#pace.draw(SPANS.hand, pace);
      case 'lower-hand':
        return this.#pace.draw(SPANS.lowerHand, pace);
      default:
        return this.#pace.draw(SPANS.ready, pace);
    }
  }

  /** Remembers what was decided; null when it was decided to let it be. */
  #commandFor(intent: Intent): Command | null {
    switch (intent.kind) {
      case 'remark': {
        const { text, dimensionId } = intent.remark;
        this.#memory.said.add(text);
        return { type: 'comment', itemId: intent.itemId, dimensionId, replyTo: null, text };
      }
      case 'dissent':
        this.#memory.said.add(intent.rulingId);
        return { type: 'dissent', rulingId: intent.rulingId, reason: intent.reason };
      case 'raise-hand':
        this.#memory.weighed.add(intent.roundId);
        return this.#pace.chance(this.#temperament.raisesHand) ? { type: 'raiseHand', raised: true } : null;
      case 'lower-hand':
        return { type: 'raiseHand', raised: false };
      case 'be-ready':
        return { type: 'setReady', ready: true };
      default:
        return null;
    }
  }

  #question({ itemId, roundId, nth }: Omit<Question, 'rubric'>): Question {
    const { rubric } = this.#attendee.view.shared;
    if (!rubric) throw new Error('The rubric is not here yet.');
    return { itemId, roundId, nth, rubric };
  }

  #isOpen(roundId: string): boolean {
    return (
      this.#attendee.view.shared.agenda?.some(
        ({ round }) => round?.id === roundId && round.phase === 'open',
      ) ?? false
    );
  }

  async #think(span: Span, stretch = 1): Promise<void> {
    const until = performance.now() + this.#pace.draw(span, this.#temperament.pace * stretch);
    while (performance.now() < until && !this.#attendee.over.aborted) {
      await this.#attendee.changed(until - performance.now());
    }
  }
}
