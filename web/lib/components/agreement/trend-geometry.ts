import type { Figure, TrendPoint } from '#shared/protocol/http/agreement.ts';

/** The frame of a trend, in the units of its drawing. */
export interface Frame {
  readonly width: number;
  readonly height: number;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** A point with its place; `y` null where the coefficient is undefined. */
export interface Placed {
  readonly point: TrendPoint;
  readonly x: number;
  readonly y: number | null;
  readonly low: number | null;
  readonly high: number | null;
}

/** Where a new guideline version begins: between two points, or at the first. */
export interface VersionMark {
  readonly version: number;
  readonly x: number;
}

const LOWEST = -1;

/** The lower end of the axis: 0, or a tenth below the lowest thing drawn. */
export function axisFloor(figures: readonly Figure[]): number {
  const lowest = Math.min(0, ...figures.flatMap(({ value, low }) => [value ?? 0, low ?? 0]));
  return Math.max(LOWEST, Math.floor(lowest * 10) / 10);
}

/** Height of a coefficient; what lies beyond the axis is drawn at its edge. */
export const heightOf =
  ({ height, top, bottom }: Frame, floor: number) =>
  (value: number): number => {
    const share = (Math.min(1, Math.max(floor, value)) - floor) / (1 - floor);
    return height - bottom - share * (height - top - bottom);
  };

/** Points stand one beside the other, not at their dates: meetings are weekly until they are not. */
export function placed(points: readonly TrendPoint[], frame: Frame, floor: number): Placed[] {
  const { width, left, right } = frame;
  const step = (width - left - right) / Math.max(1, points.length);
  const y = heightOf(frame, floor);
  const at = (value: number | null) => (value === null ? null : y(value));
  return points.map((point, index) => ({
    point,
    x: left + (index + 0.5) * step,
    y: at(point.figure.value),
    low: at(point.figure.low),
    high: at(point.figure.high),
  }));
}

const belongsTo = (run: readonly Placed[] | undefined, { point }: Placed): boolean =>
  run?.at(-1)?.point.kind === point.kind;

/**
 * Runs of neighbours that have a value and come from the same place. A line through a hole would claim what nobody measured, and one
 * from an import to a meeting would compare different people.
 */
export function runs(points: readonly Placed[]): Placed[][] {
  const found: Placed[][] = [];
  let isBroken = true;
  for (const point of points) {
    const last = found.at(-1);
    if (point.y === null) isBroken = true;
    else if (!isBroken && last && belongsTo(last, point)) last.push(point);
    else {
      found.push([point]);
      isBroken = false;
    }
  }
  return found;
}

const place = (x: number, y: number): string => `${x.toFixed(1)} ${y.toFixed(1)}`;

export const linePath = (run: readonly Placed[]): string =>
  run.map(({ x, y }, index) => `${index === 0 ? 'M' : 'L'}${place(x, y ?? 0)}`).join('');

/** The band of intervals along a run; points without interval pinch it to the line. */
export function bandPath(run: readonly Placed[]): string {
  const upper = run.map(({ x, y, high }) => place(x, high ?? y ?? 0));
  const lower = run.toReversed().map(({ x, y, low }) => place(x, low ?? y ?? 0));
  return `M${[...upper, ...lower].join('L')}Z`;
}

/** Versions that begin within the trend; imported labels have none and change nothing. */
export function versionMarks(points: readonly Placed[], left: number): VersionMark[] {
  const marks: VersionMark[] = [];
  let last: { version: number; x: number } | null = null;
  for (const { point, x } of points) {
    const { version } = point;
    if (version === null) continue;
    if (last === null) marks.push({ version, x: left });
    else if (version !== last.version) marks.push({ version, x: (last.x + x) / 2 });
    last = { version, x };
  }
  return marks;
}

/** Every n-th label, so that they do not run into each other. */
export const labelStep = (points: number, width: number, room: number): number =>
  Math.max(1, Math.ceil((points * room) / Math.max(1, width)));
