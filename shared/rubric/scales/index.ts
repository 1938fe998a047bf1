import { choice } from './choice.ts';
import { claims } from './claims.ts';
import { likert } from './likert.ts';
import { number } from './number.ts';
import { pairwise } from './pairwise.ts';
import { ranking } from './ranking.ts';
import type { ScaleRules } from './rules.ts';
import type { Scale, ScaleKind } from './schemas.ts';
import { text } from './text.ts';

const RULES: { [K in ScaleKind]: ScaleRules<K> } = {
  pairwise,
  ranking,
  likert,
  choice,
  claims,
  text,
  number,
};

/**
 * The rules of a scale. TypeScript cannot follow that `scale.kind` picks the matching rules for any kind, so this is the one
 * place where the correlation is asserted; callers pass values of the same kind (`sameKind` checks it at the edge).
 */
export const rulesFor = (scale: Scale): ScaleRules<ScaleKind> =>
  RULES[scale.kind] as unknown as ScaleRules<ScaleKind>;
