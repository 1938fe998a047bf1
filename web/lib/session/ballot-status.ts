import type { DraftState } from './ballot-draft.ts';

/** Where somebody's answer stands, each with the sentence they read. */
export type BallotStatus =
  | { readonly kind: 'blank' | 'partial'; readonly words: string }
  | { readonly kind: 'ready' | 'changed' | 'counted'; readonly words: string }
  | { readonly kind: 'sending' | 'waiting'; readonly words: string }
  | { readonly kind: 'too-late' | 'refused'; readonly words: string };

export interface BallotFacts {
  readonly state: DraftState;
  /** A ballot of this person counts. */
  readonly isCounted: boolean;
  /** Something is typed that the server does not have. */
  readonly isChanged: boolean;
  /** An answer is on its way and not acknowledged. */
  readonly isPending: boolean;
  /** Something was changed since that answer was sent. */
  readonly isPendingChanged: boolean;
  readonly isLive: boolean;
  /** The round does not wait for this person any more. */
  readonly isExcused: boolean;
  /** What became of the last answer of this page's life. */
  readonly result:
    | { readonly kind: 'accepted' | 'too-late' }
    | { readonly kind: 'refused'; readonly message: string }
    | null;
}

/** Without a connection the answer that waits can still be replaced: the last one sent is the one that counts. */
function ofPending({ isLive, isPendingChanged, state }: BallotFacts): BallotStatus {
  if (isLive) return { kind: 'sending', words: 'Sending …' };
  if (isPendingChanged && state.problems.size === 0)
    return {
      kind: 'changed',
      words: 'No connection. An earlier answer waits to be sent; this change is not in it yet.',
    };
  return {
    kind: 'waiting',
    words: 'No connection. Your answer is kept here and sent as soon as it is back.',
  };
}

function ofDraft({ state, isCounted, isChanged, isExcused }: BallotFacts): BallotStatus {
  if (isCounted && !isChanged)
    return { kind: 'counted', words: 'Your answer counts. You can change it until the round closes.' };
  if (state.problems.size === 0) {
    return isCounted
      ? { kind: 'changed', words: 'Changed, not sent. Your earlier answer counts until you send this one.' }
      : { kind: 'ready', words: 'Complete, not sent yet.' };
  }
  const words = isExcused
    ? 'You are excused: nobody waits for your answer. It still counts if you send one.'
    : `${state.answered} of ${state.wanted} questions answered`;
  return { kind: state.answered === 0 ? 'blank' : 'partial', words };
}

/** The state of an answer in one word and one sentence. What the server said last outweighs what is typed, until something new is typed. */
export function ballotStatus(facts: BallotFacts): BallotStatus {
  if (facts.isPending) return ofPending(facts);
  const { result } = facts;
  if (result?.kind === 'too-late') {
    return {
      kind: 'too-late',
      words: 'Too late: the round was already closed. Your answer is kept as your note and not counted.',
    };
  }
  if (result?.kind === 'refused') return { kind: 'refused', words: result.message };
  return ofDraft(facts);
}

/** What the send button says. */
export const sendLabel = (status: BallotStatus): string =>
  status.kind === 'changed' || status.kind === 'counted' ? 'Send change' : 'Send answer';

/** Whether sending makes sense now. */
export const maySend = (status: BallotStatus): boolean =>
  status.kind === 'ready' || status.kind === 'changed' || status.kind === 'refused';
