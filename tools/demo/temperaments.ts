import type { Temperament } from '../people/temperament.ts';
import { ANNOTATORS, type AnnotatorId } from './content/people.ts';

type Habits = Omit<Temperament, 'pace'>;

/** How the six behave, after what is written about them; Ravi changes his mind in public, Camille reads to the end. */
const HABITS: Readonly<Record<AnnotatorId, Habits>> = {
  ruth: {
    changesMind: 0.05,
    dawdles: 0,
    raisesHand: 0.3,
    taste: { brevity: 0.1, structure: 0.2, caution: 0.9 },
  },
  tomasz: {
    changesMind: 0,
    dawdles: 0.05,
    raisesHand: 0.2,
    taste: { brevity: 0.2, structure: 0.8, caution: 0.2 },
  },
  camille: {
    changesMind: 0,
    dawdles: 0.35,
    raisesHand: 0.35,
    taste: { brevity: -0.3, structure: 0.4, caution: 0.6 },
  },
  marcus: {
    changesMind: 0.05,
    dawdles: 0,
    raisesHand: 0.15,
    taste: { brevity: 0.6, structure: 0.5, caution: -0.5 },
  },
  hanne: {
    changesMind: 0,
    dawdles: 0,
    raisesHand: 0.1,
    taste: { brevity: 1, structure: -0.2, caution: -0.3 },
  },
  ravi: {
    changesMind: 0.4,
    dawdles: 0,
    raisesHand: 0.2,
    taste: { brevity: -0.6, structure: 0.3, caution: 0.1 },
  },
};

export const temperamentOf = (who: AnnotatorId): Temperament => ({
  ...HABITS[who],
  pace: ANNOTATORS[who].pace,
});
