/** The shortest single replacement that turns one text into another; others' concurrent edits then survive beside it. */
export function smallestEdit(before: string, after: string): { from: number; to: number; insert: string } {
  const shorter = Math.min(before.length, after.length);
  let head = 0;
  while (head < shorter && before[head] === after[head]) head += 1;
  let tail = 0;
  while (tail < shorter - head && before[before.length - 1 - tail] === after[after.length - 1 - tail])
    tail += 1;
  return { from: head, to: before.length - tail, insert: after.slice(head, after.length - tail) };
}

/** Where a caret belongs after somebody else changed the text around it. */
export function movedCaret(caret: number, before: string, after: string): number {
  const { from, to, insert } = smallestEdit(before, after);
  if (caret <= from) return caret;
  return caret >= to ? caret + insert.length - (to - from) : from + insert.length;
}
