import type { Level } from '#shared/agreement/table.ts';
import type { NumberId } from '#shared/protocol/http/agreement-words.ts';

interface CoefficientWords {
  readonly name: string;
  readonly about: NumberId;
  /** Why this coefficient fits the scale. */
  readonly why: string;
}

const SHARED =
  'It takes any number of people, missing answers and unequal numbers of answers, and corrects for chance.';

/** The coefficient that each level of measurement decides (law A1). */
export const DEFAULT_COEFFICIENT: Readonly<Record<Level, CoefficientWords>> = {
  nominal: {
    name: 'Krippendorff’s alpha, nominal',
    about: 'alpha-nominal',
    why: `The answers are names without an order, so any two that differ are equally far apart. ${SHARED}`,
  },
  ordinal: {
    name: 'Krippendorff’s alpha, ordinal',
    about: 'alpha-ordinal',
    why: `The points have an order but no size: 4 against 5 is a smaller disagreement than 1 against 5, and nothing says that 2 is twice 1. ${SHARED}`,
  },
  interval: {
    name: 'Krippendorff’s alpha, interval',
    about: 'alpha-interval',
    why: `The answers are numbers whose differences mean something, so a disagreement counts by the square of its size. ${SHARED}`,
  },
  ratio: {
    name: 'Krippendorff’s alpha, ratio',
    about: 'alpha-interval',
    why: `The answers are numbers with a true zero, so a disagreement counts by its size against the numbers themselves. ${SHARED}`,
  },
  ranking: {
    name: 'Krippendorff’s alpha on places',
    about: 'alpha-ranking',
    why: `The answer is an order, so what is compared is the place that each person gives each response. ${SHARED}`,
  },
  set: {
    name: 'Krippendorff’s alpha on sets',
    about: 'alpha-set',
    why: `Several options may be chosen, so two answers count as near as the options they share. ${SHARED}`,
  },
};
