import { setTimeout as pause } from 'node:timers/promises';
import { must } from '#shared/must.ts';
import type { Ballot } from '#shared/rubric/ballot.ts';
import type { Command } from '#shared/session/commands.ts';
import { bareAnswers } from './bare-answers.ts';
import { bareBroadcast } from './bare-broadcast.ts';
import { inMs, quantile, spread } from './quantiles.ts';
import type { LightClient } from './light-client.ts';
import { collectGarbage } from './own-garbage.ts';
import { withStolen } from './stolen.ts';
import { openRoom, residentMegabytes, seat, type Room } from './room.ts';

const SIZES = [10, 50, 200];
const ANSWER_WITHIN_MS = 1_000;
const REVEALS = 8;
/** 200 ballots with reasons of this length make a reveal of about 40 kB. */
const REVEAL_BYTES = 40_000;
const BARE_ROUNDS = 20;
/** Of the processors' time: what others took of it in a round that counts as quiet. */
const QUIET = 0.01;
/** Nobody answers in the moment in which the item appears: between the two, everybody reads. */
const READING_MS = 1_000;

const reasonFor = (people: number) => 'x'.repeat(Math.max(0, Math.round(REVEAL_BYTES / people) - 180));

const ballot = (i: number, people: number): Ballot => ({
  values: {
    preference: { kind: 'pairwise', choice: i % 3 === 0 ? 'r1' : 'r2' },
    clarity: { kind: 'likert', point: 1 + (i % 5) },
  },
  reason: reasonFor(people),
  confidence: 3,
  clause: null,
});

type RoundId = Extract<Command, { type: 'castBallot' }>['roundId'];

/** Everybody answers at a moment of their own within a second; the milliseconds until each has the acknowledgement. */
function answers(people: readonly LightClient[], roundId: RoundId): Promise<number[]> {
  return Promise.all(
    people.map(async (client, i) => {
      await pause((i / people.length) * ANSWER_WITHIN_MS);
      const startedAt = performance.now();
      const { at } = await client.command({ type: 'castBallot', roundId, ballot: ballot(i, people.length) });
      return at - startedAt;
    }),
  );
}

/** From the press to the last client that has the board, and the size of what each was sent. */
async function reveal(
  room: Room,
  people: readonly LightClient[],
  item: number,
): Promise<{ ms: number; bytes: number }> {
  const itemId = must(room.itemIds[item]);
  const round = must(room.chair.view.shared.progress?.find((one) => one.itemId === itemId));
  const arrivals = people.map((client) => client.frameWith(`item:${itemId}`));
  const startedAt = performance.now();
  await room.chair.must({ type: 'revealRounds', roundIds: [round.roundId], evenIfMissing: true });
  const frames = await Promise.all(arrivals);
  return { ms: Math.max(...frames.map((frame) => frame.at)) - startedAt, bytes: must(frames[0]).bytes };
}

/** Opens the round of an item, and waits until everybody has the ballot on their screen and has read. */
async function open(room: Room, people: readonly LightClient[], item: number): Promise<RoundId> {
  const itemId = must(room.itemIds[item]);
  const ballots = people.map((client) => client.frameWith('"mine:'));
  await room.chair.must({ type: 'openRounds', itemIds: [itemId], mode: 'live' });
  const { roundId } = await room.chair.until(({ shared }) =>
    shared.progress?.find((one) => one.itemId === itemId && one.phase === 'open'),
  );
  await Promise.all(ballots);
  collectGarbage();
  await pause(READING_MS);
  return roundId;
}

interface Round {
  readonly acks: readonly number[];
  /** Share of the processors' time that was kept from this machine while people answered. */
  readonly stolen: number;
}

const acksOf = (rounds: readonly Round[]) => rounds.flatMap((round) => round.acks);

function printAcks(rounds: readonly Round[]): void {
  const all = acksOf(rounds);
  const quiet = rounds.filter(({ stolen }) => stolen < QUIET);
  console.log(`  ballot acknowledged   ${spread(all)}  (${all.length} ballots, each round within a second)`);
  const shares = rounds.map(({ stolen }) => (stolen * 100).toFixed(0)).join(' ');
  console.log(`  of the processors' time, kept from this machine in each round: ${shares} %`);
  if (quiet.length > 0 && quiet.length < rounds.length)
    console.log(`  in the ${quiet.length} rounds with under 1 %  ${spread(acksOf(quiet))}`);
}

async function benchSize(room: Room, people: readonly LightClient[], firstItem: number): Promise<void> {
  const rounds: Round[] = [];
  const reveals: { ms: number; bytes: number }[] = [];
  for (let i = firstItem; i < firstItem + REVEALS; i += 1) {
    const roundId = await open(room, people, i);
    const { result, stolen } = await withStolen(() => answers(people, roundId));
    rounds.push({ acks: result, stolen });
    reveals.push(await reveal(room, people, i));
  }
  const bytes = must(reveals.at(-1)).bytes;
  const durations = reveals.map((one) => one.ms);
  const bareAcks = await bareAnswers(people.length, ANSWER_WITHIN_MS, REVEALS);
  const bare = await bareBroadcast(people.length, bytes, BARE_ROUNDS);
  const ratio = quantile(durations, 0.5) / quantile(bare, 0.5);
  console.log(`${people.length} people`);
  printAcks(rounds);
  console.log(`  bare ws and one sync  ${spread(bareAcks)}`);
  console.log(
    `  reveal at the last    p50 ${inMs(quantile(durations, 0.5))}, worst ${inMs(Math.max(...durations))}  (${(bytes / 1000).toFixed(0)} kB each)`,
  );
  console.log(`  bare ws broadcast     ${spread(bare)}  → reveal is ${ratio.toFixed(1)}× of its p50`);
}

/** Acknowledgements and reveals for growing rooms, and the memory of the server with everybody connected. */
export async function benchLive(): Promise<void> {
  const room = await openRoom();
  try {
    const people: LightClient[] = [];
    for (const [i, size] of SIZES.entries()) {
      people.push(...(await seat(room, size - people.length, people.length)));
      await benchSize(room, people, i * REVEALS);
    }
    const megabytes = await residentMegabytes(room.pid);
    console.log(
      `memory of the server with ${people.length} people connected: ${megabytes?.toFixed(0) ?? '?'} MB`,
    );
    for (const client of people) client.close();
  } finally {
    await room.close();
  }
}
