import { ROUTES } from '#server/http/http-app.ts';
import { must } from '#shared/must.ts';

/** Every HTTP route that the server mounts. */
export const httpRoutes = (): { method: string; path: string }[] =>
  ROUTES.map(({ key }) => {
    const [method, path] = key.split(' ');
    return { method: must(method), path: must(path) };
  });
