import { afterEach, expect, test } from 'vitest';
import { guidelineDrafts } from '#server/services/guideline/drafts.ts';
import { writeDimension } from '#shared/guideline/document.ts';
import { must } from '#shared/must.ts';
import { Studio, type StudioOptions } from './support/studio.ts';
import { until } from './support/until.ts';

let studio: Studio;
const begin = async (options?: StudioOptions) => (studio = await Studio.start(options));
afterEach(() => studio.close());

test('what one types, the others read, and the writer hears that it is stored', async () => {
  await begin();
  const [ada, ben] = [await studio.person('author', 'Ada'), await studio.person('reviewer', 'Ben')];
  const [a, b] = [await studio.open(ada), await studio.open(ben)];
  expect(a.text).toBe(b.text);
  a.type('\nfrom Ada');
  await until(() => b.text.endsWith('from Ada'), 'Ben to read it');
  await a.stored();
  b.type('\nfrom Ben');
  await until(() => a.text.endsWith('from Ben'), 'Ada to read it');
  expect(await studio.storedText()).toBe(a.text);
});

test('the rubric is edited in the same document', async () => {
  await begin();
  const [a, b] = [await studio.open(studio.owner), await studio.open(await studio.person('author'))];
  const first = must(a.draft.rubric?.dimensions[0]);
  writeDimension(a.doc, { ...first, definition: 'New words.' });
  await until(
    () => b.draft.rubric?.dimensions[0]?.definition === 'New words.',
    'the other to see the definition',
  );
});

test('the welcome comes before everything else and says what the newcomer may do', async () => {
  await begin();
  const facts = await studio.facts();
  const socket = await studio.raw(studio.owner);
  await until(() => socket.received.length >= 2, 'the first two frames');
  expect(socket.received[0]?.[0]).toBe(101);
  expect(socket.received[1]?.[0]).toBe(0);
  const editor = await studio.open(studio.owner);
  expect(editor.welcome).toEqual({ epoch: facts.epoch, head: 1, mayEdit: true, frozenFor: null });
  const reader = await studio.open(await studio.person('observer'));
  expect(reader.welcome).toMatchObject({ mayEdit: false });
});

test('an edit made while the connection was lost arrives when it is back', async () => {
  await begin();
  const [a, b] = [await studio.open(studio.owner), await studio.open(await studio.person('author'))];
  a.provider.disconnect();
  a.type('\nmade in a tunnel');
  a.connect();
  await until(() => b.text.endsWith('made in a tunnel'), 'the edit to arrive');
});

test('everybody is told in one frame what several people typed in one moment', async () => {
  await begin();
  const people = await Promise.all(['Ada', 'Ben', 'Cyd', 'Dov'].map((name) => studio.person('author', name)));
  const clients = await Promise.all(people.map((person) => studio.open(person)));
  for (let round = 0; round < 30; round++)
    clients.forEach((client, index) => client.type(`<${index}.${round}>`));
  const isComplete = (text: string) => clients.every((_client, index) => text.includes(`<${index}.29>`));
  await until(
    () => clients.every((client) => isComplete(client.text) && client.text === clients[0]?.text),
    'all to agree',
  );
  expect(await studio.storedText()).toBe(clients[0]?.text);
});

test('who leaves and comes back during a slow write finds the text', async () => {
  await begin({ drafts: { unloadAfterMs: 0 } });
  const first = await studio.open(studio.owner);
  const lease = must(await guidelineDrafts(studio.app.deps).open(studio.projectId));
  // The writer is busy for a while: what is typed now waits for its turn.
  const { promise: busy, resolve: finish } = Promise.withResolvers<void>();
  const slow = lease.room.change(null, () => busy);
  lease.release();
  first.type('\ntyped while the writer was busy');
  first.destroy();
  const again = studio.client(studio.owner, lease.room.epoch).connect();
  finish();
  await slow;
  await again.synced();
  await until(() => again.text.endsWith('typed while the writer was busy'), 'the text to be there');
});

test('a document that nobody needs is unloaded and comes back as it was', async () => {
  await begin({ drafts: { unloadAfterMs: 0 } });
  const first = await studio.open(studio.owner);
  first.type('\nlasting');
  await first.stored();
  const lease = must(await guidelineDrafts(studio.app.deps).open(studio.projectId));
  lease.release();
  first.destroy();
  await until(() => lease.room.doc.isDestroyed, 'the document to be unloaded');
  const again = await studio.open(studio.owner);
  expect(again.text.endsWith('lasting')).toBe(true);
  const other = must(await guidelineDrafts(studio.app.deps).open(studio.projectId));
  expect(other.room).not.toBe(lease.room);
  other.release();
});

test('many small changes are merged into one, and nothing is lost by it', async () => {
  await begin({ drafts: { unloadAfterMs: 0 } });
  const client = await studio.open(studio.owner);
  for (let index = 0; index < 450; index++) {
    client.type(`${index} `);
    if (index % 10 === 9) await client.stored();
  }
  await client.stored();
  const rows = await studio.app.deps.db.selectFrom('guideline_updates').select('seq').execute();
  expect(rows.length).toBeLessThan(300);
  const text = client.text;
  client.destroy();
  const lease = must(await guidelineDrafts(studio.app.deps).open(studio.projectId));
  lease.release();
  await until(() => lease.room.doc.isDestroyed, 'the document to be unloaded');
  expect(await studio.storedText()).toBe(text);
});

test('when nothing can be stored nothing is shown to others, and the text comes through later', async () => {
  await begin();
  const [a, b] = [await studio.open(studio.owner), await studio.open(await studio.person('author'))];
  const { db } = studio.app.deps;
  await db.schema.alterTable('guideline_updates').renameTo('hidden_updates').execute();
  a.type('\nwritten in a bad moment');
  await a.closedWith(4503);
  expect(b.text).not.toContain('bad moment');
  await db.schema.alterTable('hidden_updates').renameTo('guideline_updates').execute();
  await until(() => b.text.endsWith('written in a bad moment'), 'the text to come through');
  await a.synced();
  expect(await studio.storedText()).toBe(a.text);
});

test('a server that stops stores what it received and tells everybody to come back', async () => {
  await begin();
  const client = await studio.open(studio.owner);
  client.type('\nlast words');
  await client.stored();
  const closing = studio.app.close();
  await client.closedWith(1001);
  client.destroy();
  await closing;
});
