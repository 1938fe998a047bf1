import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { must } from '#shared/must.ts';

/** The real server in a process of its own: its modules cannot be loaded where code is compiled for the browser. */
export interface RealServer {
  readonly base: string;
  stop(): Promise<void>;
}

/** Starts it on an empty data directory and a free port. */
export async function startServer(): Promise<RealServer> {
  const dataDir = mkdtempSync(join(tmpdir(), 'touchstone-web-'));
  const env = { HOST: '127.0.0.1', PORT: '0', DATA_DIR: dataDir, LOG_LEVEL: 'info' };
  const child = spawn(process.execPath, ['server/main.ts'], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  const port = await listeningPort(createInterface({ input: must(child.stdout) }));
  return {
    base: `http://127.0.0.1:${port}`,
    async stop() {
      child.kill('SIGKILL');
      await once(child, 'exit');
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

async function listeningPort(lines: AsyncIterable<string>): Promise<number> {
  for await (const line of lines) {
    const { msg, port } = JSON.parse(line) as { msg?: string; port?: number };
    if (msg === 'listening' && port !== undefined) return port;
  }
  throw new Error('The server ended before it listened.');
}
