import type { Estimate } from '#shared/agreement/result.ts';
import type { Compared, DimensionFigures } from './figures.ts';

const PLACES = 6;

/** Columns under their heads, two spaces between them. */
function table(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => [...(row[column] ?? '')].length)),
  );
  const padded = (cell: string, column: number) =>
    cell + ' '.repeat((widths[column] ?? 0) - [...cell].length);
  return rows.map((row) => `  ${row.map(padded).join('   ').trimEnd()}`).join('\n');
}

const sign = ({ isSame }: Compared) => (isSame === null ? '' : isSame ? ' ✓' : ' ✗');
const decimal = (value: number | null) => (value === null ? 'undefined' : value.toFixed(PLACES));

function count(compared: Compared): string {
  const expected = compared.isSame === false ? ` (expected ${compared.expected ?? '?'})` : '';
  return `${compared.value ?? '?'}${sign(compared)}${expected}`;
}

const reference = ({ expected }: Compared) => (expected === undefined ? '—' : decimal(expected));

function interval(alpha: Estimate): string {
  if (!alpha.defined) return alpha.explanation;
  if (!alpha.interval) return 'none';
  return `${alpha.interval.low.toFixed(3)} to ${alpha.interval.high.toFixed(3)}`;
}

const HEAD = [
  'dimension',
  'scale',
  'n',
  'units',
  'people',
  'percent',
  'should be',
  'alpha',
  'should be',
  '95 % interval',
];

/** The figures of a rehearsal as a table. */
export function figuresTable(figures: readonly DimensionFigures[]): string {
  const rows = figures.map(({ name, report, n, units, percent, alpha }) => [
    name,
    report.level,
    count(n),
    count(units),
    String(report.raters ?? '—'),
    `${decimal(percent.value)}${sign(percent)}`,
    reference(percent),
    `${decimal(alpha.value)}${sign(alpha)}`,
    reference(alpha),
    interval(report.alpha),
  ]);
  return table([HEAD, ...rows]);
}
