import type { ItemContent } from '#shared/items/item.ts';
import type { Ballot } from '#shared/rubric/ballot.ts';
import type { Rubric } from '#shared/rubric/rubric.ts';
import type { Value } from '#shared/rubric/scales/schemas.ts';
import type { SlotKey } from '#shared/rubric/slots.ts';
import type { Cause } from '#shared/session/state.ts';
import type { AnnotatorId } from './people.ts';

/** A hole or a double meaning in the guideline that splits the room; found by reading reasons, never shown to annotators. */
export interface DemoGap {
  readonly id: string;
  /** The clause a reader turns to and is left alone by. */
  readonly near: string;
  readonly missing: string;
}

export interface DemoComment {
  readonly who: AnnotatorId;
  readonly dimensionId: string | null;
  readonly text: string;
}

/** What the room or a reviewer could decide; the fields are those of the `rule` command. */
export interface DemoRuling {
  readonly verdict: 'decided' | 'irresolvable';
  readonly values: Readonly<Record<SlotKey, Value>>;
  readonly by: 'consensus' | 'reviewer';
  readonly cause: Cause;
  readonly cited: string | null;
  readonly question: string;
  readonly reason: string;
  /** Markdown that an author could write into the guideline on the strength of it; null when nothing needs writing. */
  readonly wording: string | null;
  readonly dissents: readonly { readonly who: AnnotatorId; readonly reason: string }[];
}

export type Ballots = Readonly<Record<AnnotatorId, Ballot>>;

interface DemoItemFacts {
  /** Short, for an agenda. */
  readonly title: string;
  readonly content: ItemContent;
  readonly first: Ballots;
}

export interface AgreedItem extends DemoItemFacts {
  readonly pattern: 'agreed';
}

export interface DisputedItem extends DemoItemFacts {
  readonly pattern: 'split' | 'spread';
  /** Id of the gap it rests on. */
  readonly gap: string;
  /** The slot on which the room is divided. */
  readonly on: SlotKey;
  readonly second: Ballots;
  readonly comments: readonly DemoComment[];
  readonly ruling: DemoRuling;
}

export type DemoItem = AgreedItem | DisputedItem;

/** A label made outside the workspace, in the neutral form that the import reads. */
export interface DemoLabel {
  readonly item: string;
  readonly annotator: string;
  readonly dimension: string;
  readonly value: string;
  readonly rationale: string;
  /** ISO 8601, UTC. */
  readonly ts: string;
}

export interface DemoProject {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly rubric: Rubric;
  readonly guideline: { readonly title: string; readonly text: string };
  readonly gaps: readonly DemoGap[];
  readonly items: readonly DemoItem[];
  readonly labels: readonly DemoLabel[];
}
