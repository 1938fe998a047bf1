import type { Text } from '@codemirror/state';
import type { EdgeCaseBlock, Heading, Part } from '../structure.ts';

/*
 * The clause id behind a heading and the two lines around an edge case are out of sight, and rulings cite them. An edit made by
 * hand therefore never breaks one by accident: it is moved to where the person meant it. Taking a whole heading or a whole edge
 * case away stays possible. Edits that arrive from other people never come through here.
 */
export interface Edit {
  readonly from: number;
  readonly to: number;
  readonly insert: string;
}

/** Edits in the old text, in order, and where the caret belongs in the new text. */
export interface GuardedEdit {
  readonly edits: readonly Edit[];
  readonly caret: number;
}

export type Direction = 'backward' | 'forward';

const insertAt = (at: number, insert: string): GuardedEdit => ({
  edits: [{ from: at, to: at, insert }],
  caret: at + insert.length,
});
const replace = (from: number, to: number, insert: string): GuardedEdit => ({
  edits: [{ from, to, insert }],
  caret: from + insert.length,
});
/** On lines of its own before the line that begins at `at`. */
const lineBefore = (at: number, insert: string): GuardedEdit =>
  insert.endsWith('\n')
    ? insertAt(at, insert)
    : { ...insertAt(at, `${insert}\n`), caret: at + insert.length };
const nothing = (caret: number): GuardedEdit => ({ edits: [], caret });
const clamp = (value: number, low: number, high: number) => Math.min(Math.max(value, low), high);

const asOneLine = (text: string) => text.replace(/\n+/g, ' ');
const isBlankAt = (doc: Text, position: number) => doc.lineAt(position).text.trim() === '';

/** Enter inside a title: the words behind the caret go to the next line, the clause id stays with the heading. */
function splitTitle(doc: Text, heading: Heading, at: number, insert: string): GuardedEdit | null {
  if (at <= heading.titleFrom) return lineBefore(heading.from, insert);
  const [head = '', ...tail] = insert.split('\n');
  const moved = doc.sliceString(at, heading.titleTo);
  const below = `\n${tail.join('\n')}`;
  return {
    edits: [
      { from: at, to: heading.titleTo, insert: head },
      { from: heading.to, to: heading.to, insert: below + moved },
    ],
    caret: heading.to - moved.length + head.length + below.length,
  };
}

/** An empty title right before its id: without a blank between them the id would become words. */
const firstWords = (heading: Heading, insert: string): GuardedEdit => ({
  edits: [{ from: heading.titleTo, to: heading.titleTo, insert: `${insert} ` }],
  caret: heading.titleTo + insert.length,
});

function insertIntoHeading(doc: Text, heading: Heading, at: number, insert: string): GuardedEdit | null {
  if (insert.includes('\n')) return splitTitle(doc, heading, Math.min(at, heading.titleTo), insert);
  if (doc.sliceString(heading.titleTo, heading.titleTo + 1) === '{') return firstWords(heading, insert);
  if (at < heading.titleFrom) return insertAt(heading.titleFrom, insert);
  return at > heading.titleTo ? insertAt(heading.titleTo, insert) : null;
}

function insertIntoFence(block: EdgeCaseBlock, at: number, insert: string): GuardedEdit | null {
  const isBefore = at === block.from || at === block.closeFrom;
  if (isBefore)
    return insert.endsWith('\n') ? null : { ...insertAt(at, `${insert}\n`), caret: at + insert.length };
  const end = at <= block.openTo ? block.openTo : block.to;
  return insertAt(end, insert.startsWith('\n') ? insert : `\n${insert}`);
}

const isInFence = (block: EdgeCaseBlock, at: number) =>
  (at >= block.from && at <= block.openTo) || (at >= block.closeFrom && at <= block.to);

function guardInsertion(doc: Text, parts: readonly Part[], at: number, insert: string): GuardedEdit | null {
  for (const part of parts) {
    if (part.kind === 'edge-case' && isInFence(part, at)) return insertIntoFence(part, at, insert);
    if (part.kind === 'heading' && part.id !== null && at >= part.from && at <= part.to) {
      return insertIntoHeading(doc, part, at, insert);
    }
  }
  return null;
}

/** Backspace and Delete at the hidden ends of a heading. */
function deleteAtEdge(
  doc: Text,
  heading: Heading,
  { from, to }: Edit,
  direction: Direction,
): GuardedEdit | null {
  const { titleFrom, titleTo } = heading;
  if (from >= titleTo && to <= heading.to) {
    return direction === 'backward' && titleTo > titleFrom
      ? replace(titleTo - 1, titleTo, '')
      : nothing(titleTo);
  }
  if (from >= heading.from && to <= titleFrom && to > from) {
    const hasBlankAbove = heading.from > 0 && isBlankAt(doc, heading.from - 1);
    return hasBlankAbove ? replace(heading.from - 1, heading.from, '') : nothing(titleFrom);
  }
  return null;
}

