import { mkdtempSync, rmSync } from 'node:fs';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createApp } from '#server/app.ts';
import { readConfig, type Config } from '#server/config.ts';
import { openDatabase } from '#server/db/database.ts';
import { migrate } from '#server/db/migrate.ts';
import { createDeps } from '#server/deps.ts';
import { createLog } from '#server/log.ts';

/** How many ports are tried, one after the other. */
const PORTS_TRIED = 20;

export interface ThrowAwayServer {
  /** Where clients on this machine reach it. */
  readonly base: string;
  /** Where its data lie until then. */
  readonly dataDir: string;
  /** Stops it and removes its data. */
  close(): Promise<void>;
}

export interface ThrowAwayOptions {
  /** The first port to try; 0 takes a free one. */
  readonly port?: number;
  readonly host?: string;
  /** Whether anybody may sign in as a demo person with one click. */
  readonly demo?: boolean;
  readonly logLevel?: string;
}

function listenOn(server: Server, port: number, host: string): Promise<AddressInfo> {
  const { promise, resolve, reject } = Promise.withResolvers<AddressInfo>();
  const fail = (error: Error) => reject(error);
  server.once('error', fail);
  server.listen(port, host, () => {
    server.off('error', fail);
    resolve(server.address() as AddressInfo);
  });
  return promise;
}

const isTaken = (error: unknown) => error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';

async function listenOnNextFree(server: Server, first: number, host: string): Promise<AddressInfo> {
  for (let port = first; ; port += 1) {
    try {
      return await listenOn(server, port, host);
    } catch (error) {
      if (!isTaken(error) || port >= first + PORTS_TRIED) throw error;
    }
  }
}

/** Nothing of the environment reaches it: a throw-away server must never open somebody's real database. */
function configOf(dataDir: string, options: ThrowAwayOptions): Config {
  const { port = 0, host = '127.0.0.1', demo = false, logLevel = 'warn' } = options;
  return readConfig({
    ...{ PORT: String(port), HOST: host, DATA_DIR: dataDir, LOG_LEVEL: logLevel, DEMO: demo ? '1' : '0' },
  });
}

/** The real server in this process, on an empty data directory of its own that goes with it. It logs to standard error. */
export async function startThrowAwayServer(options: ThrowAwayOptions = {}): Promise<ThrowAwayServer> {
  const dataDir = mkdtempSync(join(tmpdir(), 'touchstone-'));
  const removeData = () => rmSync(dataDir, { recursive: true, force: true });
  // Also when the process ends without closing anything.
  process.once('exit', removeData);
  const config = configOf(dataDir, options);
  const log = createLog(config, process.stderr);
  const db = await openDatabase(config);
  await migrate(db, Date.now());
  const app = createApp(createDeps(config, db, log));
  const { port } = await listenOnNextFree(app.server, config.port, config.host);
  const host = config.host === '0.0.0.0' || config.host === '::' ? '127.0.0.1' : config.host;
  return {
    base: `http://${host}:${port}`,
    dataDir,
    async close() {
      await app.close();
      await db.destroy();
      removeData();
      process.off('exit', removeData);
    },
  };
}
