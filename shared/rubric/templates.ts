import { must } from '#shared/must.ts';
import { rubricSchema, type Rubric } from './rubric.ts';
import type { DimensionInput } from './templates/anchors.ts';
import { claims } from './templates/claims.ts';
import { demonstration } from './templates/demonstration.ts';
import { likert } from './templates/likert.ts';
import { preference } from './templates/preference.ts';
import { ranking } from './templates/ranking.ts';
import { redTeam } from './templates/red-team.ts';
import { safety } from './templates/safety.ts';

export const TEMPLATE_IDS = [
  'preference',
  'ranking',
  'likert',
  'safety',
  'claims',
  'red-team',
  'demonstration',
] as const;
export type TemplateId = (typeof TEMPLATE_IDS)[number];

/** A rubric to start from. */
export interface RubricTemplate {
  readonly id: TemplateId;
  readonly name: string;
  readonly description: string;
  readonly rubric: Rubric;
}

function template(
  id: TemplateId,
  name: string,
  description: string,
  dimensions: readonly DimensionInput[],
): RubricTemplate {
  return { id, name, description, rubric: rubricSchema.parse({ task: id, dimensions }) };
}

/** A rubric for each of the usual tasks: every scale point has a definition and an example, the order is the priority. */
export const RUBRIC_TEMPLATES: readonly RubricTemplate[] = [
  template(
    'preference',
    'Preference between two responses',
    'Two responses side by side: safety, correctness, instruction following and helpfulness of each, then which one is better and by how much.',
    preference,
  ),
  template(
    'ranking',
    'Ranking of several responses',
    'Two to eight responses in order, and whether the best is good enough to send.',
    ranking,
  ),
  template(
    'likert',
    'Quality of each response',
    'Each response by itself on four anchored five-point scales.',
    likert,
  ),
  template(
    'safety',
    'Safety review',
    'Kind and severity of harm, what the response does, and whether it is too permissive or too restrictive.',
    safety,
  ),
  template(
    'claims',
    'Factual claims',
    'A verdict on each claim against its source, and the worst error.',
    claims,
  ),
  template(
    'red-team',
    'Red-team attempts',
    'Outcome, technique, harm and realism of an attack on a model.',
    redTeam,
  ),
  template(
    'demonstration',
    'Demonstration',
    'A response written to be learnt from, and its review.',
    demonstration,
  ),
];

/** The template of this id; undefined when there is none. */
export const rubricTemplate = (id: string): RubricTemplate | undefined =>
  RUBRIC_TEMPLATES.find((entry) => entry.id === id);

/** The rubric that a project starts with when it names no template. */
export const DEFAULT_TEMPLATE = must(RUBRIC_TEMPLATES[0], 'the first template');
