import type { Random } from '#shared/agreement/random.ts';
import type { Scale, ScaleOf, Value } from '#shared/rubric/scales/schemas.ts';
import type { Slot } from '#shared/rubric/slots.ts';
import type { Liking } from './liking.ts';
import type { Look } from './look.ts';

/** Closer than this two responses are level. */
const LEVEL_WITHIN = 0.06;
/** How often somebody picks the first option of a list, which mostly means "nothing wrong". */
const FIRST_OPTION = 0.75;

/** What a value is made from. */
interface Material {
  readonly likings: readonly Liking[];
  readonly look: Look;
  readonly random: Random;
  /** How well the judged response, or the item as a whole, is liked: 0 to 1. */
  readonly quality: number;
}

function pairwise(scale: ScaleOf<'pairwise'>, { likings: [first, second] }: Material): Value {
  const lead = (first?.score ?? 0) - (second?.score ?? 0);
  if (Math.abs(lead) < LEVEL_WITHIN && scale.allowTie) return { kind: 'pairwise', choice: 'tie' };
  const choice = lead >= 0 ? 'r1' : 'r2';
  if (scale.strengths === 0) return { kind: 'pairwise', choice };
  const strength = 1 + Math.min(scale.strengths - 1, Math.floor(Math.abs(lead) * 2 * scale.strengths));
  return { kind: 'pairwise', choice, strength };
}

const ranking = ({ likings }: Material): Value => ({
  kind: 'ranking',
  order: likings.toSorted((a, b) => b.score - a.score).map(({ id }) => id),
});

function likert(scale: ScaleOf<'likert'>, { quality }: Material): Value {
  const points = scale.points.map(({ value }) => value).toSorted((a, b) => a - b);
  return { kind: 'likert', point: points[Math.round(quality * (points.length - 1))] ?? 0 };
}

function pick(ids: readonly string[], random: Random): string {
  const [first = ''] = ids;
  return random() < FIRST_OPTION ? first : (ids[Math.floor(random() * ids.length)] ?? first);
}

function choice(scale: ScaleOf<'choice'>, { random }: Material): Value {
  const ids = scale.options.map(({ id }) => id);
  return { kind: 'choice', options: [pick(ids, random)] };
}

function claims(scale: ScaleOf<'claims'>, { look, random }: Material): Value {
  const ids = scale.verdicts.map(({ id }) => id);
  return {
    kind: 'claims',
    verdicts: Object.fromEntries(look.claims.map(({ id }) => [id, pick(ids, random)])),
  };
}

function number({ min, max, step }: ScaleOf<'number'>, { quality }: Material): Value {
  const steps = Math.floor((max - min) / step);
  return { kind: 'number', number: min + Math.round(quality * steps) * step };
}

function valueOn(scale: Scale, material: Material): Value {
  switch (scale.kind) {
    case 'pairwise':
      return pairwise(scale, material);
    case 'ranking':
      return ranking(material);
    case 'likert':
      return likert(scale, material);
    case 'choice':
      return choice(scale, material);
    case 'claims':
      return claims(scale, material);
    case 'number':
      return number(scale, material);
    case 'text':
      return { kind: 'text', text: 'Nothing to add to the scores.' };
  }
}

const meanScore = (list: readonly Liking[]) =>
  list.length === 0 ? 0.6 : list.reduce((sum, { score }) => sum + score, 0) / list.length;

/** A value that fits the slot, by first impression. */
export function plausibleValue(slot: Slot, likings: readonly Liking[], look: Look, random: Random): Value {
  const judged = likings.filter(({ id }) => slot.target === null || id === slot.target);
  return valueOn(slot.dimension.scale, { likings, look, random, quality: meanScore(judged) });
}
