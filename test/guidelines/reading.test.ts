import { afterEach, beforeEach, expect, test } from 'vitest';
import { verifyAudit } from '#server/repositories/audit-log.ts';
import { must } from '#shared/must.ts';
import type {
  CommitPreview,
  Readers,
  SessionReading,
  Version,
  Versions,
} from '#shared/protocol/guideline.ts';
import { HttpClient } from '../../tools/client/http-client.ts';
import type { BuiltPerson } from '../support/builders.ts';
import { migratedDatabase, onEveryDatabase, runSql, type TestDatabase } from '../support/database.ts';
import { ask } from '../support/http-client.ts';
import { Studio } from './support/studio.ts';

/* Who has read which version, from the first word of a commit to the lobby of a session. */

onEveryDatabase('who has read it', (engine) => {
  let database: TestDatabase;
  let studio: Studio;
  let owner: BuiltPerson;
  let ann: BuiltPerson;
  let oli: BuiltPerson;

  beforeEach(async () => {
    database = await migratedDatabase(engine);
    studio = await Studio.start({ environment: { DATABASE_URL: database.url ?? '' } });
    ({ owner } = studio);
    ann = await studio.person('annotator', 'Ann');
    oli = await studio.person('observer', 'Oli');
  });

  afterEach(async () => {
    await studio.close();
    await database.close();
  });

  async function commit(): Promise<void> {
    const client = await studio.open(owner);
    client.type('\nMore.');
    await client.stored();
    client.destroy();
    const seen = (await studio.ask(owner, 'GET', '/commit-preview')).body as CommitPreview;
    const answer = await studio.ask(owner, 'POST', '/commit', {
      ...{ opId: `op-${seen.number}`, expectedHead: seen.head.number, hash: must(seen.hash) },
      ...{ kind: 'semantic', changeLog: [...seen.changeLog] },
    });
    expect(answer.status, JSON.stringify(answer.body)).toBe(200);
  }
  const read = (who: BuiltPerson, number: number) => studio.ask(who, 'POST', `/versions/${number}/read`, {});
  const readers = async (who: BuiltPerson, number: number): Promise<Readers> =>
    ((await studio.ask(who, 'GET', `/versions/${number}`)).body as Version).readers;
  const names = (people: Readers['people'] | Readers['missing']) => people?.map(({ name }) => name);
  const reading = async (who: BuiltPerson, sessionId: string) => {
    const { body } = await ask(studio.app.base, `GET /api/sessions/${sessionId}/guideline/reading`, {
      cookie: who.cookie,
    });
    return body as SessionReading;
  };

  test('G9 X3 a member says that they have read a version: once, with the time, on record', async () => {
    await commit();
    expect((await studio.facts(ann)).lastRead).toBeNull();
    expect(await readers(ann, 2)).toMatchObject({ count: 1, of: 3, own: null });
    expect(await read(ann, 2)).toMatchObject({ status: 200 });
    const first = await readers(ann, 2);
    expect(await read(ann, 2)).toMatchObject({ status: 200 });
    expect(await readers(ann, 2)).toEqual(first);
    expect(first).toMatchObject({ count: 2, of: 3 });
    expect(first.own).toBeGreaterThan(0);
    expect((await studio.facts(ann)).lastRead).toBe(2);
    const { db } = studio.app.deps;
    const rows = await db
      .selectFrom('audit_log')
      .selectAll()
      .where('action', '=', 'guideline.read')
      .execute();
    expect(rows.map((row) => [row.actor_id, JSON.parse(row.detail)])).toEqual([[ann.id, { number: 2 }]]);
    expect(await verifyAudit(db)).toMatchObject({ ok: true });
    for (const statement of ['update guideline_reads set at = 0', 'delete from guideline_reads'])
      await expect(runSql(db, statement), statement).rejects.toThrow(/append-only/);
  });

  test('G9 whoever commits a version has read it; reading an older one later does not lose the newer', async () => {
    await commit();
    expect((await studio.facts()).lastRead).toBe(2);
    expect(names((await readers(owner, 1)).people)).toEqual(['Olga']);
    await read(ann, 2);
    await read(ann, 1);
    expect((await studio.facts(ann)).lastRead).toBe(2);
    await commit();
    expect((await studio.facts(ann)).lastRead).toBe(2);
    const { versions } = (await studio.ask(ann, 'GET', '/versions')).body as Versions;
    expect(versions.map((version) => [version.number, version.readers.count])).toEqual([
      [3, 1],
      [2, 2],
      [1, 2],
    ]);
  });

  test('G9 X1 names are for those whom the policy table allows them; an observer sees the figures', async () => {
    await read(oli, 1);
    expect(await readers(oli, 1)).toMatchObject({ count: 2, of: 3, people: null, missing: null });
    const seen = await readers(ann, 1);
    expect([names(seen.people)?.toSorted(), names(seen.missing)]).toEqual([['Olga', 'Oli'], ['Ann']]);
    const { versions } = (await studio.ask(oli, 'GET', '/versions')).body as Versions;
    expect(JSON.stringify(versions.map((version) => version.readers))).not.toContain('Olga');
  });

  test('G9 X1 nobody says it for a version that is not there or in a project that is not theirs', async () => {
    expect(await read(ann, 9)).toMatchObject({ status: 404 });
    expect(await studio.ask(ann, 'POST', '/versions/x/read', {})).toMatchObject({ status: 404 });
    expect(await read(await studio.stranger(), 1)).toMatchObject({ status: 404 });
    expect(await readers(owner, 1)).toMatchObject({ count: 1 });
  });

  test('G9 G2 in a session it is about the pinned version; a guest says it there, and sees no name', async () => {
    const fay = await studio.person('facilitator', 'Fay');
    const planned = await ask(studio.app.base, `POST /api/projects/${studio.projectId}/sessions`, {
      cookie: fay.cookie,
      json: { title: 'Weekly' },
    });
    const session = planned.body as { id: string; code: string };
    await commit();
    await read(ann, 2);
    expect(await reading(ann, session.id)).toMatchObject({ version: 1, lastRead: 2, readers: { own: null } });
    const post = (cookie: string) =>
      ask(studio.app.base, `POST /api/sessions/${session.id}/guideline/read`, { cookie, json: {} });
    await post(ann.cookie);
    const seen = await reading(fay, session.id);
    expect(names(seen.readers.missing)?.toSorted()).toEqual(['Fay', 'Oli']);

    const guest = new HttpClient(studio.app.base);
    await guest.call('POST /api/join', { body: { code: session.code, name: 'Gus' } });
    expect((await post(guest.cookie)).status).toBe(200);
    const params = { sessionId: session.id };
    const theirs = await guest.call('GET /api/sessions/:sessionId/guideline/reading', { params });
    expect(theirs).toMatchObject({ version: 1, projectId: null, lastRead: 1 });
    expect(theirs.readers).toMatchObject({ people: null, missing: null, count: 2, of: 4 });
    expect(theirs.readers.own).toBeGreaterThan(0);
    expect((await post((await studio.stranger()).cookie)).status).toBe(404);
  });
});
