import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createHttpApp } from '#server/http/http-app.ts';
import { ask } from '../support/http-client.ts';
import { startApp, type RunningApp } from '../support/start-app.ts';

const PAGE =
  '<!doctype html><html><head><title>T</title></head><body><script>boot()</script><script src="/a.js"></script></body></html>';
const SCRIPT = 'export const answer = 42;\n'.repeat(50);

let app: RunningApp;
let folder = '';
let pages: Server;
let base = '';

beforeAll(async () => {
  app = await startApp();
  folder = await mkdtemp(join(tmpdir(), 'pages-'));
  await mkdir(join(folder, '_app/immutable'), { recursive: true });
  await writeFile(join(folder, 'index.html'), PAGE);
  await writeFile(join(folder, '_app/immutable/x.js'), SCRIPT);
  await writeFile(join(folder, '_app/immutable/x.js.gz'), gzipSync(SCRIPT));
  await writeFile(join(folder, 'favicon.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>');
  await writeFile(join(folder, '.secret'), 'hidden');
  pages = createServer(createHttpApp(app.deps, { folder }));
  await new Promise<void>((resolve) => void pages.listen(0, '127.0.0.1', resolve));
  base = `http://127.0.0.1:${(pages.address() as AddressInfo).port}`;
});
afterAll(async () => {
  pages.closeAllConnections();
  pages.close();
  await app.close();
  await rm(folder, { recursive: true });
});

const nonceIn = (policy: string | null) => /script-src 'self' 'nonce-([^']+)'/.exec(policy ?? '')?.[1];

describe('the page', () => {
  test.each(['/', '/join/ABCDEF', '/projects/x/sessions/y', '/invite/a_b-c'])(
    'stands at %s',
    async (path) => {
      const answer = await ask(base, `GET ${path}`);
      expect([
        answer.status,
        answer.headers.get('content-type'),
        answer.headers.get('cache-control'),
      ]).toEqual([200, 'text/html; charset=utf-8', 'no-cache']);
    },
  );

  test('carries the nonce of its own response on every script, and a fresh one each time', async () => {
    const [first, second] = [await ask(base, 'GET /'), await ask(base, 'GET /')];
    const nonces = [first, second].map((answer) => nonceIn(answer.headers.get('content-security-policy')));
    expect(String(first.body).match(/<script[^>]*>/g)).toEqual([
      `<script nonce="${nonces[0]}">`,
      `<script nonce="${nonces[0]}" src="/a.js">`,
    ]);
    expect(first.body).toContain(`<meta property="csp-nonce" nonce="${nonces[0]}">`);
    expect(nonces[0]).not.toBe(nonces[1]);
  });

  test('loads nothing from elsewhere and stands in no frame', async () => {
    const policy = (await ask(base, 'GET /')).headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'self'");
    expect(policy).toContain("object-src 'none'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(/(script-src|style-src) [^;]*unsafe/.test(policy)).toBe(false);
  });
});

describe('a file of the build', () => {
  test('with a hash in its name is kept for a year; others are asked for again', async () => {
    const script = await ask(base, 'GET /_app/immutable/x.js');
    expect(script.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect((await ask(base, 'GET /favicon.svg')).headers.get('cache-control')).toBe('no-cache');
  });

  test('goes out compressed to whoever takes it, with its own type', async () => {
    const packed = await ask(base, 'GET /_app/immutable/x.js', { headers: { 'accept-encoding': 'gzip' } });
    const plain = await ask(base, 'GET /_app/immutable/x.js', { headers: { 'accept-encoding': 'identity' } });
    expect([packed.headers.get('content-encoding'), plain.headers.get('content-encoding')]).toEqual([
      'gzip',
      null,
    ]);
    expect([packed.body, plain.body]).toEqual([SCRIPT, SCRIPT]);
    for (const answer of [packed, plain]) {
      expect(answer.headers.get('content-type')).toMatch(/^text\/javascript/);
      expect(answer.headers.get('vary')).toContain('Accept-Encoding');
    }
  });

  test.each(['/_app/immutable/gone.js', '/.secret', '/..%2f..%2fpackage.json', '/_app/..%2f.secret'])(
    '%s is not there',
    async (path) => {
      const answer = await ask(base, `GET ${path}`);
      expect(JSON.stringify(answer.body)).not.toMatch(/hidden|"dependencies"/);
      expect(answer.headers.get('content-type') ?? '').not.toContain('javascript');
    },
  );
});

describe('the API', () => {
  test('answers an unknown address with JSON, not with the page', async () => {
    const answer = await ask(base, 'GET /api/nothing');
    expect([answer.status, answer.code, answer.headers.get('cache-control')]).toEqual([
      404,
      'not-found',
      'no-store',
    ]);
  });

  test.each([
    ['a body that is no JSON', '{"email":', 400, 'bad-request'],
    ['a body of another shape', '[]', 400, 'invalid'],
    ['a body that is too large', `{"email":"${'x'.repeat(3_000_000)}"}`, 413, 'too-large'],
  ])('refuses %s, and repeats none of it', async (_what, raw, status, code) => {
    const answer = await ask(base, 'POST /api/sign-in', {
      raw,
      headers: { 'content-type': 'application/json' },
    });
    expect([answer.status, answer.code]).toEqual([status, code]);
    expect(JSON.stringify(answer.body).length).toBeLessThan(300);
  });

  test('takes no form that another site could post', async () => {
    const raw = 'email=a@example.org&password=x';
    const answer = await ask(base, 'POST /api/sign-in', {
      raw,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    });
    expect([answer.status, answer.code]).toEqual([400, 'invalid']);
  });

  test('says that it is well', async () => {
    expect((await ask(base, 'GET /api/health')).body).toMatchObject({ status: 'ok', version: '0.1.0' });
  });

  test('a bug is told as "internal" and nothing of it leaves the server', async () => {
    await app.deps.db.schema.alterTable('people').renameTo('people_gone').execute();
    const answer = await ask(base, 'GET /api/me');
    await app.deps.db.schema.alterTable('people_gone').renameTo('people').execute();
    expect([answer.status, answer.code]).toEqual([500, 'internal']);
    expect(JSON.stringify(answer.body)).not.toContain('people');
    expect(app.logged()).toContain('request failed');
  });
});
