import type { AddressInfo } from 'node:net';
import { createApp, type App, type AppOptions } from './app.ts';
import { systemClock } from './clock.ts';
import { configHelp, ConfigError, readConfig, type Config } from './config.ts';
import { openDatabase } from './db/database.ts';
import { migrate, NewerDatabaseError } from './db/migrate.ts';
import { createDeps, type Deps } from './deps.ts';
import { createLog, type Log } from './log.ts';
import { PROGRAM_VERSION } from './version.ts';

function listen({ server }: App, config: Config): Promise<AddressInfo> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(config.port, config.host, () => resolve(server.address() as AddressInfo));
  });
}

/** A second signal while stopping kills, as people expect. */
function stopOnSignal(app: App, deps: Deps): void {
  const stop = (signal: string) => {
    deps.log.info({ signal }, 'stopping');
    void app
      .close()
      .then(() => deps.db.destroy())
      .then(() => deps.log.info('stopped'))
      .catch((error: unknown) => deps.log.error({ err: error }, 'could not stop cleanly'))
      .finally(() => process.exit());
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
}

/** A promise that nobody awaited is a bug: it is logged, and the meeting goes on. */
function surviveBugs(log: Log): void {
  process.on('unhandledRejection', (error) => log.error({ err: error }, 'unhandled rejection'));
}

async function start(config: Config, options: (deps: Deps) => Promise<AppOptions>): Promise<void> {
  const log = createLog(config);
  surviveBugs(log);
  const db = await openDatabase(config);
  const applied = await migrate(db, systemClock());
  const deps = createDeps(config, db, log);
  const app = createApp(deps, await options(deps));
  const { address, port } = await listen(app, config);
  stopOnSignal(app, deps);
  const database = config.databaseUrl === null ? 'sqlite' : 'postgres';
  log.info({ version: PROGRAM_VERSION, address, port, database, migrations: applied }, 'listening');
}

/** Reads the configuration and runs until a signal. With `--help` it prints the variables instead. */
export async function run(
  options: (deps: Deps) => Promise<AppOptions> = () => Promise.resolve({}),
): Promise<void> {
  if (process.argv.includes('--help')) {
    process.stdout.write(`Touchstone ${PROGRAM_VERSION}\n\n${configHelp()}\n`);
    return;
  }
  try {
    await start(readConfig(), options);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const isExpected = error instanceof ConfigError || error instanceof NewerDatabaseError || 'code' in error;
    process.stderr.write(
      `Touchstone cannot start. ${isExpected ? error.message : (error.stack ?? error.message)}\n`,
    );
    // What was opened before the failure would keep the process alive.
    process.exit(1);
  }
}
