/**
 * Which folder may import which: the arrows of ARCHITECTURE.md as rules. Type-only imports count, because a type is also
 * something that two rooms must agree on.
 */

/** @param {string[]} names */
const packages = (...names) => `(^|node_modules/)(@types/)?(${names.join('|')})(/|$)`;

/** @typedef {import('dependency-cruiser').IForbiddenRuleType} AnyRule */
/** @typedef {Exclude<AnyRule, { to: { reachable: boolean } } | { module: object }>} Rule */

/**
 * @param {string} name
 * @param {string} comment
 * @param {Rule['from']} from
 * @param {Rule['to']} to
 * @returns {Rule}
 */
const forbid = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });

/** @type {Rule['to']} */
const NODE = { dependencyTypes: ['core'] };
const TRANSPORTS = '^server/(http|live|guidelines)/';
const SERVER_PACKAGES = packages(
  'express',
  'socket\\.io',
  'ws',
  'kysely',
  'better-sqlite3',
  'pg',
  'pino',
  'helmet',
  'cookie',
);

/** @type {import('dependency-cruiser').IConfiguration} */
const configuration = {
  forbidden: [
    forbid(
      'no-circle',
      'Two files that need each other are one subject in two pieces, or one of them knows too much.',
      {},
      { circular: true },
    ),
    forbid(
      'no-unresolvable',
      'An import that leads nowhere breaks at run time.',
      {},
      { couldNotResolve: true, pathNot: '^\\$app/' },
    ),
    forbid(
      'no-test-in-product',
      'What ships does not depend on tests or tools.',
      { path: '^(shared|server|web|migrations)/' },
      { path: '^(test|tools)/' },
    ),

    forbid(
      'shared-stands-alone',
      'shared/ holds the rules that both sides agree on, so it may know neither side.',
      { path: '^shared/' },
      { path: '^(server|web|migrations)/' },
    ),
    forbid(
      'shared-without-node',
      'shared/ also runs in the browser: it has no Node.',
      { path: '^shared/' },
      NODE,
    ),
    forbid(
      'shared-pure-packages',
      'shared/ uses only packages that compute: no input, no output, no clock.',
      { path: '^shared/' },
      {
        path: 'node_modules/',
        pathNot: packages('zod', 'diff', 'papaparse', 'markdown-it', 'katex', 'yjs'),
      },
    ),
    forbid(
      'shared-yjs-in-guideline',
      'Only the guideline is a Yjs document; every other rule works on plain values.',
      { path: '^shared/', pathNot: '^shared/guideline/' },
      { path: packages('yjs') },
    ),
    forbid(
      'shared-markdown-in-its-folders',
      'Markdown is read where guidelines are and becomes HTML in one place.',
      { path: '^shared/', pathNot: '^shared/(markdown|guideline)/' },
      { path: packages('markdown-it', 'katex') },
    ),

    forbid(
      'web-without-server',
      'The browser reaches the server through HTTP and the socket only.',
      { path: '^web/' },
      { path: '^(server|migrations)/' },
    ),
    forbid(
      'web-without-server-packages',
      'A server package in the browser means that a rule sits on the wrong side.',
      { path: '^web/' },
      { path: SERVER_PACKAGES },
    ),
    forbid('web-without-node', 'The web app runs in a browser: it has no Node.', { path: '^web/' }, NODE),
    forbid(
      'stores-in-routes-only',
      'Components get data and callbacks; only routes touch stores.',
      { path: '^web/', pathNot: '^web/(routes|lib/stores)/' },
      { path: '^web/lib/stores/' },
    ),
    forbid(
      'lib-without-routes',
      'A page uses the library, never the other way round.',
      { path: '^web/lib/' },
      { path: '^web/routes/' },
    ),

    forbid(
      'server-without-web',
      'The server knows the contract, not the screens.',
      { path: '^server/' },
      { path: '^web/' },
    ),
    forbid(
      'sql-in-repositories',
      'Repositories own SQL; a service passes the handle of server/db on.',
      { path: '^server/', pathNot: '^server/(db|repositories)/' },
      { path: packages('kysely') },
    ),
    forbid(
      'drivers-in-db',
      'One folder opens databases.',
      { path: '^server/', pathNot: '^server/db/' },
      { path: packages('better-sqlite3', 'pg') },
    ),
    forbid(
      'express-in-http',
      'Only HTTP transport knows Express.',
      { path: '^server/', pathNot: '^server/http/' },
      { path: packages('express', 'helmet') },
    ),
    forbid(
      'sockets-in-live',
      'Only the live gateway knows Socket.IO.',
      { path: '^server/', pathNot: '^server/live/' },
      { path: packages('socket\\.io') },
    ),
    forbid(
      'yjs-in-guidelines',
      'Only the draft of a guideline and its gateway know Yjs.',
      { path: '^server/', pathNot: '^server/(guidelines|services/guideline)/' },
      { path: packages('yjs', 'lib0') },
    ),
    forbid(
      'document-wire-in-gateway',
      'Only the guideline gateway knows the sockets of documents.',
      { path: '^server/', pathNot: '^server/guidelines/' },
      { path: packages('ws', 'y-protocols') },
    ),
    forbid(
      'services-without-transports',
      'A service can be called by any transport, so it knows none.',
      { path: '^server/(services|repositories|db)/' },
      { path: TRANSPORTS },
    ),
    forbid(
      'repositories-without-services',
      'Arrows point inward: service, then repository, then SQL.',
      { path: '^server/(repositories|db)/' },
      { path: '^server/services/' },
    ),
    forbid(
      'db-without-repositories',
      'server/db opens and migrates; it does not know what is stored.',
      { path: '^server/db/' },
      { path: '^server/repositories/' },
    ),
    forbid(
      'transports-through-services',
      'Transports are thin: the transaction and the right to it belong to a service.',
      { path: TRANSPORTS },
      { path: '^server/repositories/' },
    ),
    forbid(
      'transports-apart',
      'Sockets begin as HTTP requests and may use its helpers; beyond that, transports meet in services.',
      { path: '^server/(http|live|guidelines)/' },
      { path: '^server/(live|guidelines)/', pathNot: '^server/$1/' },
    ),

    forbid(
      'migrations-frozen',
      'A migration that has shipped must never change because other code did.',
      { path: '^migrations/' },
      {
        path: '.',
        pathNot: [packages('kysely'), '^server/db/dialect\\.ts$'],
      },
    ),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: ['(^|/)\\.svelte-kit/', '(^|/)web/node_modules/'] },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      extensions: ['.ts', '.js', '.mjs', '.svelte', '.json'],
      conditionNames: ['import', 'svelte', 'browser', 'node', 'default', 'types'],
      exportsFields: ['exports'],
    },
    progress: { type: 'none' },
  },
};

export default configuration;
