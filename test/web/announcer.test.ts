import { expect, test } from 'vitest';
import { Announcer } from '#lib/stores/announcer.svelte.ts';
import { ThemeChoice } from '#lib/stores/theme.svelte.ts';

test('the same sentence twice changes the live region twice, so it is heard twice', () => {
  const announcer = new Announcer();
  const heard = ['Copied', 'Copied', 'Copied'].map((text) => {
    announcer.say(text);
    return announcer.message;
  });
  expect(heard[0]).not.toBe(heard[1]);
  expect(heard[1]).not.toBe(heard[2]);
  expect(heard.map((text) => text.trim())).toEqual(['Copied', 'Copied', 'Copied']);
});

test('a notice is heard and seen; at most three stand at a time; each can be dismissed', () => {
  const announcer = new Announcer();
  for (const text of ['one', 'two', 'three', 'four']) announcer.notify(text, 'ok');
  expect(announcer.message).toBe('four');
  expect(announcer.notices.map(({ text }) => text)).toEqual(['two', 'three', 'four']);
  announcer.dismiss(announcer.notices[1]?.id ?? 0);
  expect(announcer.notices.map(({ text }) => text)).toEqual(['two', 'four']);
});

function browserWith(saved: Record<string, string>) {
  const stored = new Map(Object.entries(saved));
  const dataset: DOMStringMap = {};
  const keep = {
    read: (key: string) => stored.get(key) ?? null,
    write: (key: string, value: string) => void stored.set(key, value),
    remove: (key: string) => void stored.delete(key),
  };
  return { stored, dataset, theme: new ThemeChoice(() => ({ keep, root: { dataset } })) };
}

test('a chosen theme is kept and comes back; the system’s own leaves no trace', () => {
  const { stored, dataset, theme } = browserWith({});
  theme.current = 'dark';
  expect(dataset['theme']).toBe('dark');
  const next = browserWith(Object.fromEntries(stored));
  next.theme.restore();
  expect([next.theme.current, next.dataset['theme']]).toEqual(['dark', 'dark']);
  theme.current = 'system';
  expect([dataset['theme'], stored.size]).toEqual([undefined, 0]);
});

test('a theme that nobody knows is the system’s', () => {
  const { theme } = browserWith({ 'touchstone.theme': 'sepia' });
  theme.restore();
  expect(theme.current).toBe('system');
});
