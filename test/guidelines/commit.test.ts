import { createHash } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { sql } from 'kysely';
import type { Db } from '#server/db/database.ts';
import { inTransaction } from '#server/db/transaction.ts';
import { verifyAudit } from '#server/repositories/audit-log.ts';
import { insertEdgeCase } from '#server/repositories/session-effects.ts';
import { insertItems } from '#server/repositories/items.ts';
import { appendEvents } from '#server/repositories/session-log.ts';
import { insertSession } from '#server/repositories/sessions.ts';
import { draftRubric, draftText, moveDimension } from '#shared/guideline/document.ts';
import { itemId, personId, projectId, rulingId, sessionId } from '#shared/ids.ts';
import { must } from '#shared/must.ts';
import type {
  CommitBody,
  CommitPreview,
  Comparison,
  EdgeCase,
  PinnedGuideline,
  Placed,
  Tray,
  Version,
  VersionHead,
  Versions,
} from '#shared/protocol/guideline.ts';
import { verifyGuideline } from '#server/services/guideline/verify.ts';
import type { BuiltPerson } from '../support/builders.ts';
import { migratedDatabase, onEveryDatabase, runSql, type TestDatabase } from '../support/database.ts';
import { ask } from '../support/http-client.ts';
import type { DocumentClient } from './support/document-client.ts';
import { Studio } from './support/studio.ts';
import { until } from './support/until.ts';

const EDITORIAL = { text: 'Reworded.', source: { kind: 'editorial' as const }, clauseId: null };
/** A commit of what is reviewed at the moment of the act, unless it names another review. */
type Act = Omit<CommitBody, 'hash'> & { readonly hash?: string };
const commitOf = (overrides: Partial<CommitBody> = {}): Act => ({
  opId: 'op-1',
  expectedHead: 1,
  kind: 'semantic',
  changeLog: [EDITORIAL],
  ...overrides,
});
const NO_REVIEW = '0'.repeat(64);

