import { parseClauses, preamble, type Clause } from './clauses.ts';
import { diffWordPieces, type Piece } from './words.ts';

/** What happened to one clause between two texts. */
export interface ClauseDiff {
  /** null for a heading that has no id yet, and for what stands before the first heading. */
  readonly id: string | null;
  readonly kind: Clause['kind'] | 'preamble';
  readonly title: string;
  readonly level: number;
  readonly change: 'same' | 'added' | 'removed' | 'changed';
  /** Stands at another place among the clauses that both texts have. */
  readonly moved: boolean;
  readonly pieces: readonly Piece[];
}

type Part = Pick<Clause, 'id' | 'title' | 'level' | 'text'> & { readonly kind: ClauseDiff['kind'] };

const ID_MARK = /[ \t]*\{#[ce]-[A-Za-z0-9_-]{1,60}\}/g;

/** Ids are bookkeeping: giving a heading one is no change of the guideline. */
const words = (text: string) => `${text.replace(ID_MARK, '').trim()}\n`;

function partsOf(text: string): Part[] {
  const start = preamble(text);
  const clauses = parseClauses(text).map((clause) => ({ ...clause, text: words(clause.text) }));
  if (start.trim() === '') return clauses;
  return [
    { id: null, kind: 'preamble', title: 'Before the first heading', level: 0, text: words(start) },
    ...clauses,
  ];
}

/** Parts that are the same one: by id, else (before an id was given) by kind, title and how many had that title before. */
function keysOf(parts: readonly Part[], ids: ReadonlySet<string>): string[] {
  const count = new Map<string, number>();
  return parts.map((part) => {
    const name = part.id !== null && ids.has(part.id) ? `#${part.id}` : `${part.kind} ${part.title}`;
    const nth = count.get(name) ?? 0;
    count.set(name, nth + 1);
    return `${name} ${nth}`;
  });
}

const idSet = (parts: readonly Part[]) => new Set(parts.flatMap(({ id }) => (id === null ? [] : [id])));

/** Indices (into `values`) of a longest ascending run that leaves out as few as possible: what stayed in its order. */
function longestAscent(values: readonly number[]): Set<number> {
  const tails: number[] = [];
  const before: number[] = [];
  values.forEach((value, index) => {
    const found = tails.findIndex((tail) => (values[tail] ?? 0) >= value);
    const length = found < 0 ? tails.length : found;
    before[index] = tails[length - 1] ?? -1;
    tails[length] = index;
  });
  const kept = new Set<number>();
  for (let at = tails.at(-1) ?? -1; at >= 0; at = before[at] ?? -1) kept.add(at);
  return kept;
}

function movedKeys(before: readonly string[], after: readonly string[]): Set<string> {
  const common = after.filter((key) => before.includes(key));
  const kept = longestAscent(common.map((key) => before.indexOf(key)));
  return new Set(common.filter((_key, index) => !kept.has(index)));
}

function compare(old: Part | undefined, now: Part | undefined, moved: boolean): ClauseDiff[] {
  const part = now ?? old;
  if (!part) return [];
  const { id, kind, title, level } = part;
  const change = !old ? 'added' : !now ? 'removed' : old.text === now.text ? 'same' : 'changed';
  return [
    { id, kind, title, level, change, moved, pieces: diffWordPieces(old?.text ?? '', now?.text ?? '') },
  ];
}

/** The order to show: the new text's, each removed part behind the one it followed. */
function mergedOrder(before: readonly string[], after: readonly string[]): string[] {
  const order = [...after];
  before.forEach((key, index) => {
    if (after.includes(key)) return;
    const previous = before[index - 1];
    order.splice(previous === undefined ? 0 : order.indexOf(previous) + 1, 0, key);
  });
  return order;
}

/** What changed between two texts of a guideline, clause by clause and word by word, in the order of the new text. */
export function diffGuidelines(before: string, after: string): ClauseDiff[] {
  const [old, now] = [partsOf(before), partsOf(after)];
  const shared = idSet(old).intersection(idSet(now));
  const [oldKeys, nowKeys] = [keysOf(old, shared), keysOf(now, shared)];
  const [oldByKey, nowByKey] = [
    new Map(oldKeys.map((key, i) => [key, old[i]])),
    new Map(nowKeys.map((key, i) => [key, now[i]])),
  ];
  const moved = movedKeys(oldKeys, nowKeys);
  return mergedOrder(oldKeys, nowKeys).flatMap((key) =>
    compare(oldByKey.get(key), nowByKey.get(key), moved.has(key)),
  );
}

/** True when nothing was reworded, added, removed or moved. */
export const isUnchanged = (diffs: readonly ClauseDiff[]): boolean =>
  diffs.every(({ change, moved }) => change === 'same' && !moved);
