import type { Project, ProjectSettings } from '#shared/protocol/http/projects.ts';

/** The settings as a form holds them: figures as text, so that nothing half-typed is thrown away. */
export interface SettingsForm {
  name: string;
  splitThreshold: string;
  alphaThreshold: string;
  allowGuests: boolean;
  anonymity: ProjectSettings['anonymity'];
}

export const formOf = ({ name, settings }: Pick<Project, 'name' | 'settings'>): SettingsForm => ({
  name,
  splitThreshold: String(settings.splitThreshold),
  alphaThreshold: String(settings.alphaThreshold),
  allowGuests: settings.allowGuests,
  anonymity: settings.anonymity,
});

const inRange = (text: string, min: number, max: number): number | null => {
  const figure = Number(text.trim().replace(',', '.'));
  return text.trim() !== '' && figure >= min && figure <= max ? figure : null;
};

export type SettingsCheck =
  | { readonly ok: true; readonly patch: { name: string; settings: ProjectSettings } }
  | { readonly ok: false; readonly field: 'splitThreshold' | 'alphaThreshold'; readonly message: string };

/** What to send, or the field that is not a figure within its range. */
export function patchOf(form: SettingsForm): SettingsCheck {
  const splitThreshold = inRange(form.splitThreshold, 0, 1);
  if (splitThreshold === null)
    return { ok: false, field: 'splitThreshold', message: 'A figure between 0 and 1.' };
  const alphaThreshold = inRange(form.alphaThreshold, -1, 1);
  if (alphaThreshold === null)
    return { ok: false, field: 'alphaThreshold', message: 'A figure between −1 and 1.' };
  const { name, allowGuests, anonymity } = form;
  return { ok: true, patch: { name, settings: { splitThreshold, alphaThreshold, allowGuests, anonymity } } };
}
