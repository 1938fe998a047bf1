import { resolve } from 'node:path';
import { ESLint } from 'eslint';
import { expect, test } from 'vitest';

const project = resolve(import.meta.dirname, '../..');
const eslint = new ESLint({ cwd: project });
const LINT_TIMEOUT_MS = 60_000;

/** What lint says about `source` if it stood in the file at `filePath` (a file that exists, so that its types are known). */
async function findings(filePath: string, source: string): Promise<(string | null)[]> {
  const [result] = await eslint.lintText(source, { filePath: resolve(project, filePath) });
  return result?.messages.map((message) => message.ruleId) ?? [];
}

const component = (script: string, markup = '') => `<script lang="ts">\n${script}\n</script>\n${markup}\n`;
const saving = 'async function save(): Promise<void> { await Promise.resolve(); }';

const PLANTED = [
  {
    fault: 'a forgotten await in a component',
    file: 'web/routes/+layout.svelte',
    rule: '@typescript-eslint/no-floating-promises',
    source: component(`${saving}\nsave();`),
  },
  {
    fault: 'a forgotten await in markup',
    file: 'web/routes/+layout.svelte',
    rule: '@typescript-eslint/no-floating-promises',
    source: component(saving, '<button onclick={() => { save(); }}>Save</button>'),
  },
  {
    fault: 'raw HTML in a component',
    file: 'web/routes/+layout.svelte',
    rule: 'svelte/no-at-html-tags',
    source: component('let { text }: { text: string } = $props();', '{@html text}'),
  },
  {
    fault: 'the clock in shared/',
    file: 'shared/must.ts',
    rule: 'no-restricted-properties',
    source: 'export const at = Date.now();',
  },
  {
    fault: 'the clock by another name in shared/',
    file: 'shared/must.ts',
    rule: 'no-restricted-syntax',
    source: 'export const at = new Date();',
  },
  {
    fault: 'randomness in shared/',
    file: 'shared/must.ts',
    rule: 'no-restricted-properties',
    source: 'export const draw = Math.random();',
  },
  {
    fault: 'the environment read outside server/config.ts',
    file: 'server/log.ts',
    rule: 'no-restricted-properties',
    source: 'export const port = process.env.PORT;',
  },
  {
    fault: 'SQL built from a string',
    file: 'server/log.ts',
    rule: 'no-restricted-properties',
    source: `import { sql } from 'kysely';\nexport const q = sql.raw('x');`,
  },
  {
    fault: 'an unanswered case',
    file: 'shared/must.ts',
    rule: '@typescript-eslint/switch-exhaustiveness-check',
    source: `export function f(x: 'a' | 'b'): void { switch (x) { case 'a': } }`,
  },
  {
    fault: 'a rule switched off by a comment',
    file: 'shared/must.ts',
    rule: '@typescript-eslint/no-explicit-any',
    source: '// eslint-disable-next-line\nexport const x: any = 1;',
  },
];

test.each(PLANTED)('lint sees $fault', { timeout: LINT_TIMEOUT_MS }, async ({ file, rule, source }) => {
  expect(await findings(file, source)).toContain(rule);
});
