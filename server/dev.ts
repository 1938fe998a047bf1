import { run } from './run.ts';

/** The same server, with Vite in front of the pages: they are rebuilt as their sources change. */
await run(async () => {
  const { createServer } = await import('vite');
  const vite = await createServer({ server: { middlewareMode: true }, appType: 'custom' });
  return { pages: { middleware: vite.middlewares } };
});
