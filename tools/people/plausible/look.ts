import type { Claim } from '#shared/items/item.ts';
import type { RenderedItem } from '#shared/protocol/http/sessions.ts';

/** What a glance at a response shows. */
export interface Glance {
  readonly id: string;
  readonly words: number;
  readonly hasSteps: boolean;
  readonly hasWarning: boolean;
}

/** As much of an item as somebody needs who answers by first impression. */
export interface Look {
  readonly responses: readonly Glance[];
  readonly claims: readonly Pick<Claim, 'id'>[];
}

const STEPS = /<(ol|ul|pre|table)\b/;
const WARNING = /\b(careful|caution|warning|unless|however|depends|doctor|lawyer|not sure|risk|emergency)\b/i;

const wordsIn = (html: string): number =>
  html
    .replace(/<[^>]*>/g, ' ')
    .split(/\s+/)
    .filter(Boolean).length;

/** A glance at a rendered item. */
export function lookAt(item: Pick<RenderedItem, 'responses' | 'claims'>): Look {
  const responses = item.responses.map(({ id, html }) => ({
    id,
    words: wordsIn(html),
    hasSteps: STEPS.test(html),
    hasWarning: WARNING.test(html),
  }));
  return { responses, claims: item.claims.map(({ id }) => ({ id })) };
}
