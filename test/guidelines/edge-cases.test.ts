import { afterEach, beforeEach, expect, test } from 'vitest';
import type * as Y from 'yjs';
import { draftText } from '#shared/guideline/document.ts';
import { trayGroup } from '#shared/guideline/tray-group.ts';
import { clauseId, type RoundId } from '#shared/ids.ts';
import { must } from '#shared/must.ts';
import type { CommitPreview, EdgeCase, Placed, Version } from '#shared/protocol/guideline.ts';
import type { Ballot } from '#shared/rubric/ballot.ts';
import type { CommandOf } from '#shared/session/commands.ts';
import { HttpClient, type HttpRefusal } from '../../tools/client/http-client.ts';
import { migratedDatabase, onEveryDatabase, type TestDatabase } from '../support/database.ts';
import { HeldSession } from '../support/held-session.ts';
import { ballotFrom } from '../support/meeting.ts';
import { startApp, type RunningApp } from '../support/start-app.ts';
import { DocumentClient } from './support/document-client.ts';
import { makeWorld, personOf, planSession, type World } from '../support/world.ts';

/* From rulings that are really made in a meeting, over the tray and the draft, into a version. */

const VALUES: Ballot['values'] = { preference: { kind: 'pairwise', choice: 'r1' } };

onEveryDatabase('edge cases', (engine) => {
  let database: TestDatabase;
  let app: RunningApp;
  let world: World;
  let meeting: HeldSession;

  beforeEach(async () => {
    database = await migratedDatabase(engine);
    app = await startApp({ environment: { DATABASE_URL: database.url ?? '' } });
    world = await makeWorld(app.base, {
      people: { Fay: 'facilitator', Ada: 'author', Ann: 'annotator', Ben: 'annotator' },
    });
    meeting = await HeldSession.begin(world, ['Ann', 'Ben']);
  });

  afterEach(async () => {
    meeting.close();
    await app.close();
    await database.close();
  });

  const params = () => ({ projectId: world.projectId });
  const ada = () => personOf(world, 'Ada').http;
  const tray = async () =>
    (await ada().call('GET /api/projects/:projectId/guideline/tray', { params: params() })).edgeCases;
  const place = (edgeCase: EdgeCase): Promise<Placed> =>
    ada().call('POST /api/projects/:projectId/guideline/tray/:edgeCaseId/place', {
      params: { ...params(), edgeCaseId: edgeCase.id },
      body: { afterClauseId: null },
    });
  const version = (number: number): Promise<Version> =>
    ada().call('GET /api/projects/:projectId/guideline/versions/:number', {
      params: { ...params(), number: String(number) },
    });

  const preview = () =>
    ada().call('GET /api/projects/:projectId/guideline/commit-preview', { params: params() });

  async function commit(reviewed?: CommitPreview): Promise<void> {
    const seen = reviewed ?? (await preview());
    await ada().call('POST /api/projects/:projectId/guideline/commit', {
      params: params(),
      body: {
        opId: `commit-${seen.number}`,
        expectedHead: seen.head.number,
        hash: must(seen.hash),
        kind: 'semantic',
        changeLog: [...seen.changeLog],
      },
    });
  }

  const recordOf = (http: HttpClient, itemId: string) =>
    http.call('GET /api/sessions/:sessionId/items/:itemId/record', {
      params: { sessionId: meeting.id, itemId },
    });

  const meetingsOf = (http: HttpClient, itemId: string) =>
    http.call('GET /api/projects/:projectId/items/:itemId/meetings', { params: { ...params(), itemId } });

  test('G7 the source of a committed edge case is a page: what was asked, each round, ruling and dissent, the clause it became', async () => {
    await meeting.round(1, { Ann: ballotFrom(0, 0), Ben: ballotFrom(3, 4) });
    const roundId = await meeting.round(1, { Ann: ballotFrom(0, 1), Ben: ballotFrom(0, 4) });
    await meeting.rule(1, roundId, VALUES);
    const ruling = await meeting.fay.until(
      ({ shared }) => shared[`item:${meeting.item(1)}`]?.rulings.at(-1),
      5_000,
      'the ruling',
    );
    await meeting.fay.must({ type: 'dissent', rulingId: ruling.id, reason: 'Not so sure.' });
    const [waiting] = await tray();
    const { clauseId } = await place(must(waiting));
    await commit();

    const text = (await version(2)).text;
    const address = must(/\]\((\/sessions\/[^)]+)\)/.exec(text)?.[1], 'the address in the version');
    expect(address).toBe(must(waiting).item.path);
    const [, , sessionId, , itemId] = address.split('/');
    expect([sessionId, itemId]).toEqual([meeting.id, meeting.item(1)]);

    const record = await recordOf(personOf(world, 'Ann').http, must(itemId));
    expect(record.asked.promptHtml).toContain('Question number 1');
    expect(JSON.stringify(record)).not.toContain('secret-model');
    expect(record.item.rounds.map(({ number, ballots }) => [number, ballots.length])).toEqual([
      [1, 2],
      [2, 2],
    ]);
    expect(record.item.rulings).toMatchObject([
      { reason: 'It says so.', dissents: [{ reason: 'Not so sure.' }] },
    ]);
    expect(record.guideline).toMatchObject([{ state: 'committed', clauseId, version: 2 }]);
    expect(record).toMatchObject({ place: 1, project: { id: world.projectId } });

    const { meetings } = await meetingsOf(personOf(world, 'Ann').http, must(itemId));
    expect(meetings).toMatchObject([{ session: { id: meeting.id }, guideline: [{ clauseId, version: 2 }] }]);
    expect(must(meetings[0]).item).toEqual(record.item);
  });

  test('G7 B1 what is not revealed is on nobody’s record of an item', async () => {
    const roundId = await meeting.open(meeting.item(2));
    await meeting.cast('Ann', roundId, ballotFrom(0, 0, 'a secret reason'));
    const record = await recordOf(personOf(world, 'Fay').http, meeting.item(2));
    expect(record.item.rounds).toEqual([]);
    expect(JSON.stringify(record)).not.toContain('a secret reason');
    expect(await meetingsOf(personOf(world, 'Fay').http, meeting.item(2))).toEqual({ meetings: [] });
  });

  test('G7 X1 a guest reads the record in their session and in no other; an outsider is told that it is not theirs to see', async () => {
    const guest = new HttpClient(app.base);
    const { code } = await planSession(world);
    await guest.call('POST /api/join', { body: { code, name: 'Gus' } });
    await expect(meetingsOf(guest, meeting.item(1))).rejects.toMatchObject({ status: 404 });
    const refused = async (http: HttpClient) =>
      recordOf(http, meeting.item(1)).then(
        () => 'let in',
        (error: HttpRefusal) => [error.status, error.code],
      );
    expect(await refused(guest)).toEqual([404, 'not-found']);
    expect(await refused(new HttpClient(app.base))).toEqual([401, 'not-signed-in']);
    const { code: own } = await personOf(world, 'Fay').http.call('GET /api/sessions/:sessionId', {
      params: { sessionId: meeting.id },
    });
    await guest.call('POST /api/join', { body: { code: own } });
    expect(await recordOf(guest, meeting.item(1))).toMatchObject({ project: null, place: 1 });
    await expect(recordOf(guest, 'no-such-item')).rejects.toMatchObject({ status: 404 });
  });

  test('R7 the tray and the text say what was split and ruled, not what everybody had answered alike', async () => {
    const roundId = await meeting.round(1, { Ann: ballotFrom(0, 0), Ben: ballotFrom(0, 4) });
    await meeting.rule(1, roundId, { ...VALUES, clarity: { kind: 'likert', point: 5 } });
    const [waiting] = await tray();
    expect(must(waiting).dimensions).toEqual(['Clarity']);
    expect(must(waiting).ruling).toMatch(/^Clarity: 5/);
    expect(must(waiting).ruling).not.toContain('Preference');
    await place(must(waiting));
    await commit();
    expect((await version(2)).text).toMatch(/\*\*Example\.\*\* item “[^”]+”, Clarity\n/);
  });

  const act = (
    edgeCase: EdgeCase,
    what: 'dismiss' | 'restore' | 'take-back',
    body: object = {},
    by = ada(),
  ) =>
    by.send(
      'POST',
      `/api/projects/${world.projectId}/guideline/tray/${edgeCase.id}/${what}`,
      JSON.stringify(body),
      'application/json',
    );
  const waiting = async () =>
    (await ada().call('GET /api/projects/:projectId/guideline', { params: params() })).waiting;
  const chain = (edgeCase: EdgeCase) =>
    ada().call('GET /api/projects/:projectId/guideline/edge-cases/:edgeCaseId', {
      params: { ...params(), edgeCaseId: edgeCase.id },
    });

  /** Rules on the first item again, this time under a clause. */
  async function ruleByClause(roundId: RoundId): Promise<void> {
    const ruling: CommandOf<'rule'> = {
      ...{ type: 'rule', itemId: meeting.item(1), roundId, verdict: 'decided', by: 'consensus' },
      values: { preference: { kind: 'pairwise', choice: 'r2' } },
      ...{ cause: 'slip', cited: { kind: 'clause', clauseId: clauseId.parse('c-length') } },
      ...{ question: '', reason: 'The clause on length decides it.' },
    };
    await meeting.fay.must(ruling);
  }

  async function edgeCaseOf(item: number): Promise<{ edgeCase: EdgeCase; roundId: RoundId }> {
    const roundId = await meeting.round(item, { Ann: ballotFrom(0, 0), Ben: ballotFrom(3, 0) });
    await meeting.rule(item, roundId, VALUES);
    const found = (await tray()).find((one) => one.item.id === meeting.item(item));
    return { edgeCase: must(found), roundId };
  }

  /** Opens the draft as Ada does and changes its text. */
  async function editDraft(change: (text: Y.Text) => void): Promise<void> {
    const { epoch } = await ada().call('GET /api/projects/:projectId/guideline', { params: params() });
    const asker = { base: app.base, cookie: ada().cookie };
    const client = new DocumentClient(asker, world.projectId, epoch);
    await client.connect().synced();
    change(draftText(client.doc));
    await client.stored();
    client.destroy();
  }
  const replace = (before: string, after: string) =>
    editDraft((text) => {
      const at = text.toJSON().indexOf(before);
      expect(at, before).toBeGreaterThan(-1);
      text.delete(at, before.length);
      text.insert(at, after);
    });

  test('R8 a superseded ruling’s edge case waits no longer: it names the ruling that holds and cannot be placed', async () => {
    const { edgeCase, roundId } = await edgeCaseOf(1);
    expect(await waiting()).toBe(1);
    await ruleByClause(roundId);
    expect(await waiting()).toBe(0);
    const [closed] = await tray();
    expect(closed).toMatchObject({
      id: edgeCase.id,
      state: 'waiting',
      superseded: { reason: 'The clause on length decides it.', clauseId: 'c-length' },
    });
    expect(trayGroup(must(closed))).toBe('closed');
    expect(closed?.superseded?.ruling).toMatch(/^Preference: /);
    await expect(place(edgeCase)).rejects.toMatchObject({ code: 'conflict', message: /later ruling/ });
    await expect(act(edgeCase, 'dismiss', { reason: 'Twice.' })).rejects.toMatchObject({ code: 'conflict' });
    expect((await chain(edgeCase)).superseded).toMatchObject({ clauseId: 'c-length' });
    expect(await preview()).toMatchObject({ edgeCases: [], outdated: [], unchanged: true });
  });

  test('R8 of rulings one after the other the last one counts, and only its own edge case waits', async () => {
    const { edgeCase, roundId } = await edgeCaseOf(1);
    await meeting.rule(1, roundId, VALUES);
    await meeting.rule(1, roundId, VALUES);
    const all = await tray();
    expect(all.map(trayGroup)).toEqual(['waiting', 'closed', 'closed']);
    const holds = must(all[0]);
    expect(all.slice(1).map((one) => one.superseded?.rulingId)).toEqual([holds.rulingId, holds.rulingId]);
    expect(all.slice(1).map(({ id }) => id)).toContain(edgeCase.id);
  });

  test('R8 text that stands already asks to be brought up to date, in tray, chain and review, until somebody changed it', async () => {
    const { edgeCase, roundId } = await edgeCaseOf(1);
    await place(edgeCase);
    await ruleByClause(roundId);
    const [outdated] = await tray();
    expect([outdated?.state, trayGroup(must(outdated))]).toEqual(['placed', 'outdated']);
    expect((await preview()).outdated.map(({ id }) => id)).toEqual([edgeCase.id]);
    // Committed as it stands, it asks on.
    await commit();
    expect((await tray()).map((one) => [one.state, trayGroup(one)])).toEqual([['committed', 'outdated']]);
    expect((await chain(edgeCase)).superseded).toMatchObject({ isUpdated: false });

    await replace('**Reason.** It says so.', '**Reason.** The clause on length decides it.');
    expect(await tray()).toEqual([]);
    expect((await chain(edgeCase)).superseded).toMatchObject({ isUpdated: true });
    const review = await preview();
    expect(review.outdated).toEqual([]);
    const { superseded } = await chain(edgeCase);
    expect(review.changeLog).toMatchObject([{ source: { kind: 'ruling', rulingId: superseded?.rulingId } }]);
    expect(review.changeLog[0]?.text).toMatch(/^Reworded/);
    await commit();
    expect(await tray()).toEqual([]);
  });

  test('R8 X3 an author dismisses a case with a reason and takes that back; both are on record', async () => {
    const { edgeCase } = await edgeCaseOf(1);
    await expect(act(edgeCase, 'dismiss', { reason: ' ' })).rejects.toMatchObject({ status: 400 });
    const ann = personOf(world, 'Ann').http;
    await expect(act(edgeCase, 'dismiss', { reason: 'x' }, ann)).rejects.toMatchObject({ status: 403 });
    await act(edgeCase, 'dismiss', { reason: 'The same question as the other.' });
    await act(edgeCase, 'dismiss', { reason: 'Pressed twice.' });
    expect(await waiting()).toBe(0);
    const [dismissed] = await tray();
    expect(dismissed?.dismissed).toMatchObject({
      by: { name: 'Ada' },
      reason: 'The same question as the other.',
    });
    expect(trayGroup(must(dismissed))).toBe('closed');
    await expect(place(edgeCase)).rejects.toMatchObject({ code: 'conflict', message: /dismissed/ });
    await act(edgeCase, 'restore');
    expect((await tray()).map(trayGroup)).toEqual(['waiting']);
    await place(edgeCase);
    await expect(act(edgeCase, 'dismiss', { reason: 'x' })).rejects.toMatchObject({ code: 'conflict' });
    const { lines } = await world.owner.http.call('GET /api/projects/:projectId/audit', { params: params() });
    const acts = lines.filter(({ subject }) => subject === edgeCase.id).map((line) => line.action);
    expect(acts).toEqual(['edge-case.placed', 'edge-case.restored', 'edge-case.dismissed']);
  });

  test('R9 what was placed is taken back: the draft is as before, and it waits again', async () => {
    const before = (await version(1)).text;
    const { edgeCase } = await edgeCaseOf(1);
    const { clauseId: clause } = await place(edgeCase);
    expect((await preview()).unchanged).toBe(false);
    await expect(act(edgeCase, 'take-back', {}, personOf(world, 'Ann').http)).rejects.toMatchObject({
      status: 403,
    });
    await act(edgeCase, 'take-back');
    await act(edgeCase, 'take-back');
    expect(await preview()).toMatchObject({ unchanged: true, edgeCases: [] });
    await editDraft((text) => {
      expect(text.toJSON()).toBe(before);
      text.insert(text.length, '\n');
    });
    expect((await tray()).map(trayGroup)).toEqual(['waiting']);
    expect((await place(edgeCase)).clauseId).toBe(clause);
  });

  test('R9 words that somebody has written into it go only when that is meant', async () => {
    const { edgeCase } = await edgeCaseOf(1);
    await place(edgeCase);
    await replace('It says so.', 'It says so, and Bea agrees.');
    await expect(act(edgeCase, 'take-back')).rejects.toMatchObject({
      ...{ code: 'conflict', message: /written into it/ },
    });
    await act(edgeCase, 'take-back', { evenIfEdited: true });
    expect((await preview()).unchanged).toBe(true);
  });

  test('R9 whoever comes second hears where it really stands; what is in a version is not taken back', async () => {
    const { edgeCase } = await edgeCaseOf(1);
    const fay = personOf(world, 'Fay').http;
    const at = (http: HttpClient, afterClauseId: string) =>
      http.call('POST /api/projects/:projectId/guideline/tray/:edgeCaseId/place', {
        params: { ...params(), edgeCaseId: edgeCase.id },
        body: { afterClauseId },
      });
    const { clauses } = await ada().call('GET /api/projects/:projectId/guideline', { params: params() });
    const [one, other] = clauses.slice(-2).map(({ id, title }) => ({ id: must(id), title }));
    const answers = await Promise.all([at(ada(), must(one).id), at(fay, must(other).id)]);
    expect(answers.filter(({ isNew }) => isNew)).toHaveLength(1);
    const [first, second] = answers.toSorted((a, b) => Number(b.isNew) - Number(a.isNew));
    expect(second).toEqual({ ...first, isNew: false });
    expect(first?.after).toBe((answers[0]?.isNew ? one : other)?.title);
    await commit();
    await expect(act(edgeCase, 'take-back')).rejects.toMatchObject({ code: 'conflict' });
  });

  test('G8 R9 a case is committed with the review that holds it: one placed later stays placed, one taken back since is in the version', async () => {
    const [{ edgeCase: early }, { edgeCase: late }] = [await edgeCaseOf(1), await edgeCaseOf(2)];
    await place(early);
    const seen = await preview();
    expect(seen.edgeCases.map(({ id }) => id)).toEqual([early.id]);
    await act(early, 'take-back');
    await place(late);
    await commit(seen);
    expect((await version(2)).text).toContain(`items/${meeting.item(1)}`);
    expect((await version(2)).text).not.toContain(`items/${meeting.item(2)}`);
    expect(await chain(early)).toMatchObject({ state: 'committed', committedVersion: 2 });
    expect((await tray()).map((one) => [one.id, one.state])).toEqual([[late.id, 'placed']]);
    await commit();
    expect(await chain(late)).toMatchObject({ state: 'committed', committedVersion: 3 });
    expect((await version(3)).text).not.toContain(`items/${meeting.item(1)}`);
  });
});
