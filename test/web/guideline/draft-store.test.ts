import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import * as Y from 'yjs';
import type { Role } from '#shared/access/policy.ts';
import { draftText } from '#shared/guideline/document.ts';
import { documentsAddress } from '#lib/guideline/document-socket.ts';
import { keepDraft, keptDraft } from '#lib/guideline/kept-draft.ts';
import { SharedDraft } from '#lib/guideline/shared-draft.ts';
import { memoryKeep, type Keep } from '#lib/session/keep.ts';
import { GuidelineDraft } from '#lib/stores/guideline-draft.svelte.ts';
import { must } from '#shared/must.ts';
import { until } from '../../guidelines/support/until.ts';
import { ask, cookieFrom } from '../../support/http-client.ts';
import { startServer, type RealServer } from './support/server.ts';

/* The studio's side of the document against a real server: what a browser would do, without the screen. */

const START_WITHIN_MS = 30_000;
const PASSWORD = 'a long enough password';
const [plainFetch, PlainSocket] = [globalThis.fetch, globalThis.WebSocket];

interface Person {
  readonly cookie: string;
  readonly id: string;
}

let server: RealServer;
let projectId: string;
let owner: Person;
const opened: GuidelineDraft[] = [];

async function meOf(cookie: string): Promise<string> {
  const { body } = await ask(server.base, 'GET /api/me', { cookie });
  return (body as { person: { id: string } }).person.id;
}

async function person(name: string, role: Role): Promise<Person> {
  const invited = await ask(server.base, `POST /api/projects/${projectId}/invitations`, {
    cookie: owner.cookie,
    json: { role },
  });
  const { token } = invited.body as { token: string };
  const accepted = await ask(server.base, `POST /api/invitations/${token}/accept`, {
    json: { name, email: `${name}@example.org`, password: PASSWORD },
  });
  const cookie = cookieFrom(accepted);
  return { cookie, id: await meOf(cookie) };
}

const setRole = (who: Person, role: Role) =>
  ask(server.base, `PATCH /api/projects/${projectId}/people/${who.id}`, {
    cookie: owner.cookie,
    json: { role },
  });

/** From here on requests and sockets are this person's, as in their browser. */
function be({ cookie }: Person): void {
  globalThis.fetch = (address, init) =>
    typeof address === 'string' && address.startsWith('/')
      ? plainFetch(server.base + address, { ...init, headers: { cookie, origin: server.base } })
      : plainFetch(address, init);
  globalThis.WebSocket = class extends PlainSocket {
    constructor(address: string | URL) {
      super(address, { headers: { cookie, origin: server.base } } as unknown as string[]);
    }
  };
}

async function open(who: Person, keep: Keep = memoryKeep()): Promise<GuidelineDraft> {
  be(who);
  const draft = new GuidelineDraft({
    address: documentsAddress(new URL(server.base)),
    keep,
    scope: { projectId, personId: who.id },
    now: Date.now,
  });
  opened.push(draft);
  await draft.open();
  await until(() => draft.phase.kind === 'open', 'the draft to open');
  return draft;
}

const textOf = (draft: GuidelineDraft) => draft.shared?.text.toJSON() ?? '';
const write = (draft: GuidelineDraft, words: string) => must(draft.shared).text.insert(0, words);
const stored = (draft: GuidelineDraft) => until(() => draft.status.kind === 'stored', 'all to be stored');

beforeAll(async () => {
  server = await startServer();
  const made = await ask(server.base, 'POST /api/setup', {
    json: { name: 'Olga', email: 'olga@example.org', password: PASSWORD, project: { name: 'Calibration' } },
  });
  const cookie = cookieFrom(made);
  projectId = (made.body as { projects: { id: string }[] }).projects[0]?.id ?? '';
  owner = { cookie, id: await meOf(cookie) };
}, START_WITHIN_MS);

afterEach(() => {
  for (const draft of opened.splice(0)) draft.close();
  [globalThis.fetch, globalThis.WebSocket] = [plainFetch, PlainSocket];
});

afterAll(async () => {
  await server.stop();
});

test('D4 an edit is called stored only after the server has confirmed it, and is there for the next who opens', async () => {
  const draft = await open(owner);
  write(draft, 'One. ');
  expect(draft.status.kind).toBe('storing');
  await stored(draft);
  const other = await open(await person('ann', 'author'));
  expect(textOf(other)).toContain('One. ');
});

test('two people who write at once both end with both texts', async () => {
  const first = await open(owner);
  const second = await open(await person('bea', 'author'));
  write(first, 'From the first. ');
  write(second, 'From the second. ');
  await until(() => textOf(first) === textOf(second), 'both to have the same text');
  expect(textOf(first)).toContain('From the first. ');
  expect(textOf(first)).toContain('From the second. ');
});

test('what is written without a connection is called unstored, and merged when the connection is back', async () => {
  const draft = await open(owner);
  draft.setOffline(true);
  write(draft, 'In the tunnel. ');
  expect(draft.status.kind).toBe('unstored');
  draft.setOffline(false);
  await stored(draft);
  const other = await open(await person('cleo', 'author'));
  expect(textOf(other)).toContain('In the tunnel. ');
});

