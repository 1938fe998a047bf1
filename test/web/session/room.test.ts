import { flushSync } from 'svelte';
import { expect, test, vi } from 'vitest';
import { memoryKeep } from '#lib/session/keep.ts';
import { Room } from '#lib/stores/session-room.svelte.ts';
import type { ItemId, RoundId } from '#shared/ids.ts';
import { must } from '#shared/must.ts';
import { latestRound } from '#shared/session/queries.ts';
import { ballotFrom, items, Meeting, person, type Member } from '../../support/meeting.ts';
import { MeetingGateway } from './meeting-gateway.ts';

const fay = person('Fay');
const ann = person('Ann');
const [first, second] = items as readonly [ItemId, ItemId];

function start() {
  const meeting = new Meeting().begin();
  return { meeting, gateway: new MeetingGateway(meeting) };
}

function roomOf(gateway: MeetingGateway, member: Member, keep = memoryKeep()) {
  const { transport, wire } = gateway.transportOf(member);
  const room = new Room({
    sessionId: gateway.meeting.session.id,
    as: 'person',
    transport,
    keep,
    loadItem: () => Promise.reject(new Error('no items here')),
    loadGuideline: () => Promise.reject(new Error('no guideline here')),
  });
  room.live.start();
  return { room, wire, keep };
}

const openRound = (gateway: MeetingGateway, itemId: ItemId): RoundId => {
  gateway.meeting.must(fay, { type: 'openRounds', itemIds: [itemId], mode: 'live' });
  gateway.publish();
  return must(latestRound(gateway.meeting.session, itemId)).id;
};

const close = (gateway: MeetingGateway, roundId: RoundId) => {
  gateway.meeting.must(fay, { type: 'closeRounds', roundIds: [roundId] });
  gateway.publish();
};

const answered = (room: Room) => must(room.desk, 'desk');
const until = (look: () => unknown) => vi.waitFor(() => expect(look()).toBeTruthy(), { timeout: 5_000 });

test('a person enters, answers, and sees that the answer counts', async () => {
  const { gateway } = start();
  const { room } = roomOf(gateway, ann);
  await until(() => room.live.isLive);
  const roundId = openRound(gateway, first);
  answered(room).form(roundId).change(ballotFrom(0, 2));
  answered(room).cast(roundId);
  await until(() => answered(room).post.result(roundId)?.kind === 'accepted');
  expect(answered(room).form(roundId).isChanged).toBe(false);
  expect(answered(room).form(roundId).counted).toEqual(ballotFrom(0, 2));
  expect(answered(room).post.waitingCount).toBe(0);
});

test('D3 an answer whose acknowledgement was lost is repeated under the same op id and counts once', async () => {
  const { gateway, meeting } = start();
  const { room, wire } = roomOf(gateway, ann);
  await until(() => room.live.isLive);
  const roundId = openRound(gateway, first);
  answered(room).form(roundId).change(ballotFrom(0, 2));
  wire.losesNextAnswer = true;
  answered(room).cast(roundId);
  await until(() => room.live.connection.phase === 'reconnecting');
  gateway.restore(ann);
  await until(() => answered(room).post.result(roundId)?.kind === 'accepted');
  const sent = gateway.received.filter(({ who }) => who === ann.id).map(({ frame }) => frame.opId);
  expect(sent.length).toBe(2);
  expect(new Set(sent).size).toBe(1);
  expect(meeting.session.rounds[roundId]?.ballots[ann.id]?.revision).toBe(1);
});

test('an answer changed twice without a connection arrives once, as it was last', async () => {
  const { gateway, meeting } = start();
  const { room } = roomOf(gateway, ann);
  await until(() => room.live.isLive);
  const roundId = openRound(gateway, first);
  gateway.cut(ann);
  for (const reason of ['one', 'two', 'three']) {
    answered(room)
      .form(roundId)
      .change({ ...ballotFrom(0, 2), reason });
    answered(room).cast(roundId);
  }
  expect(answered(room).post.waitingCount).toBe(1);
  gateway.restore(ann);
  await until(() => answered(room).post.result(roundId)?.kind === 'accepted');
  expect(gateway.received.filter(({ who }) => who === ann.id).length).toBe(1);
  expect(meeting.session.rounds[roundId]?.ballots[ann.id]?.ballot.reason).toBe('three');
});

