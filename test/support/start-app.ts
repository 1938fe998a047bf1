import type { AddressInfo } from 'node:net';
import { PassThrough } from 'node:stream';
import { createApp } from '#server/app.ts';
import { readConfig } from '#server/config.ts';
import { openDatabase } from '#server/db/database.ts';
import { migrate } from '#server/db/migrate.ts';
import { createDeps, type Deps, type DepsOverrides } from '#server/deps.ts';
import { createLog } from '#server/log.ts';
import type { PasswordCost } from '#server/services/passwords.ts';

export interface RunningApp {
  readonly base: string;
  readonly deps: Deps;
  /** Everything the server has logged, as it was written. */
  logged(): string;
  close(): Promise<void>;
}

export interface StartOptions {
  readonly environment?: Readonly<Record<string, string>>;
  readonly overrides?: DepsOverrides;
  /** How long somebody counts as present after the last connection is lost. */
  readonly graceMs?: number;
}

const DEFAULTS = { HOST: '127.0.0.1', PORT: '0', DATA_DIR: ':memory:', LOG_LEVEL: 'debug' };

/** The cheapest that scrypt takes: a test makes half a dozen accounts, and a second of hashing would be most of its time. */
const QUICK_PASSWORDS: PasswordCost = { N: 2, r: 1, p: 1 };

/** The real server on loopback with a database of its own: in memory unless the environment names another. */
export async function startApp({
  environment = {},
  overrides = {},
  graceMs = 300,
}: StartOptions = {}): Promise<RunningApp> {
  const config = readConfig({ ...DEFAULTS, ...environment });
  const lines: Buffer[] = [];
  const log = createLog(
    config,
    new PassThrough().on('data', (line: Buffer) => void lines.push(line)),
  );
  const db = await openDatabase(config);
  await migrate(db, Date.now());
  const deps = createDeps(config, db, log, { passwordCost: QUICK_PASSWORDS, ...overrides });
  const app = createApp(deps, { live: { graceMs } });
  await new Promise<void>((resolve) => void app.server.listen(0, '127.0.0.1', resolve));
  const { port } = app.server.address() as AddressInfo;
  return {
    base: `http://127.0.0.1:${port}`,
    deps,
    logged: () => Buffer.concat(lines).toString(),
    async close() {
      await app.close();
      await db.destroy();
    },
  };
}
