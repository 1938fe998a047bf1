import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { delimiter, dirname, join, resolve } from 'node:path';

const project = resolve(import.meta.dirname, '../..');

interface Options {
  readonly env?: Readonly<Record<string, string>>;
  /** Gets what the tool prints; without it the output is shown as it comes. */
  readonly hear?: ((text: string) => void) | undefined;
}

/**
 * Runs a tool of node_modules/.bin under the Node that runs us and returns its exit code. Ctrl-C during a tool ends the whole run.
 */
export async function runTool(
  [name = '', ...options]: readonly string[],
  { env = {}, hear }: Options = {},
): Promise<number> {
  const path = [dirname(process.execPath), process.env['PATH']].join(delimiter);
  const child = spawn(process.execPath, [join(project, 'node_modules/.bin', name), ...options], {
    cwd: project,
    stdio: hear ? ['ignore', 'pipe', 'pipe'] : 'inherit',
    env: { ...process.env, PATH: path, ...env },
  });
  if (hear) for (const stream of [child.stdout, child.stderr]) stream?.setEncoding('utf8').on('data', hear);
  const [code, signal] = (await once(child, 'close')) as [number | null, NodeJS.Signals | null];
  if (signal === 'SIGINT' || signal === 'SIGTERM') process.exit(130);
  return code ?? 1;
}
