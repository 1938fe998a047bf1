import { escapeMarkdown } from '#shared/markdown/escape.ts';
import type { RubricTemplate, TemplateId } from '#shared/rubric/templates.ts';
import * as common from './templates/common.ts';
import * as tasks from './templates/tasks.ts';

const { reading, reasons, contested, refusals, creative, expertise, escalation } = common;

/** Sections after the introduction; what decides stands before what explains. */
const SECTIONS: Readonly<Record<TemplateId, readonly string[]>> = {
  preference: [escalation, tasks.preference, contested, refusals, creative, expertise],
  ranking: [escalation, tasks.ranking, contested, refusals, expertise],
  likert: [escalation, tasks.likert, contested, refusals, creative, expertise],
  safety: [tasks.safety, refusals, contested, expertise],
  claims: [tasks.claims, contested, expertise],
  'red-team': [tasks.redTeam, escalation, expertise],
  demonstration: [tasks.demonstration, escalation, contested, creative, expertise],
};

/** Paragraphs are one line each in a guideline: an editor wraps them, and a diff of words is not disturbed by line ends. */
const unwrapped = (section: string) => section.replace(/([^\n])\n(?=[^\n\d#-])/g, '$1 ');

const guideline = (sections: readonly string[]) => `${sections.map(unwrapped).join('\n\n')}\n`;

/** The guideline that a new project starts with: short, and meant to be changed by the first meeting. */
export function starterGuideline(template: Pick<RubricTemplate, 'id' | 'name'>): string {
  const title = `# ${template.name} {#c-guideline}

What we look for and how we decide. The rubric beside this text holds the dimensions and their scales; this text says how to apply them.
Every heading is a clause that a ballot or a ruling can cite. What a meeting rules and no clause covers is added here as an edge case.`;
  return guideline([title, reading, ...SECTIONS[template.id], reasons]);
}

/** The guideline of a project whose rubric is its own. */
export const plainGuideline = (projectName: string): string =>
  guideline([
    `# ${escapeMarkdown(projectName)} {#c-guideline}`,
    reading,
    contested,
    refusals,
    expertise,
    escalation,
    reasons,
  ]);
