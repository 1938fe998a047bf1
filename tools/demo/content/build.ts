import { clauseId } from '#shared/ids.ts';
import type { ItemContent, Turn } from '#shared/items/item.ts';
import type { Ballot } from '#shared/rubric/ballot.ts';

export type Domain = 'code' | 'medicine' | 'law' | 'support' | 'general';

interface Draft {
  readonly id: string;
  readonly title: string;
  readonly task: 'pairwise' | 'ranking' | 'likert' | 'safety';
  readonly domain: Domain;
  readonly tags?: readonly string[];
  readonly prompt?: string;
  readonly context?: string;
  readonly turns?: readonly Turn[];
  /** Text with the model behind it, in the order A, B, … */
  readonly responses: readonly { readonly source: string; readonly text: string }[];
  readonly claims?: readonly string[];
}

/** An item as it would come out of an import: responses r1, r2, …, claims c1, c2, …, source ids that name neither. */
export function contentOf(draft: Draft): ItemContent {
  return {
    externalId: draft.id,
    task: draft.task,
    lang: 'en',
    prompt: draft.prompt ?? null,
    context: draft.context ?? null,
    turns: [...(draft.turns ?? [])],
    responses: draft.responses.map(({ source, text }, index) => ({
      id: `r${index + 1}`,
      text,
      sourceId: `${draft.id}/${index + 1}`,
      source,
    })),
    claims: (draft.claims ?? []).map((text, index) => ({ id: `c${index + 1}`, text })),
    tags: [draft.domain, ...(draft.tags ?? [])],
    meta: { title: draft.title, domain: draft.domain },
  };
}

/** The part of a ballot that every project shares. */
export interface Says {
  readonly sure: 1 | 2 | 3 | 4 | 5;
  readonly cites?: string;
}

export function ballotOf(values: Ballot['values'], { sure, cites }: Says, reason: string): Ballot {
  return { values, reason, confidence: sure, clause: cites === undefined ? null : clauseId.parse(cites) };
}

/** The same answer after the talk, with what was said to it. */
export function stays(first: Ballot, reason: string, confidence = first.confidence): Ballot {
  return { ...first, reason, confidence };
}
