import { z } from 'zod';
import type { Action, Role } from '#shared/access/policy.ts';
import { DEFAULT_ALPHA_THRESHOLD, DEFAULT_SPLIT_THRESHOLD } from '#shared/rubric/defaults.ts';
import { rubricSchema } from '#shared/rubric/rubric.ts';
import type { RubricTemplate } from '#shared/rubric/templates.ts';
import { ANONYMITY } from '#shared/session/policy.ts';
import { email, newPassword, personName } from './people.ts';

export const projectSettingsSchema = z.object({
  /** Mean pair distance (0..1) above which a revealed dimension counts as split. */
  splitThreshold: z.number().min(0).max(1).default(DEFAULT_SPLIT_THRESHOLD),
  /** Lower limit of alpha that the project wants before it labels on. */
  alphaThreshold: z.number().min(-1).max(1).default(DEFAULT_ALPHA_THRESHOLD),
  /** May sessions let people in with a code and a name only? */
  allowGuests: z.boolean().default(true),
  /** What a new session starts with. */
  anonymity: z.enum(ANONYMITY).default('named'),
});
export type ProjectSettings = z.infer<typeof projectSettingsSchema>;

const projectName = z.string().trim().min(1, 'Give the project a name.').max(120);

const MAX_GUIDELINE_CHARACTERS = 200_000;

/**
 * A project starts from a template of `GET /api/rubric-templates` or from a rubric of one's own, which then counts; and from a
 * guideline text (Markdown) of one's own, where there is one already.
 */
export const newProjectBody = z.object({
  name: projectName,
  template: z.string().max(60).optional(),
  rubric: rubricSchema.optional(),
  guideline: z.string().max(MAX_GUIDELINE_CHARACTERS).optional(),
});
export const setupBody = z.object({
  name: personName,
  email,
  password: newPassword,
  project: newProjectBody,
});
export const projectPatchBody = z.object({
  name: projectName.optional(),
  settings: z
    .object({
      splitThreshold: z.number().min(0).max(1),
      alphaThreshold: z.number().min(-1).max(1),
      allowGuests: z.boolean(),
      anonymity: z.enum(ANONYMITY),
    })
    .partial()
    .optional(),
});

export type NewProjectBody = z.input<typeof newProjectBody>;
export type SetupBody = z.input<typeof setupBody>;
export type ProjectPatchBody = z.input<typeof projectPatchBody>;

export interface Project {
  readonly id: string;
  readonly name: string;
  readonly task: string;
  readonly settings: ProjectSettings;
  readonly createdAt: number;
  readonly role: Role;
  readonly abilities: readonly Action[];
  readonly counts: {
    readonly items: number;
    readonly members: number;
    readonly sessions: number;
    readonly importedLabels: number;
  };
}

export interface RubricTemplates {
  readonly templates: readonly RubricTemplate[];
}
