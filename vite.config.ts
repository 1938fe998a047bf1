import { resolve } from 'node:path';
import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig, type Plugin, type Rolldown } from 'vite';
import config from './svelte.config.js';

/** What a phone opens to join a session and answer. */
const ANSWER_PAGES = [
  'routes/+layout.svelte',
  'routes/join/[code]/+page.svelte',
  'routes/sessions/[sessionId]/+page.svelte',
].map((page) => resolve('web', page));

type Modules = Rolldown.ChunkingContext;

/** Every module that the pages import without `import()`. */
function importedBy(pages: readonly string[], modules: Modules): Set<string> {
  const found = new Set<string>();
  const walk = (id: string): void => {
    if (found.has(id)) return;
    found.add(id);
    modules.getModuleInfo(id)?.importedIds.forEach(walk);
  };
  pages.forEach(walk);
  return found;
}

let neededToAnswer: Set<string> | undefined;
const ifNeededToAnswer = (chunk: string) => (id: string, modules: Modules) => {
  neededToAnswer ??= importedBy(ANSWER_PAGES, modules);
  return neededToAnswer.has(id) ? chunk : null;
};

/**
 * Forty files of half a kilobyte compress badly. What answering needs is in two: one that most other pages need as well, and the rest.
 */
const groups: Rolldown.CodeSplittingGroup[] = [
  {
    name: ifNeededToAnswer('common'),
    debugName: 'common',
    test: /\/(web\/lib|shared)\//,
    minShareCount: 14,
    priority: 2,
  },
  {
    name: ifNeededToAnswer('answer'),
    debugName: 'answer',
    test: /\/(web\/lib|shared|socket\.io[^/]*|engine\.io[^/]*)\//,
    priority: 1,
  },
];

/** Parts of Socket.IO that a room never uses, and what stands for them: rooms are reached by WebSocket alone and speak JSON alone. */
const UNUSED: readonly (readonly [module: RegExp, instead: string])[] = [
  [
    /\/engine\.io-client\/build\/esm\/transports\/index\.js$/,
    `import { WS } from './websocket.js'; export const transports = { websocket: WS };`,
  ],
  [
    /\/socket\.io-parser\/build\/esm\/is-binary\.js$/,
    'export const isBinary = () => false; export const hasBinary = isBinary;',
  ],
  [
    /\/socket\.io-parser\/build\/esm\/binary\.js$/,
    `export function deconstructPacket() { throw new Error('binary'); } export const reconstructPacket = deconstructPacket;`,
  ],
];

const withoutUnusedParts: Plugin = {
  name: 'without-unused-parts',
  load: (id) => UNUSED.find(([module]) => module.test(id))?.[1] ?? null,
};

/** Modules that define something at once and are bundled for it alone, though nobody here uses it: other transports, custom elements. */
const IDLE_MODULES =
  /\/engine\.io-client\/|\/svelte\/src\/internal\/client\/dom\/elements\/custom-element\.js$/;

const withoutIdleModules: Plugin = {
  name: 'without-idle-modules',
  transform: (_code, id) => (IDLE_MODULES.test(id) ? { moduleSideEffects: false } : null),
};

export default defineConfig({
  root: 'web',
  environments: { client: { build: { rolldownOptions: { output: { codeSplitting: { groups } } } } } },
  plugins: [withoutUnusedParts, withoutIdleModules, sveltekit(config)],
});
