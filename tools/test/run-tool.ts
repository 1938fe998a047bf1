import { spawnSync } from 'node:child_process';
import { delimiter, dirname, join, resolve } from 'node:path';

const project = resolve(import.meta.dirname, '../..');

/**
 * Runs a tool of node_modules/.bin under the Node that runs us, output shown as it comes, and returns its exit code.
 * Ctrl-C during a tool ends the whole run.
 */
export function runTool(
  [name = '', ...options]: readonly string[],
  env: Record<string, string> = {},
): number {
  const path = [dirname(process.execPath), process.env['PATH']].join(delimiter);
  const { status, signal, error } = spawnSync(
    process.execPath,
    [join(project, 'node_modules/.bin', name), ...options],
    {
      cwd: project,
      stdio: 'inherit',
      env: { ...process.env, PATH: path, ...env },
    },
  );
  if (error) throw error;
  if (signal === 'SIGINT' || signal === 'SIGTERM') process.exit(130);
  return status ?? 1;
}
