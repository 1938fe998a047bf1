import { canonicalText } from '#shared/guideline/canonical.ts';
import { contentProblems } from '#shared/guideline/content-problems.ts';
import type { Doc } from 'yjs';
import {
  dimensionOrder,
  dimensionValue,
  readDraft,
  type Draft,
  type DraftProblem,
} from '#shared/guideline/document.ts';
import type { Rubric } from '#shared/rubric/rubric.ts';
import type { Deps } from '../../deps.ts';
import type { VersionRow } from '../../repositories/guideline-versions.ts';
import { RefusedError } from '../refused.ts';
import type { DraftRoom } from './draft-room.ts';
import { withFreshIds, type AnchoredId } from './fresh-ids.ts';
import { hashVersion } from './hashes.ts';
import { MAX_REVIEWS, MAX_REVIEWS_EACH } from './limits.ts';

/** A state of the draft that somebody looks at, whole: what a commit of it would make. */
export interface Review {
  readonly projectId: string;
  readonly epoch: string;
  /** The last change that it holds. */
  readonly seq: number;
  /** The draft as it stood. */
  readonly draft: Draft;
  readonly dimensions: readonly { readonly id: string; readonly value: unknown }[];
  /** Why it cannot be committed as it is. */
  readonly problems: readonly DraftProblem[];
  /** Canonical, with an id for every clause. */
  readonly text: string;
  readonly ids: readonly AnchoredId[];
  /** Hash of the version that a commit makes; null while the rubric is not complete. */
  readonly hash: string | null;
}

/** A review that can be committed. */
export interface Committable extends Review {
  readonly hash: string;
  readonly rubric: Rubric;
}

const dimensionsOf = (doc: Doc) => dimensionOrder(doc).map((id) => ({ id, value: dimensionValue(doc, id) }));

/** The draft as it is now, with everything that was accepted before. */
export async function takeReview(room: DraftRoom, head: VersionRow): Promise<Review> {
  const seen = await room.look((doc, seq) => ({
    ...{ draft: readDraft(doc), dimensions: dimensionsOf(doc), seq },
    ...withFreshIds(doc, room.epoch),
  }));
  const { rubric } = seen.draft;
  const text = canonicalText(seen.text);
  const content = { number: head.number + 1, parentHash: head.hash, text };
  const hash = rubric === null ? null : hashVersion({ ...content, rubric });
  const problems = [...seen.draft.problems, ...contentProblems(seen.draft)];
  return { ...seen, projectId: room.projectId, epoch: room.epoch, text, hash, problems };
}

/**
 * Reviews that may still be committed, by whose they are. In memory and few: a review that is not here any more is made again with
 * one press, and each holds a whole guideline.
 */
export class ReviewShelf {
  #held: { readonly personId: string; readonly review: Committable }[] = [];

  keep(personId: string, review: Review): void {
    const { hash } = review;
    const { rubric } = review.draft;
    if (hash === null || rubric === null) return;
    const own = this.#held.filter((held) => held.personId === personId);
    const surplus = new Set(own.slice(0, Math.max(0, own.length - MAX_REVIEWS_EACH + 1)));
    this.#held = this.#held.filter((held) => !surplus.has(held)).slice(-MAX_REVIEWS + 1);
    this.#held.push({ personId, review: { ...review, hash, rubric } });
  }

  /** What this person has reviewed under this hash; throws when it is not held any more. */
  find(personId: string, projectId: string, hash: string): Committable {
    const held = this.#held.findLast(
      ({ personId: whose, review }) =>
        whose === personId && review.projectId === projectId && review.hash === hash,
    );
    if (!held) throw new RefusedError('conflict', 'This review is not at hand any more. Look again.', 'hash');
    return held.review;
  }
}

const byDeps = new WeakMap<Deps, ReviewShelf>();

/** The reviews of this process. */
export function reviewShelf(deps: Deps): ReviewShelf {
  const shelf = byDeps.get(deps) ?? new ReviewShelf();
  byDeps.set(deps, shelf);
  return shelf;
}
