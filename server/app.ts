import { createServer, type Server } from 'node:http';
import { fileURLToPath } from 'node:url';
import type { Deps } from './deps.ts';
import { attachGuidelineGateway } from './guidelines/gateway.ts';
import { createHttpApp, type Pages } from './http/http-app.ts';
import { attachLiveGateway, type LiveOptions } from './live/gateway.ts';

/** Less than the ten seconds that service managers usually grant. */
const CLOSE_WITHIN_MS = 8_000;
const BUILD_FOLDER = fileURLToPath(new URL('../build', import.meta.url));

/** Something that lives on the same HTTP server: it takes upgrades of its own path and leaves the others alone. */
interface Gateway {
  /** Tells its clients to come back, and closes. */
  close(): Promise<void>;
}

export interface App {
  readonly server: Server;
  /** Takes no more requests, sends every socket away, lets running requests end, within eight seconds. */
  close(): Promise<void>;
}

export interface AppOptions {
  readonly pages?: Pages;
  readonly live?: LiveOptions;
}

function closeServer(server: Server): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(() => server.closeAllConnections(), CLOSE_WITHIN_MS);
  server.close(() => {
    clearTimeout(timer);
    resolve();
  });
  server.closeIdleConnections();
  return promise;
}

/** The whole server over its dependencies: HTTP, live sessions, guideline documents. Does not listen yet. */
export function createApp(deps: Deps, options: AppOptions = {}): App {
  const server = createServer(createHttpApp(deps, options.pages ?? { folder: BUILD_FOLDER }));
  const gateways: Gateway[] = [
    attachLiveGateway(server, deps, options.live),
    attachGuidelineGateway(server, deps),
  ];
  return {
    server,
    async close() {
      deps.lifecycle.isStopping = true;
      const closed = closeServer(server);
      await Promise.all(gateways.map((gateway) => gateway.close()));
      await closed;
    },
  };
}
