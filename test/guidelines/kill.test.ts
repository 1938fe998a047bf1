import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Me } from '#shared/protocol/http/people.ts';
import type { GuidelineFacts } from '#shared/protocol/guideline.ts';
import { must } from '#shared/must.ts';
import { freePort, startChild, type ChildServer } from '../support/child-server.ts';
import { ask, cookieFrom } from '../support/http-client.ts';
import { DocumentClient } from './support/document-client.ts';
import { until } from './support/until.ts';

const CYCLES = 4;
const WORD = /<\d+>/g;

let directory: string;
let server: ChildServer | null = null;
const clients: DocumentClient[] = [];

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'touchstone-kill-'));
});

afterEach(async () => {
  for (const client of clients.splice(0)) client.destroy();
  await server?.kill('SIGKILL');
  await rm(directory, { recursive: true, force: true });
});

async function openDocument(base: string, cookie: string, projectId: string): Promise<DocumentClient> {
  const facts = await ask(base, `GET /api/projects/${projectId}/guideline`, { cookie });
  const client = new DocumentClient({ base, cookie }, projectId, (facts.body as GuidelineFacts).epoch);
  clients.push(client);
  return client.connect().synced();
}

const wordsOf = (text: string) => text.match(WORD) ?? [];

test(
  'D4 a server that is killed while people type has lost nothing that anybody else has seen, or that was confirmed',
  { timeout: 90_000 },
  async () => {
    const port = await freePort();
    server = await startChild('server/main.ts', directory, port);
    const { base } = server;
    const setup = await ask(base, 'POST /api/setup', {
      json: {
        name: 'Olga',
        email: 'o@example.org',
        password: 'long enough for this',
        project: { name: 'P', template: 'preference' },
      },
    });
    const cookie = cookieFrom(setup);
    const projectId = must((setup.body as Me).projects[0]).id;
    let count = 0;
    let kept: string[] = [];
    for (let cycle = 0; cycle < CYCLES; cycle++) {
      const [writer, reader] = [
        await openDocument(base, cookie, projectId),
        await openDocument(base, cookie, projectId),
      ];
      expect(wordsOf(reader.text)).toEqual(expect.arrayContaining(kept));
      const wanted = wordsOf(reader.text).length + 60 + cycle * 17;
      let isTyping = true;
      const typing = (async () => {
        for (; isTyping; count++) {
          writer.type(`<${count}>`);
          await new Promise((resolve) => setImmediate(resolve));
        }
      })();
      await until(() => wordsOf(reader.text).length > wanted, 'the reader to read on');
      await must(server).kill('SIGKILL');
      isTyping = false;
      await typing;
      kept = wordsOf(reader.text);
      for (const client of clients.splice(0)) client.destroy();
      server = await startChild('server/main.ts', directory, port);
    }
    const after = await openDocument(base, cookie, projectId);
    const words = wordsOf(after.text);
    expect(words).toEqual(expect.arrayContaining(kept));
    expect(new Set(words).size).toBe(words.length);
  },
);
