import svelte from 'eslint-plugin-svelte';
import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';

const processEnv = {
  object: 'process',
  property: 'env',
  message: 'Configuration is read once, in server/config.ts; take it from there.',
};
const rawSql = ['raw', 'lit'].map((property) => ({
  object: 'sql',
  property,
  message:
    'Builds SQL from a string, which is how injection begins. Use a bound ${value}, sql.ref or sql.table.',
}));
const impureMessage = 'shared/ is pure: the caller hands in time and randomness.';
const impureProperties = [
  { object: 'Math', property: 'random', message: impureMessage },
  { object: 'Date', property: 'now', message: impureMessage },
];
const impureSyntax = [
  { selector: 'NewExpression[callee.name="Date"][arguments.length=0]', message: impureMessage },
  { selector: 'CallExpression[callee.name="Date"]', message: impureMessage },
];
const impureGlobals = [
  'performance',
  'crypto',
  'process',
  'Buffer',
  'setTimeout',
  'setInterval',
  'setImmediate',
  'fetch',
  'window',
  'document',
  'localStorage',
  'console',
].map((name) => ({ name, message: 'shared/ is pure: no clock, no randomness, no Node, no browser.' }));

const reservedWork = { terms: ['todo', 'fixme', 'xxx', 'hack'], location: 'anywhere' };

export default defineConfig(
  {
    ignores: ['build/', 'data/', 'coverage/', 'web/.svelte-kit/', 'web/node_modules/', 'test/fixtures/'],
  },
  {
    // Rules here have no exceptions by comment; an exception is a block below, where it can be read and argued about.
    linterOptions: { noInlineConfig: true },
    languageOptions: {
      parser: tseslint.parser,
      parserOptions: {
        projectService: true,
        tsconfigRootDir: import.meta.dirname,
        extraFileExtensions: ['.svelte'],
      },
    },
    plugins: { '@typescript-eslint': tseslint.plugin },
  },
  svelte.configs.recommended,
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: { parserOptions: { parser: tseslint.parser } },
    rules: {
      // Directives in templates are refused together with all other inline configuration.
      'svelte/comment-directive': 'off',
      // Kit's resolve() serves apps below a path prefix; this one owns its origin, and components get addresses as data.
      'svelte/no-navigation-without-resolve': 'off',
    },
  },
  {
    files: ['**/*.{js,mjs,ts,svelte}'],
    rules: {
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/ban-ts-comment': ['error', { 'ts-expect-error': true }],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/no-array-delete': 'error',
      '@typescript-eslint/no-base-to-string': 'error',
      '@typescript-eslint/no-empty-object-type': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-for-in-array': 'error',
      '@typescript-eslint/no-implied-eval': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/no-unnecessary-type-assertion': 'error',
      '@typescript-eslint/no-unsafe-argument': 'error',
      '@typescript-eslint/no-unsafe-assignment': 'error',
      '@typescript-eslint/no-unsafe-call': 'error',
      '@typescript-eslint/no-unsafe-member-access': 'error',
      '@typescript-eslint/no-unsafe-return': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { ignoreRestSiblings: true, argsIgnorePattern: '^_' }],
      '@typescript-eslint/only-throw-error': 'error',
      '@typescript-eslint/prefer-promise-reject-errors': 'error',
      '@typescript-eslint/restrict-plus-operands': 'error',
      '@typescript-eslint/return-await': ['error', 'error-handling-correctness-only'],
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true, requireDefaultForNonUnion: true },
      ],
      eqeqeq: 'error',
      'max-lines': ['error', { max: 400 }],
      'no-console': 'error',
      'no-debugger': 'error',
      'no-empty': 'error',
      'no-eval': 'error',
      'no-fallthrough': 'error',
      'no-restricted-properties': ['error', processEnv, ...rawSql],
      'no-self-assign': 'error',
      'no-self-compare': 'error',
      'no-unreachable': 'error',
      'no-unsafe-finally': 'error',
      'no-var': 'error',
      'no-warning-comments': ['error', reservedWork],
      'object-shorthand': 'error',
      'prefer-const': 'error',
    },
  },
  {
    // Runes are assigned by the compiler, so a `let` from $props() is never "only assigned once" to a reader of the script.
    files: ['**/*.svelte', '**/*.svelte.ts'],
    rules: {
      'prefer-const': 'off',
      'svelte/prefer-const': ['error', { excludedRunes: ['$props', '$state', '$derived'] }],
    },
  },
  {
    files: ['shared/**/*.ts'],
    rules: {
      'no-restricted-globals': ['error', ...impureGlobals],
      'no-restricted-properties': ['error', processEnv, ...rawSql, ...impureProperties],
      'no-restricted-syntax': ['error', ...impureSyntax],
    },
  },
  {
    // The one place that reads the environment; commands and test helpers hand it on to the processes that they start.
    files: [
      'server/config.ts',
      'tools/**',
      'test/support/**',
      'test/tooling/**',
      'test/browser/**',
      '*.config.{js,ts}',
    ],
    rules: { 'no-restricted-properties': ['error', ...rawSql] },
  },
  {
    // Definitions of tables and triggers take no bound values; everything put in here is a constant of the program.
    files: ['server/db/dialect.ts'],
    rules: { 'no-restricted-properties': ['error', processEnv] },
  },
  {
    files: ['tools/**', 'test/**'],
    rules: { 'no-console': 'off' },
  },
  {
    files: ['test/**'],
    rules: { 'max-lines': 'off' },
  },
  {
    // The only component that may place HTML in the page: it takes the output of the Markdown renderer, never a raw string.
    files: ['web/lib/components/rendered.svelte'],
    rules: { 'svelte/no-at-html-tags': 'off' },
  },
);
