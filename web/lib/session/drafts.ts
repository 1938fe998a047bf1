import type { Ballot } from '#shared/rubric/ballot.ts';
import { isBlank, type Draft } from './ballot-draft.ts';
import type { Keep } from './keep.ts';

/** Whose drafts, in which session: two people who share a browser never see each other's. */
export interface Scope {
  readonly sessionId: string;
  readonly personId: string;
}

const keyOf = ({ sessionId, personId }: Scope, what: string) =>
  `touchstone/draft/${sessionId}/${personId}/${what}`;

/** What somebody has typed and not sent: one ballot per round, one text per place. Kept until it is sent or emptied. */
export class Drafts {
  readonly #keep: Keep;
  readonly #scope: Scope;

  constructor(keep: Keep, scope: Scope) {
    this.#keep = keep;
    this.#scope = scope;
  }

  ballot(roundId: string): Draft | null {
    const text = this.#keep.read(keyOf(this.#scope, `ballot/${roundId}`));
    return text === null ? null : parsedDraft(text);
  }

  keepBallot(roundId: string, draft: Draft): void {
    const key = keyOf(this.#scope, `ballot/${roundId}`);
    if (isBlank(draft)) this.#keep.remove(key);
    else this.#keep.write(key, JSON.stringify(draft));
  }

  dropBallot(roundId: string): void {
    this.#keep.remove(keyOf(this.#scope, `ballot/${roundId}`));
  }

  /** `place` names the field: `comment/<item>`, `dissent/<ruling>`, `ruling/<item>`. */
  text(place: string): string {
    return this.#keep.read(keyOf(this.#scope, place)) ?? '';
  }

  keepText(place: string, text: string): void {
    const key = keyOf(this.#scope, place);
    if (text === '') this.#keep.remove(key);
    else this.#keep.write(key, text);
  }
}

/** What another version of this page, or somebody's hand, left in the storage may be anything. */
function parsedDraft(text: string): Draft | null {
  try {
    const read = JSON.parse(text) as Partial<Ballot> | null;
    if (!read || typeof read.values !== 'object') return null;
    return {
      values: read.values,
      reason: read.reason ?? '',
      confidence: read.confidence ?? null,
      clause: read.clause ?? null,
    };
  } catch {
    return null;
  }
}
