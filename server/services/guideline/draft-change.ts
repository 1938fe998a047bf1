import type * as Y from 'yjs';
import type { DocumentRefusalReason } from '#shared/protocol/guideline.ts';
import type { Tx } from '../../db/database.ts';
import type { Passed } from './gate.ts';

/** What became of a change. `stored`: it is in the database, and everybody gets it. */
export type Outcome = 'stored' | 'known' | DocumentRefusalReason;

/** A change that somebody wants in the draft. */
export interface Proposal {
  readonly personId: string;
  readonly bytes: Uint8Array;
  /** Called once. Not called when the room closes first: then nobody knows, and the client sends it again. */
  settle(outcome: Outcome): void;
}

/** A proposal that passed the gate. */
export interface Accepted {
  readonly proposal: Proposal;
  readonly passed: Passed;
}

/** Changes that were stored together, as one update for everybody. */
export interface Stored {
  readonly update: Uint8Array;
  /** What it was merged from; empty when the program itself wrote. */
  readonly proposals: readonly Proposal[];
}

/** A change that the program makes: in a copy of the draft, within the transaction that stores it. */
export interface OwnChange {
  readonly tx: Tx;
  /** A copy of the draft. What is edited here becomes part of the draft when the transaction commits. */
  readonly draft: Y.Doc;
  /** The version that the draft continues from now on. */
  setBase(version: number): void;
}
