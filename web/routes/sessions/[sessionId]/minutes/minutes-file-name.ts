import type { Minutes } from '#shared/session/minutes.ts';

/** Letters of any script and digits; marks go, and everything else is one hyphen. */
const slug = (text: string): string =>
  text
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, '-')
    .replaceAll(/^-|-$/g, '')
    .normalize('NFC');

const localDay = (at: number): string => {
  const date = new Date(at);
  const [month, day] = [date.getMonth() + 1, date.getDate()].map((part) => String(part).padStart(2, '0'));
  return `${date.getFullYear()}-${month}-${day}`;
};

/** `weekly-calibration-2026-11-27-minutes.md`, by the reader's own day; a session that has not begun has none. */
export function minutesFileName({ title, startedAt }: Pick<Minutes, 'title' | 'startedAt'>): string {
  const parts = [slug(title), startedAt === null ? '' : localDay(startedAt), 'minutes'];
  return `${parts.filter((part) => part !== '').join('-')}.md`;
}