test('B3 an answer that comes back after the close is told as too late and does not count', async () => {
  const { gateway, meeting } = start();
  const { room } = roomOf(gateway, ann);
  await until(() => room.live.isLive);
  const roundId = openRound(gateway, first);
  gateway.cut(ann);
  answered(room).form(roundId).change(ballotFrom(0, 2));
  answered(room).cast(roundId);
  close(gateway, roundId);
  gateway.restore(ann);
  await until(() => answered(room).post.result(roundId)?.kind === 'too-late');
  expect(meeting.session.rounds[roundId]?.ballots[ann.id]).toBeUndefined();
  await until(() => room.live.mine(roundId)?.notes.length === 1);
});

test('a queued answer survives a reload and never counts for the item that is open then', async () => {
  const { gateway, meeting } = start();
  const { room, keep } = roomOf(gateway, ann);
  await until(() => room.live.isLive);
  const roundId = openRound(gateway, first);
  gateway.cut(ann);
  answered(room).form(roundId).change(ballotFrom(0, 2));
  answered(room).cast(roundId);
  room.live.stop();
  close(gateway, roundId);
  const other = openRound(gateway, second);
  const reloaded = roomOf(gateway, ann, keep).room;
  await until(() => answered(reloaded).post.result(roundId)?.kind === 'too-late');
  expect(meeting.session.rounds[other]?.ballots[ann.id]).toBeUndefined();
});

test('what is typed and not sent is there after a reload, and gone once it counts', async () => {
  const { gateway } = start();
  const { room, keep } = roomOf(gateway, ann);
  await until(() => room.live.isLive);
  const roundId = openRound(gateway, first);
  answered(room)
    .form(roundId)
    .change({ ...ballotFrom(0, 2), reason: 'half a thou' });
  room.live.stop();
  const reloaded = roomOf(gateway, ann, keep).room;
  await until(() => reloaded.live.isLive);
  expect(answered(reloaded).form(roundId).draft.reason).toBe('half a thou');
  answered(reloaded).cast(roundId);
  await until(() => answered(reloaded).post.result(roundId)?.kind === 'accepted');
  expect(keep.keys('touchstone/')).toEqual([]);
});

test('what is typed while an answer is on its way is not lost when that answer is accepted', async () => {
  const { gateway } = start();
  const { room } = roomOf(gateway, ann);
  await until(() => room.live.isLive);
  const roundId = openRound(gateway, first);
  const form = answered(room).form(roundId);
  form.change(ballotFrom(0, 2));
  answered(room).cast(roundId);
  form.change({ ...ballotFrom(0, 2), reason: 'and one more thing' });
  await until(() => answered(room).post.result(roundId)?.kind === 'accepted');
  expect(form.draft.reason).toBe('and one more thing');
  expect(form.isChanged).toBe(true);
});

test('people follow the room to the next item, but not away from an answer that they are giving', async () => {
  const { gateway } = start();
  const { room } = roomOf(gateway, ann);
  await until(() => room.live.isLive);
  const roundId = openRound(gateway, first);
  flushSync();
  expect(room.inSight?.itemId).toBe(first);
  answered(room).form(roundId).change(ballotFrom(0, 2));
  openRound(gateway, second);
  expect(room.inSight?.itemId).toBe(first);
  expect(room.isApart).toBe(true);
  room.backToRoom();
  expect(room.inSight?.itemId).toBe(second);
});

test('P3 after a lost connection the view is the one of a fresh load', async () => {
  const { gateway } = start();
  const { room } = roomOf(gateway, ann);
  await until(() => room.live.isLive);
  gateway.cut(ann);
  openRound(gateway, first);
  gateway.restore(ann);
  await until(() => room.live.isLive);
  const fresh = roomOf(gateway, person('Ben')).room;
  await until(() => fresh.live.isLive);
  expect(room.live.shared('agenda')).toEqual(fresh.live.shared('agenda'));
  expect(room.live.shared('progress')).toEqual(fresh.live.shared('progress'));
});

test('an act of the chair that the server refuses says so in the server’s words', async () => {
  const { gateway } = start();
  const { room } = roomOf(gateway, ann);
  await until(() => room.live.isLive);
  expect(await room.live.send({ type: 'start' })).toMatchObject({ ok: false, code: 'not-allowed' });
});
