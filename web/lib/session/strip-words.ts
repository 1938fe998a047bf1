import { responseLetter } from '#shared/items/response-letter.ts';
import { times } from '#shared/rubric/beside-count.ts';
import { rulesFor } from '#shared/rubric/scales/index.ts';
import type { Scale } from '#shared/rubric/scales/schemas.ts';
import { groupLook, groupsOf } from '../scales/answer-groups.ts';
import { byBucket, countedBucket } from '../scales/buckets.ts';
import type { Answer, Strip } from './board.ts';
import { counted, percent } from './words.ts';

/** `3 × A is better, 1 × Tie`, in the order of the scale. */
function answersInWords(scale: Scale, answers: readonly Answer[]): string {
  const buckets = Object.groupBy(answers, ({ value }) => rulesFor(scale).bucket(value as never));
  return Object.entries(buckets)
    .toSorted(([a], [b]) => byBucket(scale)(a, b))
    .map(([bucket, list]) => countedBucket(scale, bucket, list?.length ?? 0))
    .join(', ');
}

/** `claim 1: 3 × Supported; claim 2: 2 × Supported, 1 × Refuted`: nobody counts sets of verdicts. */
function claimsInWords(scale: Scale, answers: readonly Answer[]): string {
  const claims = new Set(
    answers.flatMap(({ value }) => (value.kind === 'claims' ? Object.keys(value.verdicts) : [])),
  );
  return [...claims]
    .toSorted((a, b) => a.localeCompare(b, 'en', { numeric: true }))
    .map((claim) => {
      const counts = groupsOf(scale, answers, claim).map(({ key, answers: list }) =>
        times(list.length, groupLook(scale, key).words),
      );
      return `claim ${claim.slice(1)}: ${counts.join(', ')}`;
    })
    .join('; ');
}

/** A strip for people who do not see it: what is asked, how many said what, how many pairs agree. */
export function stripWords({ slot, answers, summary }: Strip): string {
  const { dimension, target } = slot;
  const { scale } = dimension;
  const name = target === null ? dimension.name : `${dimension.name} of ${responseLetter(target)}`;
  const said =
    scale.kind === 'claims'
      ? claimsInWords(scale, answers)
      : scale.kind === 'text' && answers.length > 0
        ? counted(answers.length, 'text', 'texts')
        : answersInWords(scale, answers);
  const pairs = summary.agreeingPairs === null ? '' : ` ${percent(summary.agreeingPairs)} of pairs agree.`;
  return `${name}: ${said || 'no answers'}.${summary.isSplit ? ' Split.' : ''}${pairs}`;
}
