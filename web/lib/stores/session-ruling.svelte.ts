import type { ItemId, RoundId } from '#shared/ids.ts';
import type { Strip } from '../session/board.ts';
import type { Drafts } from '../session/drafts.ts';
import { firstDraft, parsedRulingDraft, rulingCommand, type RulingDraft } from '../session/ruling-draft.ts';
import type { SessionActs } from './session-acts.svelte.ts';

/** What a ruling is about and who writes it. */
export interface RulingCase {
  readonly itemId: ItemId;
  readonly roundId: RoundId | undefined;
  readonly strips: readonly Strip[];
  readonly by: RulingDraft['by'];
  readonly drafts: Drafts | undefined;
}

/** One ruling while somebody writes it: kept through a reload, until it is recorded. */
export class RulingInWriting {
  readonly #about: () => RulingCase;
  readonly #acts: Pick<SessionActs, 'try'>;
  #typed = $state<string | null>(null);
  #isSending = $state(false);
  #refusal = $state<string | null>(null);

  readonly #draft = $derived.by((): RulingDraft => {
    const { strips, by, drafts } = this.#about();
    return parsedRulingDraft(this.#typed ?? drafts?.text(this.#place) ?? '') ?? firstDraft(strips, by);
  });

  constructor(about: () => RulingCase, acts: Pick<SessionActs, 'try'>) {
    this.#about = about;
    this.#acts = acts;
  }

  get draft(): RulingDraft {
    return this.#draft;
  }

  /** Something was changed here since the page was opened or a ruling recorded. */
  get isChanged(): boolean {
    return this.#typed !== null;
  }

  get isSending(): boolean {
    return this.#isSending;
  }

  /** The server's words when it did not take the ruling. */
  get refusal(): string | null {
    return this.#refusal;
  }

  change(draft: RulingDraft): void {
    this.#typed = JSON.stringify(draft);
    this.#about().drafts?.keepText(this.#place, this.#typed);
  }

  /** True when the ruling stands; what was written is forgotten then. */
  async record(): Promise<boolean> {
    const { itemId, roundId } = this.#about();
    const command = roundId && rulingCommand(this.draft, itemId, roundId);
    if (!command) return false;
    this.#isSending = true;
    const outcome = await this.#acts.try(command);
    this.#isSending = false;
    this.#refusal = outcome.ok ? null : outcome.message;
    if (outcome.ok) this.#forget();
    return outcome.ok;
  }

  #forget(): void {
    this.#typed = null;
    this.#about().drafts?.keepText(this.#place, '');
  }

  get #place(): string {
    return `ruling/${this.#about().itemId}`;
  }
}
