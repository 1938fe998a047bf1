import type { MoveView } from '#shared/session/view.ts';

/** `null`: no answer in that round. */
type Bucket = string | null;

interface MoveNode {
  readonly bucket: Bucket;
  readonly count: number;
  readonly y: number;
  readonly height: number;
}

interface MoveFlow {
  readonly move: MoveView;
  readonly kept: boolean;
  /** Upper edges at both ends. */
  readonly fromY: number;
  readonly toY: number;
  readonly height: number;
}

export interface MoveLayout {
  readonly from: readonly MoveNode[];
  readonly to: readonly MoveNode[];
  readonly flows: readonly MoveFlow[];
  readonly height: number;
}

const GAP = 10;

type Order = (a: string, b: string) => number;

/** Buckets in the order of the scale; "no answer" last. */
const sortBuckets = (buckets: readonly Bucket[], order: Order): Bucket[] =>
  [...new Set(buckets)].toSorted((a, b) => (a === null ? 1 : b === null ? -1 : order(a, b)));

const sum = (moves: readonly MoveView[]) => moves.reduce((total, move) => total + move.count, 0);

function nodesOf(buckets: readonly Bucket[], countOf: (bucket: Bucket) => number, unit: number): MoveNode[] {
  let y = 0;
  return buckets.map((bucket) => {
    const count = countOf(bucket);
    const node = { bucket, count, y, height: count * unit };
    y += node.height + GAP;
    return node;
  });
}

const endOf = (nodes: readonly MoveNode[]) =>
  nodes.reduce((end, node) => Math.max(end, node.y + node.height), 0);

/** Answers of two rounds as two columns with a ribbon for every way from one to the other; `unit` is the height of one person in px. */
export function moveLayout(moves: readonly MoveView[], order: Order, unit: number): MoveLayout {
  const left = sortBuckets(
    moves.map((move) => move.from),
    order,
  );
  const right = sortBuckets(
    moves.map((move) => move.to),
    order,
  );
  const from = nodesOf(left, (bucket) => sum(moves.filter((move) => move.from === bucket)), unit);
  const to = nodesOf(right, (bucket) => sum(moves.filter((move) => move.to === bucket)), unit);
  const used = new Map<MoveNode, number>();
  const take = (node: MoveNode | undefined, height: number) => {
    if (!node) return 0;
    const start = used.get(node) ?? 0;
    used.set(node, start + height);
    return node.y + start;
  };
  const inOrder = left.flatMap((a) =>
    right.flatMap((b) => moves.filter((move) => move.from === a && move.to === b)),
  );
  const starts = inOrder.map((move) =>
    take(
      from.find((node) => node.bucket === move.from),
      move.count * unit,
    ),
  );
  const byEnd = right.flatMap((b) => inOrder.filter((move) => move.to === b));
  const ends = new Map(
    byEnd.map((move) => [
      move,
      take(
        to.find((node) => node.bucket === move.to),
        move.count * unit,
      ),
    ]),
  );
  const flows = inOrder.map((move, index) => ({
    move,
    kept: move.from === move.to,
    fromY: starts[index] ?? 0,
    toY: ends.get(move) ?? 0,
    height: move.count * unit,
  }));
  return { from, to, flows, height: Math.max(endOf(from), endOf(to)) };
}

export interface MoveSummary {
  readonly kept: number;
  readonly moved: number;
  /** Of the moved ones, those who went to the answer most people had first; 0 where no answer led. */
  readonly towardsMajority: number;
  readonly majority: string | null;
  /** Answered first, did not answer again. */
  readonly noSecond: number;
  /** Answered only in the later round. */
  readonly onlySecond: number;
}

/** The answer that more people had first than any other; null when two lead. */
function majorityOf(moves: readonly MoveView[]): string | null {
  const counts = new Map<string, number>();
  for (const { from, count } of moves) if (from !== null) counts.set(from, (counts.get(from) ?? 0) + count);
  const [first, second] = [...counts].toSorted((a, b) => b[1] - a[1]);
  return first && first[1] > (second?.[1] ?? 0) ? first[0] : null;
}

/** Who moved, in numbers. Nobody's first answer is taken for a second one. */
export function moveSummary(moves: readonly MoveView[]): MoveSummary {
  const majority = majorityOf(moves);
  const both = moves.filter(({ from, to }) => from !== null && to !== null);
  const moved = both.filter(({ from, to }) => from !== to);
  return {
    kept: sum(both) - sum(moved),
    moved: sum(moved),
    towardsMajority: majority === null ? 0 : sum(moved.filter(({ to }) => to === majority)),
    majority,
    noSecond: sum(moves.filter(({ to }) => to === null)),
    onlySecond: sum(moves.filter(({ from }) => from === null)),
  };
}