/** Retyping or cutting inside one heading line keeps its id; null when the heading goes as a whole or is not touched there. */
function retype(heading: Heading, { from, to, insert }: Edit): GuardedEdit | null {
  const { titleFrom, titleTo } = heading;
  const isWithin = from >= heading.from && to <= heading.to + 1 && to > from;
  const isWhole = from === heading.from && to >= heading.to;
  if (!isWithin || (isWhole && insert === '')) return null;
  if (from >= titleFrom && to <= titleTo && !insert.includes('\n')) return null;
  if (to > heading.to && !isWhole) return null;
  const start = clamp(from, titleFrom, titleTo);
  return replace(start, clamp(to, start, titleTo), asOneLine(insert));
}

/** Keeps the two lines of an edge case out of a stretch that holds only a part of it. */
function outsideFence(block: EdgeCaseBlock, edit: Edit): Edit {
  const { from, to } = edit;
  const [low, high] = [block.openTo + 1, Math.max(block.openTo, block.closeFrom - 1)];
  const isFree = to <= block.from || from >= block.to || (from >= low && to <= high);
  if (isFree || (from <= block.from && to >= block.to)) return edit;
  if (from < block.from) return { ...edit, to: block.from };
  if (to > block.to) return { ...edit, from: block.to };
  const start = clamp(from, Math.min(low, high), high);
  return { ...edit, from: start, to: clamp(to, start, high) };
}

/** A stretch over several lines that begins or ends inside a heading: each of the two keeps its marks and its id. */
function acrossHeadings(doc: Text, parts: readonly Part[], edit: Edit): GuardedEdit {
  const headings = parts.filter((part) => part.kind === 'heading' && part.id !== null) as Heading[];
  const first = headings.find((h) => edit.from > h.from && edit.from <= h.to && edit.to > h.to);
  const last = headings.find((h) => h !== first && edit.from < h.from && edit.to > h.from && edit.to < h.to);
  const from = first ? clamp(edit.from, first.titleFrom, first.titleTo) : edit.from;
  const head = first ? asOneLine(edit.insert) : edit.insert;
  const kept = first ? `${doc.sliceString(first.titleTo, first.to)}\n` : '';
  const settled = settle(doc, parts, { from, to: last ? last.from : edit.to, insert: head + kept });
  const marks = last ? doc.sliceString(last.from, last.titleFrom) : '';
  const to = last ? clamp(edit.to, last.titleFrom, last.titleTo) : edit.to;
  return { edits: [{ from, to, insert: settled + marks }], caret: from + settled.length - kept.length };
}

/** What to put in so that a heading or an edge case right before or behind the stretch keeps its line to itself. */
function settle(doc: Text, parts: readonly Part[], { from, to, insert }: Edit): string {
  const starts = parts.flatMap((part) =>
    part.kind === 'heading' ? [part.from] : [part.from, part.closeFrom],
  );
  const ends = parts.flatMap((part) => (part.kind === 'heading' ? [] : [part.openTo, part.to]));
  const before = insert === '' ? doc.lineAt(from).from === from : insert.endsWith('\n');
  const after = insert === '' ? doc.lineAt(to).to === to : insert.startsWith('\n');
  const head = ends.includes(from) && !after ? '\n' : '';
  const tail = starts.includes(to) && !before && !(insert === '' && head !== '') ? '\n' : '';
  return head + insert + tail;
}

function guardReplacement(
  doc: Text,
  parts: readonly Part[],
  edit: Edit,
  direction: Direction,
): GuardedEdit | null {
  for (const part of parts) {
    if (part.kind !== 'heading' || part.id === null) continue;
    const guarded =
      (edit.insert === '' ? deleteAtEdge(doc, part, edit, direction) : null) ?? retype(part, edit);
    if (guarded) return guarded;
  }
  const blocks = parts.filter((part) => part.kind === 'edge-case');
  const free = blocks.reduce((kept, block) => outsideFence(block, kept), edit);
  if (free.from >= free.to) return guardCollapsed(doc, parts, edit, free);
  return acrossHeadings(doc, parts, free);
}

/** Nothing may be taken away; what was typed still has to go somewhere. */
const guardCollapsed = (doc: Text, parts: readonly Part[], edit: Edit, { from }: Edit): GuardedEdit =>
  edit.insert === ''
    ? nothing(edit.from)
    : (guardInsertion(doc, parts, from, edit.insert) ?? insertAt(from, edit.insert));

const isVoid = (doc: Text, { edits }: GuardedEdit) =>
  edits.every(({ from, to, insert }) => doc.sliceString(from, to) === insert);

const isSame = ({ edits }: GuardedEdit, edit: Edit) =>
  edits.length === 1 &&
  edits[0]?.from === edit.from &&
  edits[0].to === edit.to &&
  edits[0].insert === edit.insert;

/** The edit as it may be made by hand; null when it may be made as it stands. */
export function guardEdit(
  doc: Text,
  parts: readonly Part[],
  edit: Edit,
  direction: Direction = 'backward',
): GuardedEdit | null {
  const guarded =
    edit.from === edit.to
      ? guardInsertion(doc, parts, edit.from, edit.insert)
      : guardReplacement(doc, parts, edit, direction);
  if (!guarded || isSame(guarded, edit)) return null;
  return isVoid(doc, guarded) ? nothing(direction === 'backward' ? edit.to : edit.from) : guarded;
}
