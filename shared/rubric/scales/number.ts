import { parsed, scalarText, unparsed, type ScaleRules } from './rules.ts';

const STEP_TOLERANCE = 1e-6;

/** A number in a range. Interval or ratio, as the author declares. */
export const number: ScaleRules<'number'> = {
  kind: 'number',
  level: (scale) => scale.level,
  problem(scale, value) {
    if (!Number.isFinite(value.number)) return 'Give a number.';
    if (value.number < scale.min || value.number > scale.max)
      return `Give a number from ${scale.min} to ${scale.max}.`;
    const steps = (value.number - scale.min) / scale.step;
    return Math.abs(steps - Math.round(steps)) < STEP_TOLERANCE ? null : `Give a multiple of ${scale.step}.`;
  },
  labels: (_scale, value) => [['', value.number]],
  categories: () => null,
  options: () => null,
  bucket: (value) => String(value.number),
  words: (scale, value) => (scale.unit ? `${value.number} ${scale.unit}` : String(value.number)),
  distance: (scale, a, b) => Math.min(1, Math.abs(a.number - b.number) / (scale.max - scale.min)),
  parse(scale, raw) {
    const spelled = scalarText(raw);
    const read = spelled === null || spelled === '' ? Number.NaN : Number(spelled);
    if (!Number.isFinite(read)) return unparsed('is not a number');
    return read >= scale.min && read <= scale.max
      ? parsed({ kind: 'number', number: read })
      : unparsed(`is not between ${scale.min} and ${scale.max}`);
  },
  plain: (value) => value.number,
};
