import { likert } from './likert/index.ts';
import { preference } from './preference/index.ts';
import { ranking } from './ranking/index.ts';
import { safety } from './safety/index.ts';
import type { DemoProject } from './types.ts';

/** The four programmes of the demo workspace; the first is the one that a visitor meets. */
export const demoProjects: readonly DemoProject[] = [preference, ranking, likert, safety];
