import { readHealth } from '../services/health-service.ts';
import { openToAnyone } from './route.ts';

export const healthRoutes = [
  openToAnyone('GET /api/health', {}, async ({ deps, response }) => {
    const health = await readHealth(deps);
    if (health.status !== 'ok') response.statusCode = 503;
    return health;
  }),
];
