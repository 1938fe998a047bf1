import { responseLetter } from '#shared/items/response-letter.ts';
import { groupsOf } from '../scales/answer-groups.ts';
import { bucketLook } from '../scales/buckets.ts';
import { rulesFor } from '#shared/rubric/scales/index.ts';
import type { Strip } from './board.ts';
import { countWords, percent } from './words.ts';

/** A strip for people who do not see it: what is asked, how many said what, how many pairs agree. */
export function stripWords({ slot, answers, summary }: Strip): string {
  const { dimension, target } = slot;
  const name = target === null ? dimension.name : `${dimension.name} of ${responseLetter(target)}`;
  const { scale } = dimension;
  const said =
    scale.kind === 'ranking' || scale.kind === 'claims'
      ? countWords(
          answers.map(({ value }) => bucketLook(scale, rulesFor(scale).bucket(value as never)).words),
        )
      : groupsOf(scale, answers)
          .map((group) => `${group.answers.length} ${group.look.words}`)
          .join(', ');
  const pairs = summary.agreeingPairs === null ? '' : ` ${percent(summary.agreeingPairs)} of pairs agree.`;
  return `${name}: ${said || 'no answers'}.${summary.isSplit ? ' Split.' : ''}${pairs}`;
}
