import type { Anonymity } from '#shared/session/policy.ts';
import type { MePart, SessionPart } from '#shared/session/view.ts';

/** What becomes of a person's answer, printed on the ballot and in the lobby (law B4). */
export function anonymityWords(anonymity: Anonymity, handle: string | null): string {
  switch (anonymity) {
    case 'named':
      return 'After the reveal everybody here sees your name beside your answer and your reason.';
    case 'pseudonymous':
      return `After the reveal your answer and your reason stand under ${handle === null ? 'a handle' : `the handle ${handle}`}, for everybody, the chair included.`;
    case 'anonymous':
      return 'After the reveal answers and reasons are shown without names, to everybody, the chair included.';
  }
}

export const ANONYMITY_NAMES: Readonly<Record<Anonymity, string>> = {
  named: 'Named',
  pseudonymous: 'Under handles',
  anonymous: 'Anonymous',
};

export const progressWords = (policy: SessionPart['policy']): string =>
  policy.answeredNames === 'everyone'
    ? 'While a round is open everybody sees who has answered, never what.'
    : 'While a round is open everybody sees how many have answered; only the chair sees who is missing. Nobody sees what.';

export const mayFacilitate = (me: MePart | undefined): boolean =>
  me?.abilities.includes('session.facilitate') ?? false;

/** `1 person`, `3 people`. */
export const counted = (count: number, one: string, many: string): string =>
  `${count} ${count === 1 ? one : many}`;

/** `Ada, Bo and 3 more`. */
export function listed(names: readonly string[], most = 3): string {
  if (names.length === 0) return '';
  const shown = names.slice(0, most);
  const rest = names.length - shown.length;
  if (rest > 0) return `${shown.join(', ')} and ${rest} more`;
  return shown.length === 1 ? (shown[0] ?? '') : `${shown.slice(0, -1).join(', ')} and ${shown.at(-1) ?? ''}`;
}

export const percent = (share: number): string => `${Math.round(share * 100)} %`;

/** What occurs how often: `3 Supported, 1 Refuted`. Labels begin with a letter; see `countedBucket` for those that may not. */
export function countWords(labels: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const label of labels) counts.set(label, (counts.get(label) ?? 0) + 1);
  return [...counts].map(([label, count]) => `${count} ${label}`).join(', ');
}

/** `14:05`, in the reader's own time zone. */
export const timeOfDay = (at: number): string =>
  new Date(at).toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' });

/** `20 November 2026, 14:05`, in the reader's own time zone. */
export const dayAndTime = (at: number): string =>
  `${new Date(at).toLocaleDateString('en-GB', { day: 'numeric', month: 'long', year: 'numeric' })}, ${timeOfDay(at)}`;
