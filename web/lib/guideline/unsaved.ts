import type { DraftCopy } from './shared-draft.ts';

/** Words of this person that are in this browser only and will not go to the server by themselves. */
export interface Unsaved {
  readonly why: 'rights-changed' | 'rebuilt' | 'refused' | 'ended';
  /** The server's own reason, where there is one. */
  readonly detail: string;
  readonly mine: DraftCopy;
  /** What the draft says now; null when it can no longer be read. */
  readonly current: DraftCopy | null;
}
