import type { Random } from '#shared/agreement/random.ts';
import { responseLetter } from '#shared/items/response-letter.ts';
import type { Taste } from '../temperament.ts';
import type { Glance, Look } from './look.ts';

/** Two people with the same taste still differ by this much. */
const NOISE = 0.25;

/** How much somebody likes a response, 0 to 1, and the part of their taste that said most. */
export interface Liking {
  readonly id: string;
  readonly score: number;
  readonly because: keyof Taste | null;
}

/** 1 for the shortest of the responses, 0 for the longest; a half when there is nothing to compare with. */
function shortness(glance: Glance, all: readonly Glance[]): number {
  const words = all.map((one) => one.words);
  const [least, most] = [Math.min(...words), Math.max(...words)];
  return most === least ? 0.5 : (most - glance.words) / (most - least);
}

function strongest(parts: Readonly<Record<keyof Taste, number>>): keyof Taste | null {
  const [first] = (Object.keys(parts) as (keyof Taste)[]).toSorted(
    (a, b) => Math.abs(parts[b]) - Math.abs(parts[a]),
  );
  return first !== undefined && Math.abs(parts[first]) > 0 ? first : null;
}

const clamped = (score: number) => Math.min(1, Math.max(0, score));

function likingOf(glance: Glance, all: readonly Glance[], taste: Taste, random: Random): Liking {
  const parts = {
    brevity: taste.brevity * (shortness(glance, all) - 0.5),
    structure: taste.structure * (glance.hasSteps ? 0.5 : -0.2),
    caution: taste.caution * (glance.hasWarning ? 0.5 : -0.2),
  };
  const sum = parts.brevity + parts.structure + parts.caution + (random() - 0.5) * 2 * NOISE;
  return { id: glance.id, score: clamped(0.6 + sum / 2), because: strongest(parts) };
}

/** How much each response is liked, in the item's order. */
export const likings = ({ responses }: Look, taste: Taste, random: Random): Liking[] =>
  responses.map((glance) => likingOf(glance, responses, taste, random));

const PREFERS: Readonly<Record<keyof Taste, string>> = {
  brevity: 'I went by length',
  structure: 'I went by whether one could follow it step by step',
  caution: 'I went by whether it says where it could be wrong',
};

/** A short, honest reason: what the answer went by, and that it was no more than that. */
export function reasonFor(list: readonly Liking[]): string {
  const best = list.toSorted((a, b) => b.score - a.score)[0];
  if (!best) return 'First impression; I did not find much to go by.';
  const ground = best.because === null ? 'First impression' : PREFERS[best.because];
  if (list.length < 2) return `${ground}; one reading, nothing checked.`;
  return `${ground}, and ${responseLetter(best.id)} does better there. One reading, nothing checked.`;
}
