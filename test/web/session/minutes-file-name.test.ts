import { expect, test } from 'vitest';
import { minutesFileName } from '../../../web/routes/sessions/[sessionId]/minutes/minutes-file-name.ts';

const NOON = new Date(2026, 10, 27, 12).getTime();

test('S13 minutes are saved under the title and the day of their session', () => {
  const nameOf = (title: string, startedAt: number | null = NOON) => minutesFileName({ title, startedAt });
  expect(nameOf('Weekly calibration')).toBe('weekly-calibration-2026-11-27-minutes.md');
  expect(nameOf('  Café: 2nd / “final” round!  ')).toBe('cafe-2nd-final-round-2026-11-27-minutes.md');
  expect(nameOf('週次 校正')).toBe('週次-校正-2026-11-27-minutes.md');
  expect(nameOf('***')).toBe('2026-11-27-minutes.md');
  expect(nameOf('Weekly', null)).toBe('weekly-minutes.md');
});
