import { expect, test } from 'vitest';
import { Desk } from '#server/services/agreement/desk.ts';

const script = new URL('../support/failing-agreement-worker.ts', import.meta.url);
const newDesk = () => new Desk({ dataDir: ':memory:', databaseUrl: null }, { script, longestMs: 2_000 });
const ask = (desk: Desk, project: string) => desk.ask('overview', project, {});

test.each([
  ['throws', /out of memory/],
  ['exits', /ended/],
  ['hangs', /too long/],
  ['fails', /a bug/],
])('A5 when the thread %s, only what it was computing is lost', async (deed, message) => {
  const desk = newDesk();
  const answers = await Promise.allSettled(
    ['one', deed, 'two', deed, 'three'].map((name) => ask(desk, name)),
  );
  expect(answers.map((answer) => (answer.status === 'fulfilled' ? answer.value : 'lost'))).toEqual([
    ...['one', 'lost', 'two', 'lost', 'three'],
  ]);
  expect(answers[1]).toMatchObject({ reason: { message: expect.stringMatching(message) as string } });
  expect(await ask(desk, 'later')).toBe('later');
});

test('A5 what the thread had answered before it failed is answered, however often it fails', async () => {
  const desk = newDesk();
  const names = Array.from({ length: 12 }, (_, i) => [`a${i}`, `b${i}`, `c${i}`, 'throws']).flat();
  const answers = await Promise.allSettled(names.map((name) => ask(desk, name)));
  const answered = answers.map((answer) => (answer.status === 'fulfilled' ? answer.value : 'throws'));
  expect(answered).toEqual(names);
});

test('P2 more questions than the thread can answer are refused, and those that wait are answered', async () => {
  const desk = newDesk();
  const answers = await Promise.allSettled(Array.from({ length: 60 }, (_, i) => ask(desk, `project-${i}`)));
  const refused = answers.filter(({ status }) => status === 'rejected');
  expect(refused).toHaveLength(10);
  expect(refused[0]).toMatchObject({ reason: { code: 'too-many-tries' } });
});