test('edits that were not confirmed survive a closed page', async () => {
  const keep = memoryKeep();
  const draft = await open(owner, keep);
  draft.setOffline(true);
  write(draft, 'Before the lid closed. ');
  draft.close();
  const next = await open(owner, keep);
  await stored(next);
  expect(textOf(next)).toContain('Before the lid closed. ');
  next.keepNow();
  expect(keptDraft(keep, { projectId, personId: owner.id })).toBeNull();
});

test('G5 kept edits of another history are shown beside the draft, never merged into it', async () => {
  const keep = memoryKeep();
  const older = new SharedDraft('another-epoch');
  draftText(older.doc).insert(0, 'A text of another history.');
  keepDraft(keep, { projectId, personId: owner.id }, older, 1);
  const draft = await open(owner, keep);
  expect(draft.unsaved).toMatchObject({ why: 'rebuilt', mine: { text: 'A text of another history.' } });
  expect(textOf(draft)).not.toContain('another history');
  draft.dismissUnsaved();
  expect(keptDraft(keep, { projectId, personId: owner.id })).toBeNull();
});

test('G4 a right lost in the middle of writing: the unstored words are shown, the draft is read only and without them', async () => {
  const dora = await person('dora', 'author');
  const draft = await open(dora);
  draft.setOffline(true);
  write(draft, 'Never to be merged. ');
  await setRole(dora, 'annotator');
  draft.setOffline(false);
  await until(() => draft.unsaved !== null, 'the unsaved words to be shown');
  expect(draft.unsaved?.why).toBe('rights-changed');
  expect(draft.unsaved?.mine.text).toContain('Never to be merged. ');
  expect(textOf(draft)).not.toContain('Never to be merged. ');
  expect(draft.mayEdit).toBe(false);
});

test('G4 a right lost with everything stored only makes the draft read only; a right that comes back makes it writable', async () => {
  const emil = await person('emil', 'author');
  const draft = await open(emil);
  await setRole(emil, 'observer');
  await until(() => !draft.mayEdit, 'the right to go');
  expect(draft.unsaved).toBeNull();
  await setRole(emil, 'author');
  await until(() => draft.mayEdit, 'the right to come back');
});

test('somebody who is removed from the project keeps a copy of what was not stored', async () => {
  const fred = await person('fred', 'author');
  const draft = await open(fred);
  draft.setOffline(true);
  write(draft, 'Last words. ');
  await ask(server.base, `DELETE /api/projects/${projectId}/people/${fred.id}`, { cookie: owner.cookie });
  draft.setOffline(false);
  await until(() => draft.phase.kind === 'ended', 'the draft to end');
  expect(draft.unsaved?.mine.text).toContain('Last words. ');
  expect(draft.unsaved?.current).toBeNull();
});

test('a reader is told so and has the whole text', async () => {
  const reader = await open(await person('gus', 'annotator'));
  expect(reader.mayEdit).toBe(false);
  expect(textOf(reader)).not.toBe('');
  expect(reader.parts.length).toBeGreaterThan(0);
});

test('two people who change different fields of one dimension keep both changes, and each undoes only their own', async () => {
  const first = await open(owner);
  const second = await open(await person('hana', 'author'));
  const { id } = must(first.dimensions[0]);
  must(first.shared).editDimension(id, (dimension) => ({ ...dimension, name: 'Renamed' }));
  await until(() => second.dimensions[0]?.name === 'Renamed', 'the new name to arrive');
  must(second.shared).editDimension(id, (dimension) => ({ ...dimension, definition: 'Defined anew.' }));
  await until(() => first.dimensions[0]?.definition === 'Defined anew.', 'the new definition to arrive');
  expect(first.dimensions[0]?.name).toBe('Renamed');
  must(first.shared).moveDimension(id, 1);
  must(first.shared).undoRubric();
  expect(first.dimensions[0]).toMatchObject({ id, definition: 'Defined anew.' });
});

test('a rubric from a template replaces the one that was there, in one step that can be undone', () => {
  const draft = new SharedDraft('e');
  const before = { id: 'old', name: 'Old' };
  draft.doc.transact(() => draft.doc.getMap('rubric').set('dim:old', before));
  draft.takeRubric(
    {
      task: 'new',
      dimensions: [
        {
          id: 'tone',
          name: 'Tone',
          definition: '',
          scale: { kind: 'ranking' },
          scope: 'item',
          optional: false,
          allowNotApplicable: false,
          safety: false,
        },
      ],
    },
    'replace',
  );
  expect(draft.dimensions().map(({ id }) => id)).toEqual(['tone']);
  draft.undoRubric();
  expect(draft.dimensions().map(({ id }) => id)).toEqual(['old']);
  expect(Y.encodeStateAsUpdate(draft.doc).length).toBeGreaterThan(0);
  draft.destroy();
});
