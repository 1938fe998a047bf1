import { createHash } from 'node:crypto';
import * as Y from 'yjs';
import { applyEdits, firstLine, freshIds, idEdit, type FreshId } from '#shared/guideline/clause-ids.ts';
import { parseClauses, type Clause } from '#shared/guideline/clauses.ts';
import { draftText } from '#shared/guideline/document.ts';
import { shortId } from './short-id.ts';

/** An id for a clause, and the letters of its first line by which it is found again in a draft that has moved on. */
export interface AnchoredId {
  readonly id: string;
  /** What it had instead: none, or a copy of another clause's. */
  readonly was: string | null;
  readonly letters: readonly Y.ID[];
}

/** Letters that are enough: whoever rewrites all of them has written another heading. */
const MAX_LETTERS = 200;

function lettersOf(text: Y.Text, line: { readonly from: number; readonly length: number }): Y.ID[] {
  const places = Array.from({ length: Math.min(line.length, MAX_LETTERS) }, (_, index) => line.from + index);
  return places.flatMap((place) => Y.createRelativePositionFromTypeIndex(text, place, 0).item ?? []);
}

function anchored(text: Y.Text, { clause, id }: FreshId): AnchoredId {
  const line = { from: clause.from, length: firstLine(text.toJSON(), clause.from).length };
  return { id, was: clause.id, letters: lettersOf(text, line) };
}

/** Made from the first letter of a clause, so that a clause gets the same id at every look (law G3); another one each time it is asked for. */
function mintFor(text: Y.Text, epoch: string): (clause: Clause) => string {
  const asked = new Map<number, number>();
  return ({ from }) => {
    const [letter] = lettersOf(text, { from, length: 1 });
    const times = asked.get(from) ?? 0;
    asked.set(from, times + 1);
    const seed = JSON.stringify([epoch, letter?.client, letter?.clock, times]);
    return shortId((length) => createHash('sha256').update(seed).digest().subarray(0, length));
  };
}

/** The text of a draft in which every clause has an id of its own, and the ids that were missing. The draft stays as it is. */
export function withFreshIds(doc: Y.Doc, epoch: string): { text: string; ids: AnchoredId[] } {
  const text = draftText(doc);
  const source = text.toJSON();
  const fresh = freshIds(source, mintFor(text, epoch));
  return {
    text: applyEdits(
      source,
      fresh.map(({ clause, id }) => idEdit(source, clause, id)),
    ),
    ids: fresh.map((one) => anchored(text, one)),
  };
}

/** Where a letter stands now; null when it was deleted. */
function placeOf(doc: Y.Doc, letter: Y.ID): number | null {
  const item = Y.getItem(doc.store, letter);
  if (!(item instanceof Y.Item) || item.deleted) return null;
  const position = new Y.RelativePosition(null, null, letter, 0);
  return Y.createAbsolutePositionFromRelativePosition(position, doc)?.index ?? null;
}

const holds = (source: string, clause: Clause, place: number) =>
  place >= clause.from && place <= clause.from + firstLine(source, clause.from).length;

function clauseNow(doc: Y.Doc, source: string, clauses: readonly Clause[], one: AnchoredId): Clause | null {
  for (const letter of one.letters) {
    const place = placeOf(doc, letter);
    const clause = place === null ? undefined : clauses.find((candidate) => holds(source, candidate, place));
    if (clause) return clause.id === one.was ? clause : null;
  }
  return null;
}

/**
 * Writes the ids that a version got into the draft that has moved on since, so that the next version names the same clauses. A clause
 * that was deleted meanwhile, or has an id by now, is left alone.
 */
export function writeIds(doc: Y.Doc, ids: readonly AnchoredId[]): void {
  const text = draftText(doc);
  const source = text.toJSON();
  const clauses = parseClauses(source);
  const found = new Map<Clause, string>();
  for (const one of ids) {
    const clause = clauseNow(doc, source, clauses, one);
    if (clause && !found.has(clause)) found.set(clause, one.id);
  }
  const edits = [...found].map(([clause, id]) => idEdit(source, clause, id));
  doc.transact(() => {
    for (const { at, remove, insert } of edits.toSorted((a, b) => b.at - a.at)) {
      text.delete(at, remove);
      text.insert(at, insert);
    }
  });
}
