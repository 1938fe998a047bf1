import type { QuotedPart } from '#shared/items/item-text.ts';
import type { EdgeCaseId, ItemId, SessionId } from '#shared/ids.ts';
import type { Rubric } from '#shared/rubric/rubric.ts';
import type { Anonymity } from './policy.ts';
import type { AgendaEntry, Pin } from './state.ts';
import type { AgreementPart, CommentView, MoveView, RevealedRoundView, RulingView } from './view.ts';

/** What happened to one item of the agenda. */
export interface MinutesItem {
  readonly itemId: ItemId;
  readonly title: string;
  readonly state: AgendaEntry['state'];
  readonly note: string;
  readonly rounds: readonly RevealedRoundView[];
  readonly moves: readonly MoveView[];
  readonly comments: readonly CommentView[];
  readonly rulings: readonly RulingView[];
}

/** Whether the meeting got to it: something of it was revealed or ruled. */
export const isLookedAt = ({ rounds, rulings }: MinutesItem): boolean =>
  rounds.length > 0 || rulings.length > 0;

/** Something that the meeting leaves undone. */
export interface OpenEnd {
  readonly itemId: ItemId;
  readonly title: string;
  readonly why:
    | 'parked'
    | 'split-without-ruling'
    | 'ruled-in-part'
    | 'nobody-answered'
    | 'not-revealed'
    | 'not-answered'
    | 'not-reached';
  /** Of a split: the dimensions on which nothing is settled. */
  readonly dimensions: readonly string[];
  readonly note: string;
}

/** The part of the minutes that the session itself knows. Only revealed rounds are in it (law B1). */
export interface SessionMinutes {
  readonly sessionId: SessionId;
  readonly title: string;
  readonly phase: 'lobby' | 'live' | 'ended';
  readonly startedAt: number | null;
  readonly endedAt: number | null;
  readonly pin: Pin;
  readonly anonymity: Anonymity;
  readonly rubric: Rubric;
  readonly attendance: readonly {
    readonly name: string;
    readonly isGuest: boolean;
    readonly seat: 'voter' | 'watching';
  }[];
  readonly chairs: readonly { readonly name: string; readonly at: number; readonly handedOver: boolean }[];
  readonly items: readonly MinutesItem[];
  readonly openEnds: readonly OpenEnd[];
  readonly agreement: AgreementPart;
}

/** What came of the rulings in the guideline. */
export interface GuidelineChange {
  readonly edgeCaseId: EdgeCaseId;
  readonly itemId: ItemId;
  readonly question: string;
  readonly state: 'waiting' | 'placed' | 'committed';
  readonly clauseId: string | null;
  readonly version: number | null;
}

export interface Minutes extends SessionMinutes {
  readonly projectId: string;
  readonly projectName: string;
  /** What was judged, of every item that was looked at. */
  readonly quoted: Readonly<Record<string, readonly QuotedPart[]>>;
  readonly guideline: readonly GuidelineChange[];
}
