/** Speed of the agreement statistics against a bare counting loop over the same typed arrays. */
import {
  alphaStatisticOf,
  agreementReport,
  bootstrapInterval,
  krippendorffAlpha,
  seededRandom,
  tableFromCodes,
} from '#shared/agreement/index.ts';
import type { LabelRow, RatingTable, Scale } from '#shared/agreement/index.ts';

export interface Row {
  readonly name: string;
  /** Median of the repetitions, in milliseconds. */
  readonly milliseconds: number;
  /** Against the counting loop over the same labels; null where there is no such comparison. */
  readonly timesCounting: number | null;
}

const CATEGORIES = [1, 2, 3, 4, 5];
const LEVELS = ['nominal', 'ordinal', 'interval'] as const;
const REPETITIONS = 15;
const BOOTSTRAP_REPLICATES = 2000;

/** Alpha at three levels for three sizes, the bootstrap for the first two, and the report of a full room. */
export async function benchAgreement(): Promise<Row[]> {
  const rows: Row[] = [];
  for (const [units, raters] of [
    [200, 12],
    [10_000, 5],
    [200_000, 5],
  ] as const) {
    rows.push(...benchSize(units, raters));
    await new Promise((resolve) => setImmediate(resolve));
  }
  rows.push(benchReport(false), benchReport(true));
  return rows;
}

function benchSize(units: number, raters: number): Row[] {
  const table = syntheticTable({ level: 'nominal' }, units, raters);
  const size = `${units.toLocaleString('en')} × ${String(raters)}`;
  const counting = median(() => countLabels(table));
  const rows: Row[] = [{ name: `counting loop, ${size}`, milliseconds: counting, timesCounting: 1 }];
  for (const level of LEVELS) {
    const milliseconds = median(() => krippendorffAlpha({ ...table, scale: { level } }).defined);
    rows.push({ name: `alpha ${level}, ${size}`, milliseconds, timesCounting: milliseconds / counting });
  }
  if (units > 10_000) return rows;
  for (const level of LEVELS) {
    const name = `bootstrap ${level}, B = ${BOOTSTRAP_REPLICATES.toLocaleString('en')}, ${size}`;
    rows.push({
      name,
      milliseconds: median(() => bootstrapOf({ ...table, scale: { level } }), 5),
      timesCounting: null,
    });
  }
  return rows;
}

function bootstrapOf(table: RatingTable): number {
  const options = { random: seededRandom(1), replicates: BOOTSTRAP_REPLICATES };
  return bootstrapInterval(alphaStatisticOf(table), options)?.low ?? NaN;
}

/** What any agreement statistic has to do at least: count the labels of each category on each unit. */
function countLabels({ starts, codes, unitIds, categories }: RatingTable): number {
  const width = categories.length;
  const counts = new Int32Array(unitIds.length * width);
  for (let unit = 0; unit < unitIds.length; unit++) {
    const end = starts[unit + 1] ?? 0;
    for (let i = starts[unit] ?? 0; i < end; i++) {
      const cell = unit * width + (codes[i] ?? 0);
      counts[cell] = (counts[cell] ?? 0) + 1;
    }
  }
  return counts[0] ?? 0;
}

/** Complete ordinal labels: a truth per unit, and noise that mostly misses by one point. */
function syntheticTable(scale: Scale, units: number, raters: number): RatingTable {
  const random = seededRandom(units);
  const starts = Int32Array.from({ length: units + 1 }, (_, unit) => unit * raters);
  const codes = new Int32Array(units * raters);
  for (let unit = 0; unit < units; unit++) {
    const truth = Math.floor(random() * CATEGORIES.length);
    for (let i = unit * raters; i < (unit + 1) * raters; i++) codes[i] = noisy(truth, random);
  }
  return tableFromCodes({ scale, categories: CATEGORIES, starts, codes });
}

function noisy(truth: number, random: () => number): number {
  const noise = random();
  if (noise > 0.4) return truth;
  if (noise < 0.1) return Math.floor(random() * CATEGORIES.length);
  return Math.min(CATEGORIES.length - 1, Math.max(0, truth + (random() < 0.5 ? -1 : 1)));
}

/** Six dimensions of one item with 200 people, from objects as they come from the room. */
function benchReport(withBootstrap: boolean): Row {
  const people = 200;
  const draw = seededRandom(9);
  const labels = Array.from({ length: 6 }, () =>
    Array.from({ length: people }, (_, person): LabelRow => ({
      unit: 'item',
      rater: String(person),
      label: noisy(2, draw) + 1,
    })),
  );
  const scale: Scale = { level: 'ordinal', categories: CATEGORIES };
  const milliseconds = median(() => {
    const random = seededRandom(1);
    return labels.map((own) => agreementReport(scale, own, withBootstrap ? { random } : {})).length;
  });
  const kind = withBootstrap ? 'bootstrap B = 1,000' : 'jackknife';
  return {
    name: `report of 6 dimensions × ${String(people)} people, ${kind}`,
    milliseconds,
    timesCounting: null,
  };
}

let sink: unknown;

function median(work: () => unknown, repetitions = REPETITIONS): number {
  const times = Array.from({ length: repetitions + 3 }, () => {
    const start = performance.now();
    sink = work();
    return performance.now() - start;
  });
  return times.slice(3).sort((a, b) => a - b)[Math.floor(repetitions / 2)] ?? NaN;
}

function line({ name, milliseconds, timesCounting }: Row): string {
  const ratio = timesCounting === null ? '' : `  ${timesCounting.toFixed(2)}× counting`;
  return `${name.padEnd(58)} ${milliseconds.toFixed(3).padStart(10)} ms${ratio}`;
}

if (import.meta.main) {
  for (const row of await benchAgreement()) console.log(line(row));
  if (sink === undefined) throw new Error('nothing was measured');
}
