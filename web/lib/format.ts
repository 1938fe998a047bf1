/** How figures, times and counts are written everywhere. */

const DATE_TIME = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short' });
const DATE = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium' });
const RELATIVE = new Intl.RelativeTimeFormat('en-GB', { numeric: 'auto' });
const WHOLE = new Intl.NumberFormat('en-GB');

const MINUTE = 60_000;
const UNITS: readonly [Intl.RelativeTimeFormatUnit, number, number][] = [
  ['minute', MINUTE, 60],
  ['hour', 60 * MINUTE, 24],
  ['day', 24 * 60 * MINUTE, 8],
];

export const dateTime = (at: number): string => DATE_TIME.format(at);
export const date = (at: number): string => DATE.format(at);

/** "3 hours ago" within a week of `now` (both in ms), the date beyond. */
export function ago(at: number, now: number): string {
  if (Math.abs(at - now) < MINUTE) return 'just now';
  const fitting = UNITS.find(([, size, limit]) => Math.abs(at - now) < size * limit);
  return fitting ? RELATIVE.format(Math.round((at - now) / fitting[1]), fitting[0]) : DATE.format(at);
}

export const whole = (count: number): string => WHOLE.format(count);

/** `1 item`, `4 items`, `2,000 items`; give the plural where it is not with -s. */
export const counted = (count: number, noun: string, plural = `${noun}s`): string =>
  `${whole(count)} ${count === 1 ? noun : plural}`;

/** A coefficient: three decimals, a real minus sign, and none before 0.000. */
export const coefficient = (value: number): string =>
  value
    .toFixed(3)
    .replace(/^-(?=.*[1-9])/, '\u2212')
    .replace('-', '');

export const percent = (share: number): string => `${Math.round(share * 100)} %`;

const BYTE_UNITS = ['bytes', 'kB', 'MB', 'GB'];

/** 1,500 → `1.5 kB`. */
export function bytes(size: number): string {
  const step = size < 1 ? 0 : Math.min(BYTE_UNITS.length - 1, Math.floor(Math.log10(size) / 3));
  const value = size / 1000 ** step;
  return `${step === 0 || value >= 100 ? Math.round(value) : Number(value.toFixed(1))} ${BYTE_UNITS[step] ?? ''}`;
}
