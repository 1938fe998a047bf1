import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const WEB = join(import.meta.dirname, '../../web');
const RULE = /([^{}]*)\{([^{}]*)\}/g;
const SCROLLS = /\boverflow(?:-y)?:\s*(?:auto|scroll)/;
const POSITIONED = /\bposition:\s*(?:relative|absolute|sticky|fixed)/;

/** Around these stands a positioned dialog, and nothing hidden is in the other. */
const NEEDS_NONE = ['lib/components/base/dialog.svelte', 'lib/components/guideline/unsaved-panel.svelte'];

const scrolling = readdirSync(WEB, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.svelte') && !NEEDS_NONE.includes(file))
  .flatMap((file) =>
    [...readFileSync(join(WEB, file), 'utf8').matchAll(RULE)]
      .filter(([, , rule = '']) => SCROLLS.test(rule))
      .map(([, selector = '', rule = '']) => ({ file, selector: selector.trim(), rule })),
  );

test('there are lists that scroll', () => {
  expect(scrolling.length).toBeGreaterThan(5);
});

test.each(scrolling)(
  'labels that only screen readers get stay inside the list that scrolls: $file',
  ({ rule }) => {
    // An absolutely placed label in an unpositioned list belongs to the page, which then scrolls as far as the whole list is long.
    expect(rule).toMatch(POSITIONED);
  },
);
