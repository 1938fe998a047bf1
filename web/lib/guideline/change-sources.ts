import type { ChangeInput } from '#shared/guideline/change-log.ts';
import type { EdgeCase } from '#shared/protocol/guideline.ts';

/** Where a change comes from, as it is sent. */
export type ChangeSource = ChangeInput['source'];

/** An entry of the change log while it is being written. */
export interface LogEntry {
  readonly key: number;
  readonly text: string;
  readonly source: ChangeSource;
  readonly clauseId: string | null;
}

/** Where a change may come from, for people. */
export interface SourceChoice {
  readonly key: string;
  readonly label: string;
  readonly source: ChangeSource;
}

/** A change that comes from nowhere but its author. Not called "editorial" on the screen: that is a kind of version. */
export const OWN_HAND: SourceChoice = {
  key: 'editorial',
  label: 'Author’s own hand',
  source: { kind: 'editorial' },
};

/** Names a source within its review. */
export const sourceKey = (source: ChangeSource): string =>
  source.kind === 'ruling'
    ? `ruling ${source.rulingId}`
    : source.kind === 'item'
      ? `item ${source.itemId}`
      : source.kind;

/** What an edge case can be named for: its ruling, or the item that showed the gap. */
export function choicesOf(edgeCase: EdgeCase): SourceChoice[] {
  const { item, session, rulingId } = edgeCase;
  const ruling: ChangeSource = { kind: 'ruling', rulingId, sessionId: session.id, itemId: item.id };
  const shown: ChangeSource = { kind: 'item', itemId: item.id };
  return [
    { key: sourceKey(ruling), label: `Ruling on “${item.title}” in ${session.title}`, source: ruling },
    { key: sourceKey(shown), label: `Item “${item.title}”`, source: shown },
  ];
}

/** Each source once, the first of two with the same key. */
export const distinct = (choices: readonly SourceChoice[]): SourceChoice[] =>
  choices.filter((choice, index) => choices.findIndex(({ key }) => key === choice.key) === index);
