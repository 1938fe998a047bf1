import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';

const TEST_TIMEOUT_MS = 20_000;
const BROWSER_TEST_TIMEOUT_MS = 120_000;

export default defineConfig({
  test: {
    passWithNoTests: true,
    projects: [
      {
        plugins: [svelte({ configFile: false })],
        resolve: { conditions: ['browser'] },
        test: {
          name: 'unit',
          environment: './test/support/client-environment.ts',
          include: ['test/shared/**/*.test.ts', 'test/web/**/*.test.ts'],
          maxWorkers: 2,
          testTimeout: TEST_TIMEOUT_MS,
        },
      },
      {
        test: {
          name: 'server',
          // Whatever no other project claims, so that a new folder is never forgotten.
          include: ['test/**/*.test.ts'],
          exclude: ['test/{shared,web,browser}/**'],
          pool: 'forks',
          // Most of them wait for a disk, a socket or a process, not for a core.
          maxWorkers: 2,
          testTimeout: TEST_TIMEOUT_MS,
          hookTimeout: TEST_TIMEOUT_MS,
        },
      },
      {
        test: {
          name: 'browser',
          include: ['test/browser/**/*.test.ts'],
          pool: 'forks',
          // One meeting at a time: each already drives several pages.
          maxWorkers: 1,
          testTimeout: BROWSER_TEST_TIMEOUT_MS,
          hookTimeout: BROWSER_TEST_TIMEOUT_MS,
        },
      },
    ],
  },
});
