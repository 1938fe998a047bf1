import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import type { PersonId, RoundId } from '#shared/ids.ts';
import { must } from '#shared/must.ts';
import { HttpClient } from '../../tools/client/http-client.ts';
import type { LiveClient } from '../../tools/client/live-client.ts';
import { emptyDatabase, onEveryDatabase, type TestDatabase } from '../support/database.ts';
import { ballotFrom } from '../support/meeting.ts';
import { startApp, type RunningApp } from '../support/start-app.ts';
import { enterAs, makeWorld, personOf, planSession, type World } from '../support/world.ts';

onEveryDatabase('a live meeting', (engine) => {
  let database: TestDatabase;
  let app: RunningApp;
  let world: World;
  let session: { id: string; code: string };
  const open: LiveClient[] = [];

  beforeAll(async () => {
    database = await emptyDatabase(engine);
    app = await startApp(database.url === null ? {} : { environment: { DATABASE_URL: database.url } });
    world = await makeWorld(app.base, {
      people: { Fay: 'facilitator', Rob: 'reviewer', Ann: 'annotator', Ben: 'annotator' },
    });
  });

  beforeEach(async () => {
    session = await planSession(world);
  });

  afterEach(async () => {
    for (const client of open.splice(0)) client.close();
  });

  afterAll(async () => {
    await app.close();
    await database.close();
  });

  async function enter(name: string): Promise<LiveClient> {
    const client = await enterAs(world, name, session.id);
    open.push(client);
    return client;
  }

  /** Fay in the chair, a round open on the first item, and the others in the room. */
  async function startRound(
    ...names: string[]
  ): Promise<{ fay: LiveClient; others: LiveClient[]; roundId: RoundId }> {
    const fay = await enter('Fay');
    const others: LiveClient[] = [];
    for (const name of names) others.push(await enter(name));
    await fay.must({ type: 'takeChair' });
    await fay.must({ type: 'start' });
    await fay.must({ type: 'openRounds', itemIds: [must(world.itemIds[0])], mode: 'live' });
    const { roundId } = await fay.until(({ shared }) => shared.progress?.[0], 5_000, 'the round');
    return { fay, others, roundId };
  }

  test('a round goes from ballots over the reveal to a ruling, and everybody ends with the same board', async () => {
    const { fay, others, roundId } = await startRound('Ann', 'Ben', 'Rob');
    const [ann, ben, rob] = others as [LiveClient, LiveClient, LiveClient];
    await ann.must({ type: 'castBallot', roundId, ballot: ballotFrom(0, 0, 'A is shorter') });
    await ben.must({ type: 'castBallot', roundId, ballot: ballotFrom(3, 4, 'B runs') });
    await rob.must({ type: 'castBallot', roundId, ballot: ballotFrom(3, 4, 'B') });
    await fay.until(({ shared }) => shared.progress?.[0]?.answered === 3, 5_000, 'three answers');
    await fay.must({ type: 'revealRounds', roundIds: [roundId], evenIfMissing: false });
    const key = `item:${must(world.itemIds[0])}` as const;
    const boards = await Promise.all(
      [fay, ...others].map((client) =>
        client.until(({ shared }) => shared[key]?.rounds.length === 1 && shared[key]),
      ),
    );
    for (const board of boards) expect(board).toEqual(boards[0]);
    expect(must(boards[0]).rounds[0]?.ballots.map((ballot) => ballot.who)).toEqual(['Ann', 'Ben', 'Rob']);
    const labels = await app.deps.db
      .selectFrom('labels')
      .selectAll()
      .where('session_id', '=', session.id)
      .execute();
    expect(labels).toHaveLength(6);
  });

  test('D3 the same answer five times, with two op ids and from two devices, is one ballot', async () => {
    const { others, roundId } = await startRound('Ann');
    const phone = await enter('Ann');
    const [laptop] = others as [LiveClient];
    const command = { type: 'castBallot', roundId, ballot: ballotFrom(0, 0) } as const;
    const [first, second] = [randomUUID(), randomUUID()];
    const answers: unknown[] = [];
    for (const [client, op] of [
      [laptop, first],
      [phone, first],
      [laptop, second],
      [phone, second],
      [laptop, first],
    ] as const) {
      answers.push(await client.command(command, op));
    }
    expect(answers.every((answer) => JSON.stringify(answer) === JSON.stringify(answers[0]))).toBe(true);
    const casts = await app.deps.db
      .selectFrom('session_events')
      .select('seq')
      .where('session_id', '=', session.id)
      .where('type', '=', 'BallotCast')
      .execute();
    expect(casts).toHaveLength(2);
    const mine = await phone.until(
      ({ own }) => own[`mine:${roundId}`]?.revision === 2 && own[`mine:${roundId}`],
    );
    expect(mine.ballot).toEqual(ballotFrom(0, 0));
  });

  test('D3 an op id that comes back with another content is refused', async () => {
    const { others, roundId } = await startRound('Ann');
    const [ann] = others as [LiveClient];
    const op = randomUUID();
    await ann.command({ type: 'castBallot', roundId, ballot: ballotFrom(0, 0) }, op);
    const again = await ann.command({ type: 'castBallot', roundId, ballot: ballotFrom(3, 0) }, op);
    expect(again.ok ? null : again.refusal.code).toBe('op-id-reused');
  });

  test('B3 fifty ballots around the close: every acknowledgement matches what the reveal shows', async () => {
    const names = Array.from({ length: 50 }, (_, i) => `Voter${i}`);
    for (const name of names) await addGuest(name);
    const { fay, others, roundId } = await startRound(...names);
    const casting = others.map((client, i) =>
      client.command({ type: 'castBallot', roundId, ballot: ballotFrom(i, i) }),
    );
    const closing = fay.command({ type: 'closeRounds', roundIds: [roundId] });
    const acks = await Promise.all(casting);
    await closing;
    await fay.must({ type: 'revealRounds', roundIds: [roundId], evenIfMissing: true });
    const key = `item:${must(world.itemIds[0])}` as const;
    const [round] = must(await fay.until(({ shared }) => shared[key])).rounds;
    const accepted = names.filter((_, i) => acks[i]?.ok && acks[i].value.ballot === 'accepted');
    expect(
      must(round)
        .ballots.map((ballot) => ballot.who)
        .toSorted(),
    ).toEqual(accepted.toSorted());
    expect(must(round).late).toBe(acks.filter((ack) => ack.ok && ack.value.ballot === 'too-late').length);
  });

  async function addGuest(name: string): Promise<void> {
    const http = new HttpClient(world.base);
    await http.call('POST /api/join', { body: { code: session.code, name } });
    const me = await http.call('GET /api/me');
    world.people.set(name, { name, role: 'annotator', http, personId: must(me.person).id });
  }

  test('S5 the chair can be taken in one act when its holder is gone, and nothing else changes', async () => {
    const { others, roundId } = await startRound('Ann');
    const [ann] = others as [LiveClient];
    must(open[0]).close();
    await ann.until(
      ({ shared }) => shared.session?.chair?.connected === false,
      5_000,
      'the chair to be away',
    );
    const olga = await enterOwner();
    await olga.must({ type: 'takeChair' });
    await ann.until(({ shared }) => shared.session?.chair?.name === 'Olga', 5_000, 'Olga in the chair');
    expect(ann.view.shared.progress?.[0]).toMatchObject({ roundId, phase: 'open' });
    await olga.must({ type: 'closeRounds', roundIds: [roundId] });
  });

  async function enterOwner(): Promise<LiveClient> {
    world.people.set('Olga', world.owner);
    return enter('Olga');
  }

  test('P3 coming back at any moment ends in the same view as a fresh load', async () => {
    const { fay, others, roundId } = await startRound('Ann', 'Ben');
    const [ann, ben] = others as [LiveClient, LiveClient];
    ann.close();
    await ben.must({ type: 'castBallot', roundId, ballot: ballotFrom(1, 1) });
    await fay.must({ type: 'excuse', roundId, personId: personOf(world, 'Ann').personId as PersonId });
    await fay.must({ type: 'revealRounds', roundIds: [roundId], evenIfMissing: true });
    await ann.connect();
    const answer = await ann.enter();
    expect(answer.ok && answer.value.fresh).toBe(false);
    const fresh = await enter('Ann');
    await Promise.all(
      [ann, fresh].map((client) =>
        client.until(({ shared }) => shared.people?.every((one) => one.connected)),
      ),
    );
    expect(ann.view).toEqual(fresh.view);
  });

  test('P3 a cursor of another life of the server, or one from the future, gets a fresh view', async () => {
    const { others } = await startRound('Ann');
    const [ann] = others as [LiveClient];
    const { epoch, seq } = must(ann.cursor);
    for (const since of [
      { epoch: 'another.member', seq },
      { epoch, seq: seq + 1_000 },
    ]) {
      const answer = await ann.enter('person', since);
      expect(answer.ok && answer.value.fresh).toBe(true);
      expect(answer.ok && answer.value.shared.session?.title).toBe('Weekly');
    }
  });
});