onEveryDatabase('the guideline', (engine) => {
  let database: TestDatabase;
  let studio: Studio;
  let db: Db;
  let owner: BuiltPerson;
  let client: DocumentClient;

  beforeEach(async () => {
    database = await migratedDatabase(engine);
    studio = await Studio.start({ environment: { DATABASE_URL: database.url ?? '' } });
    ({ db } = studio.app.deps);
    ({ owner } = studio);
    client = await studio.open(owner);
  });

  afterEach(async () => {
    await studio.close();
    await database.close();
  });

  const edit = async (text: string, by = client) => {
    by.type(text);
    await by.stored();
  };
  const commit = async (act: Act, by = owner) => {
    const hash = act.hash ?? (await preview(by)).hash ?? NO_REVIEW;
    return studio.ask(by, 'POST', '/commit', { ...act, hash });
  };
  const committed = async (body: Act, by = owner) => {
    const answer = await commit(body, by);
    expect(answer.status, JSON.stringify(answer.body)).toBe(200);
    return answer.body as VersionHead;
  };
  const version = async (number: number) =>
    (await studio.ask(owner, 'GET', `/versions/${number}`)).body as Version;
  const preview = async (by = owner) =>
    (await studio.ask(by, 'GET', '/commit-preview')).body as CommitPreview;

  test('a new project has version 1, and its draft continues it', async () => {
    const first = await version(1);
    expect(first).toMatchObject({ number: 1, parentHash: null, changes: 1, supersededBy: null });
    expect(first.changeLog[0]?.source).toEqual({ kind: 'editorial' });
    expect(client.text).toBe(first.text);
    expect(client.draft.rubric).toEqual(first.rubric);
    expect(await preview()).toMatchObject({ number: 2, unchanged: true, changeLog: [], problems: [] });
    expect(await studio.facts()).toMatchObject({ waiting: 0, rulings: 0, lastRead: 1 });
  });

  test('G1 a commit writes number, parent, text, rubric, authors and hash, and everybody sees it happen', async () => {
    const reviewer = await studio.person('reviewer', 'Rob');
    const other = await studio.open(reviewer);
    await edit('\n## Refusals of medical questions\n\nAn honest refusal beats a guess.\n');
    await edit('\nRob was here.\n', other);
    const head = await committed(commitOf());
    const [first, second] = [await version(1), await version(2)];
    expect(head).toMatchObject({ number: 2, parentHash: first.hash, kind: 'semantic', supersededBy: null });
    expect(second.authors.map(({ id }) => id).toSorted()).toEqual([owner.id, reviewer.id].toSorted());
    expect(second.text).toMatch(/## Refusals of medical questions \{#c-[a-z0-9]{5}\}\n\nAn honest refusal/);
    expect((await version(1)).supersededBy).toBe(2);
    await until(() => other.states.some((state) => state.frozenFor === 2), 'the freeze to be announced');
    await until(
      () => other.states.at(-1)?.head === 2 && other.states.at(-1)?.frozenFor === null,
      'the release',
    );
    // The draft has the id too, so that the next version names the same clause.
    await until(() => client.text === second.text, 'the id to arrive in the draft');
    expect((await preview()).unchanged).toBe(true);
  });

  test('G1 the hash that is shown is the SHA-256 of the file that is exported', async () => {
    await edit('\nCafe\u0301 and trailing\n\n\n');
    const { hash } = await committed(commitOf());
    const file = await ask(
      studio.app.base,
      `GET /api/projects/${studio.projectId}/guideline/versions/2/export.md`,
      {
        cookie: owner.cookie,
      },
    );
    expect(createHash('sha256').update(String(file.body)).digest('hex')).toBe(hash);
    expect(file.headers.get('content-type')).toContain('text/markdown');
    expect(String(file.body)).toContain('Café');
  });

  test('G1 the database refuses to change or delete a version', async () => {
    for (const statement of [
      "update guideline_versions set text = 'x'",
      'update guideline_versions set committed_at = 0',
      'delete from guideline_versions',
    ]) {
      await expect(runSql(db, statement), statement).rejects.toThrow(/append-only/);
    }
    expect(await verifyGuideline(db)).toEqual({ ok: true, versions: 1 });
  });

  test('G1 whatever is tampered with, the check names the first bad version', async () => {
    await edit('\ntwo');
    await committed(commitOf());
    await edit('\nthree');
    await committed(commitOf({ opId: 'op-2', expectedHead: 2 }));
    expect(await verifyGuideline(db)).toEqual({ ok: true, versions: 3 });
    const somebody = await studio.stranger();
    const rows = await db.selectFrom('guideline_versions').selectAll().orderBy('number').execute();
    const tampered: [number, Record<string, unknown>][] = [
      [2, { text: `${must(rows[1]).text}x` }],
      [2, { rubric: must(rows[1]).rubric.replace('"optional":false', '"optional":true') }],
      [1, { hash: '0'.repeat(64) }],
      [3, { parent_hash: must(rows[0]).hash }],
      [2, { change_log: JSON.stringify([{ ...EDITORIAL, text: 'Nothing happened.' }]) }],
      [3, { change_log: 'not json' }],
      [3, { authors: '[]' }],
      [2, { committed_by: somebody.id }],
      [3, { committed_at: 1 }],
      [2, { kind: 'editorial' }],
      [3, { op_id: 'other' }],
      [1, { seal: '0'.repeat(64) }],
    ];
    await withoutTriggers(async () => {
      for (const [number, change] of tampered) {
        await rewrite(number, change);
        expect(await verifyGuideline(db), JSON.stringify(change).slice(0, 60)).toMatchObject({
          ok: false,
          number,
        });
        await rewrite(number, must(rows[number - 1]));
      }
      expect(await verifyGuideline(db)).toEqual({ ok: true, versions: 3 });
      await sql`delete from guideline_versions where number = 3`.execute(db);
      expect(await verifyGuideline(db)).toMatchObject({ ok: false, number: 3 });
    });
  });

  const rewrite = (number: number, change: Record<string, unknown>) =>
    db.updateTable('guideline_versions').set(change).where('number', '=', number).execute();

  /** What somebody can do who owns the database. */
  async function withoutTriggers(work: () => Promise<void>): Promise<void> {
    if (engine === 'SQLite') {
      await runSql(db, 'drop trigger guideline_versions_no_update');
      await runSql(db, 'drop trigger guideline_versions_no_delete');
    } else {
      await runSql(db, 'alter table guideline_versions disable trigger all');
    }
    await work();
  }

  test('D3 the same commit sent again is answered from the record; with another content it is refused', async () => {
    await edit('\nonce');
    const first = await committed(commitOf());
    const { hash } = first;
    await edit('\nmore');
    expect(await committed(commitOf({ hash }))).toMatchObject({ number: first.number, hash });
    const other = await commit(commitOf({ hash, changeLog: [{ ...EDITORIAL, text: 'Something else.' }] }));
    expect(other).toMatchObject({ status: 409, code: 'conflict' });
    expect(await commit(commitOf())).toMatchObject({ status: 409, code: 'conflict' });
    expect((await studio.ask(owner, 'GET', '/versions')).body).toMatchObject({
      versions: [{ number: 2 }, { number: 1 }],
    });
  });

  test('ten commits at once make one version', async () => {
    await edit('\nonce');
    const hash = must((await preview()).hash);
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, index) => commit(commitOf({ opId: `op-${index}`, hash }))),
    );
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(answers.filter(({ code }) => code === 'conflict')).toHaveLength(9);
    expect(await verifyGuideline(db)).toEqual({ ok: true, versions: 2 });
    expect(await verifyAudit(db)).toMatchObject({ ok: true });
  });

  test('what has not changed, is not complete, or was overtaken is not committed', async () => {
    expect(await commit(commitOf())).toMatchObject({ status: 400, code: 'invalid' });
    await edit('\nchanged');
    expect(await commit(commitOf({ expectedHead: 7 }))).toMatchObject({ status: 409, code: 'conflict' });
    draftRubric(client.doc).set('dim:safety', { id: 'safety', name: '' });
    await client.stored();
    const unfinished = await preview();
    expect(unfinished.problems.map(({ dimensionId }) => dimensionId)).toContain('safety');
    expect(unfinished.hash).toBeNull();
    expect(await commit(commitOf())).toMatchObject({ status: 409, code: 'conflict', field: 'hash' });
    expect((await studio.facts()).head.number).toBe(1);
  });

  test('G4 only who may commit commits', async () => {
    await edit('\nchanged');
    for (const role of ['reviewer', 'annotator', 'observer'] as const) {
      expect(await commit(commitOf(), await studio.person(role)), role).toMatchObject({ status: 403 });
    }
    expect(await commit(commitOf(), await studio.stranger())).toMatchObject({ status: 404 });
    expect(await commit(commitOf(), await studio.person('author'))).toMatchObject({ status: 200 });
  });

  test('G3 every entry names its source, and the source exists', async () => {
    await edit('\nchanged');
    const { ids } = await ruledSession();
    const refused = async (changeLog: unknown[]) => commit({ ...commitOf(), changeLog } as Act);
    expect(await refused([])).toMatchObject({ status: 400 });
    expect(await refused([{ text: 'x' }])).toMatchObject({ status: 400 });
    expect(await refused([{ text: '  ', source: { kind: 'editorial' } }])).toMatchObject({ status: 400 });
    expect(await refused([{ text: 'x', source: { kind: 'item', itemId: 'nowhere' } }])).toMatchObject({
      ...{ status: 400, field: 'changeLog.0.source' },
    });
    const ruling = { kind: 'ruling', rulingId: ids.rulingId, sessionId: ids.sessionId, itemId: ids.itemId };
    expect(await refused([{ text: 'x', source: { ...ruling, rulingId: 'never-made' } }])).toMatchObject({
      status: 400,
    });
    const changeLog = [
      { text: 'From a ruling.', source: ruling, clauseId: null },
      { text: 'From an item.', source: { kind: 'item', itemId: ids.itemId }, clauseId: null },
      EDITORIAL,
    ];
    await committed({ ...commitOf(), changeLog } as Act);
    expect((await version(2)).changeLog).toEqual(changeLog);
  });

  test('G8 four people type while a fifth commits: every letter is in the version or in the draft after it, and none twice', async () => {
    const people = await Promise.all(
      ['Ada', 'Ben', 'Cyd', 'Dov'].map((name) => studio.person('author', name)),
    );
    const clients = await Promise.all(people.map((person) => studio.open(person)));
    const typed: string[] = [];
    let isTyping = true;
    const typing = clients.map(async (writer, who) => {
      for (let count = 0; isTyping; count++) {
        const word = `<${who}-${count}>`;
        writer.type(word);
        typed.push(word);
        await new Promise((resolve) => setTimeout(resolve, 4));
      }
    });
    const versions: VersionHead[] = [];
    await until(() => typed.length > 20, 'the typing to begin');
    for (let number = 2; number <= 5; number++) {
      versions.push(await committed(commitOf({ opId: `op-${number}`, expectedHead: number - 1 })));
    }
    isTyping = false;
    await Promise.all(typing);
    await until(() => clients.every((writer) => writer.confirmed === writer.sent), 'everything to be stored');
    const draft = await studio.storedText();
    await until(() => clients.every((writer) => writer.text === draft), 'everybody to agree');
    const wordsIn = (text: string) => [...text.matchAll(/<\d-\d+>/g)].map(([word]) => word);
    expect(wordsIn(draft).toSorted()).toEqual(typed.toSorted());
    const texts = await Promise.all(versions.map(async ({ number }) => (await version(number)).text));
    texts.forEach((text, index) => {
      const next = new Set(wordsIn(texts[index + 1] ?? draft));
      expect(wordsIn(text).filter((word) => !next.has(word))).toEqual([]);
    });
    expect(await verifyGuideline(db)).toEqual({ ok: true, versions: 5 });
    expect(clients.flatMap(({ refusals, closes }) => [...refusals, ...closes])).toEqual([]);
  });

  test('two versions are compared word by word, with the change logs between them', async () => {
    await edit('\nA new sentence.');
    moveDimension(client.doc, 'overall', 0);
    await client.stored();
    await committed(commitOf());
    await edit('\nAnother.');
    await committed(commitOf({ opId: 'op-2', expectedHead: 2, kind: 'editorial' }));
    const { body } = await studio.ask(owner, 'GET', '/compare?from=1&to=3');
    const comparison = body as Comparison;
    expect(comparison.words.removed).toBe(0);
    expect(comparison.words.added).toBe(4);
    expect(comparison.rubric.map(({ text }) => text)).toEqual([
      '“Overall preference” moved from place 5 to 1 of the priority order',
    ]);
    expect(comparison.changeLogs.map(({ number }) => number)).toEqual([2, 3]);
    expect(await studio.ask(owner, 'GET', '/compare?from=1&to=9')).toMatchObject({ status: 404 });
    const { versions } = (await studio.ask(owner, 'GET', '/versions')).body as Versions;
    expect(versions.map(({ number, kind, supersededBy }) => [number, kind, supersededBy])).toEqual([
      [3, 'editorial', null],
      [2, 'semantic', 3],
      [1, 'semantic', 3],
    ]);
  });

  /** A session with one item that had two rounds and a ruling which no clause covers. */
  async function ruledSession() {
    const { deps } = studio.app;
    const project = projectId.parse(studio.projectId);
    const ids = {
      sessionId: sessionId.parse(deps.newId()),
      itemId: itemId.parse(deps.newId()),
      rulingId: rulingId.parse('r1'),
    };
    const content = {
      ...{
        externalId: 'x',
        task: 'preference',
        lang: 'en',
        prompt: 'How much *ibuprofen* is too much?',
        context: null,
      },
      ...{ turns: [], responses: [], claims: [], tags: [], meta: {} },
    };
    const edgeCase = deps.newId();
    await inTransaction(db, async (tx) => {
      await insertItems(tx, { projectId: project, batchId: null, at: 1 }, [
        { id: ids.itemId, contentHash: 'h', content },
      ]);
      await insertSession(tx, {
        ...{
          id: ids.sessionId,
          projectId: project,
          title: 'Weekly',
          code: 'ABC234',
          phase: 'live',
          createdBy: owner.id,
        },
        ...{
          createdAt: 1,
          scheduledFor: null,
          endedAt: null,
          anonymity: 'named',
          guestsAllowed: true,
          guidelineVersion: 1,
        },
      });
      const round = (number: number) => ({ type: 'RoundOpened', itemId: ids.itemId, number }) as never;
      const ruling = { type: 'RulingMade', ruling: { id: ids.rulingId, itemId: ids.itemId } } as never;
      const log = [round(1), round(2), ruling].map((event, index) => ({
        seq: index + 1,
        at: 1,
        actorId: owner.id,
        event,
      }));
      await appendEvents(tx, ids.sessionId, log);
      await insertEdgeCase(tx, {
        ...{
          id: edgeCase,
          project_id: project,
          session_id: ids.sessionId,
          item_id: ids.itemId,
          ruling_id: ids.rulingId,
        },
        ...{
          question: 'Does an honest refusal beat a guess?',
          ruling_text: 'B',
          reason: 'A wrong dose can kill.',
        },
        ...{
          dimension_ids: '["safety"]',
          clause_id: null,
          state: 'waiting',
          created_by: owner.id,
          created_at: 5,
          committed_version: null,
        },
      });
    });
    return { ids, edgeCase };
  }

  const trayOf = async () => ((await studio.ask(owner, 'GET', '/tray')).body as Tray).edgeCases;
  const place = (id: string, afterClauseId: string | null, by = owner) =>
    studio.ask(by, 'POST', `/tray/${id}/place`, { afterClauseId });

  test('an edge case waits in the tray, is placed for everybody at once, and is committed with its source', async () => {
    const { ids, edgeCase } = await ruledSession();
    expect(await studio.facts()).toMatchObject({ waiting: 1, rulings: 1 });
    const [waiting] = await trayOf();
    expect(waiting).toMatchObject({
      id: edgeCase,
      state: 'waiting',
      rounds: 2,
      dimensions: ['Safety'],
      clauseId: null,
    });
    const { clauseId } = (await place(edgeCase, 'c-refusals')).body as Placed;
    await until(() => client.text.includes(`::: edge-case {#${clauseId}}`), 'the block to arrive');
    const block = client.text.slice(client.text.indexOf(':::'));
    expect(block).toContain(`(/sessions/${ids.sessionId}/items/${ids.itemId})`);
    expect(block).toContain('item “How much ibuprofen is too much?”, Safety');
    const log = (await preview()).changeLog;
    expect(log).toMatchObject([{ source: { kind: 'ruling', rulingId: 'r1' }, clauseId }]);
    await committed({ ...commitOf(), changeLog: [...log] });
    expect(await trayOf()).toEqual([]);
    const { body } = await studio.ask(owner, 'GET', `/edge-cases/${edgeCase}`);
    expect(body as EdgeCase).toMatchObject({ state: 'committed', committedVersion: 2, clauseId });
    const clause = (await version(2)).clauses.find(({ id }) => id === clauseId);
    expect(clause).toMatchObject({ kind: 'edge-case', title: 'Does an honest refusal beat a guess?' });
  });

  test('placing twice, or by two people at once, makes one block', async () => {
    const { edgeCase } = await ruledSession();
    const rob = await studio.person('reviewer', 'Rob');
    const answers = await Promise.all([
      place(edgeCase, null),
      place(edgeCase, 'c-refusals', rob),
      place(edgeCase, null),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(new Set(answers.map(({ body }) => (body as Placed).clauseId)).size).toBe(1);
    expect((await studio.storedText()).split('::: edge-case').length - 1).toBe(1);
  });

  test('a block that is deleted from the draft waits again, under the same id', async () => {
    const { edgeCase } = await ruledSession();
    const { clauseId } = (await place(edgeCase, null)).body as Placed;
    await until(() => client.text.includes(clauseId), 'the block to arrive');
    const start = client.text.indexOf('::: edge-case');
    draftText(client.doc).delete(start, client.text.length - start);
    await client.stored();
    expect((await trayOf())[0]).toMatchObject({ id: edgeCase, state: 'waiting', clauseId });
    await edit('\nsomething else');
    await committed(commitOf());
    expect((await studio.facts()).waiting).toBe(1);
    expect(((await place(edgeCase, null)).body as Placed).clauseId).toBe(clauseId);
  });

  test('only writers place, and only behind a clause that is there', async () => {
    const { edgeCase } = await ruledSession();
    expect(await place(edgeCase, null, await studio.person('annotator'))).toMatchObject({ status: 403 });
    expect(await place(edgeCase, 'c-nowhere')).toMatchObject({ status: 400, field: 'afterClauseId' });
    expect(await place('nowhere', null)).toMatchObject({ status: 404 });
    expect((await trayOf())[0]?.state).toBe('waiting');
  });

  test('G2 a session reads the version it is pinned to, whatever was committed since; a guest reads it too', async () => {
    const { ids } = await ruledSession();
    await edit('\nlater');
    await committed(commitOf());
    const guest = await studio.stranger();
    await db
      .insertInto('session_guests')
      .values({ session_id: ids.sessionId, person_id: personId.parse(guest.id) })
      .execute();
    const answer = await ask(studio.app.base, `GET /api/sessions/${ids.sessionId}/guideline`, {
      cookie: guest.cookie,
    });
    const first = await version(1);
    expect(answer.body as PinnedGuideline).toMatchObject({ number: 1, hash: first.hash });
    expect((answer.body as PinnedGuideline).clauses.map(({ id }) => id)).toContain('c-refusals');
    expect(await studio.ask(guest, 'GET', '')).toMatchObject({ status: 404 });
  });
});
