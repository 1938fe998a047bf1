import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';

const project = resolve(import.meta.dirname, '../..');

interface Ended {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

const run = (tool: string, option: string) =>
  new Promise<Ended>((done) => {
    const command = ['tools/start.mjs', `tools/${tool}.ts`, option];
    const child = execFile(process.execPath, command, { cwd: project }, (_error, out, err) =>
      done({ code: child.exitCode ?? -1, out, err }),
    );
  });

describe.each(['import', 'verify', 'rehearse', 'demo'])('npm run %s', (tool) => {
  test('W6 answers --help with its usage', async () => {
    const { code, out, err } = await run(tool, '--help');
    expect([code, err]).toEqual([0, '']);
    expect(out).toContain(`Usage: npm run ${tool}`);
  });

  test('W6 names an option that it does not know in one line', async () => {
    expect(await run(tool, '--no-such-thing')).toEqual({
      code: 2,
      out: '',
      err: "Unknown option '--no-such-thing'. --help says what there is.\n",
    });
  });
});
