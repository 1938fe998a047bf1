import express, { type Express, type RequestHandler } from 'express';
import type { Deps } from '../deps.ts';
import { accountRoutes } from './account-routes.ts';
import { agreementRoutes } from './agreement-routes.ts';
import { errorHandler } from './errors.ts';
import { guidelineRoutes } from './guideline-routes.ts';
import { healthRoutes } from './health-routes.ts';
import { itemRoutes } from './item-routes.ts';
import { builtPages } from './pages.ts';
import { peopleRoutes } from './people-routes.ts';
import { projectRoutes } from './project-routes.ts';
import type { Route } from './route.ts';
import { apiRouter } from './router.ts';
import { securityHeaders } from './security-headers.ts';
import { sessionRoutes } from './session-routes.ts';

/** Every route there is; a test that sweeps them cannot forget one. */
export const ROUTES: readonly Route[] = [
  ...healthRoutes,
  ...accountRoutes,
  ...projectRoutes,
  ...peopleRoutes,
  ...itemRoutes,
  ...sessionRoutes,
  ...agreementRoutes,
  ...guidelineRoutes,
];

/** Where the pages come from: the folder of the build, or a middleware that makes them (the development server). */
export type Pages = { readonly folder: string } | { readonly middleware: RequestHandler };

/** The Express application: API, then pages, then errors. */
export function createHttpApp(deps: Deps, pages: Pages): Express {
  const app = express();
  app.disable('x-powered-by');
  app.set('trust proxy', deps.config.trustProxy);
  app.set('query parser', 'simple');
  app.use(securityHeaders(deps.config, deps.randomBytes, 'folder' in pages));
  app.use(apiRouter(deps, ROUTES));
  app.use('folder' in pages ? builtPages(pages.folder) : pages.middleware);
  app.use(errorHandler(deps));
  return app;
}
