import type { Environment } from 'vitest/runtime';

/** Plain Node, but code is compiled as for the browser: Svelte's server half would never run an effect. There is no DOM. */
const clientEnvironment: Environment = {
  name: 'client',
  viteEnvironment: 'client',
  setup: () => ({ teardown: () => undefined }),
};

export default clientEnvironment;
