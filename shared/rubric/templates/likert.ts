import type { DimensionInput } from './anchors.ts';
import { clarity, correctness, helpfulness, instructionFollowing } from './quality.ts';

/** Each response by itself on four anchored five-point scales. */
export const likert: readonly DimensionInput[] = [correctness, instructionFollowing, helpfulness, clarity];
