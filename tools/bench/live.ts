import { setTimeout as pause } from 'node:timers/promises';
import { must } from '#shared/must.ts';
import type { Ballot } from '#shared/rubric/ballot.ts';
import type { LiveClient } from '../client/live-client.ts';
import { bareAnswers } from './bare-answers.ts';
import { bareBroadcast } from './bare-broadcast.ts';
import { inMs, quantile, spread } from './quantiles.ts';
import { openRoom, residentMegabytes, seat, type Room } from './room.ts';

const SIZES = [10, 50, 200];
const ANSWER_WITHIN_MS = 1_000;
const REVEALS = 8;
/** 200 ballots with reasons of this length make a reveal of about 40 kB. */
const REVEAL_BYTES = 40_000;
const BARE_ROUNDS = 20;
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

/**
 * Everybody answers at a moment of their own within a second; the duration of each acknowledgement. Meanwhile clients put aside what
 * else they are sent: two hundred of them in one process would keep each other's acknowledgements waiting.
 */
async function answers(people: readonly LiveClient[], roundId: RoundId): Promise<number[]> {
  const handOn = people.map((client) => holdBack(client, (text) => !isAck(text)));
  const durations = await Promise.all(
    people.map(async (client, i) => {
      await new Promise((resolve) => setTimeout(resolve, (i / people.length) * ANSWER_WITHIN_MS));
      const startedAt = performance.now();
      await client.must({ type: 'castBallot', roundId, ballot: ballot(i, people.length) });
      return performance.now() - startedAt;
    }),
  );
  for (const deliver of handOn) deliver();
  return durations;
}

type RoundId = Extract<Parameters<LiveClient['must']>[0], { type: 'castBallot' }>['roundId'];

/** From the press to the last client that has the board, and the size of what each was sent. */
async function reveal(
  room: Room,
  people: readonly LiveClient[],
  item: number,
): Promise<{ ms: number; bytes: number }> {
  const itemId = must(room.itemIds[item]);
  const key = `item:${itemId}` as const;
  const round = must(room.chair.view.shared.progress?.find((one) => one.itemId === itemId));
  const arrivals = people.map((client) => frameArrival(client, key));
  const startedAt = performance.now();
  await room.chair.must({ type: 'revealRounds', roundIds: [round.roundId], evenIfMissing: true });
  const frames = await Promise.all(arrivals);
  for (const frame of frames) frame.deliver();
  return { ms: Math.max(...frames.map((frame) => frame.at)) - startedAt, bytes: must(frames[0]).bytes };
}

interface Arrival {
  readonly at: number;
  readonly bytes: number;
  /** Hands on what was held back. */
  deliver(): void;
}

interface RawSocket {
  onmessage: (event: { data: unknown }) => void;
}

/** Socket.IO's packet type for an acknowledgement, behind Engine.IO's for a message. */
const isAck = (text: string) => text.startsWith('43');

/** Puts aside the frames of a client for which `wanted` says so; returns the function that hands them on and ends it. */
function holdBack(client: LiveClient, wanted: (text: string) => boolean): () => void {
  const transport = client.socket.io.engine.transport as unknown as { ws: RawSocket };
  const { onmessage } = transport.ws;
  const held: { data: unknown }[] = [];
  transport.ws.onmessage = (event) => void (wanted(String(event.data)) ? held.push(event) : onmessage(event));
  return () => {
    transport.ws.onmessage = onmessage;
    for (const one of held) onmessage(one);
  };
}

/**
 * When the frame that holds `key` is there. Two hundred clients in one process would parse each other's boards one after the other;
 * so frames are only stamped while this waits, and handed to their client afterwards. The yardstick does not parse either.
 */
function frameArrival(client: LiveClient, key: string): Promise<Arrival> {
  return new Promise((resolve) => {
    const deliver = holdBack(client, (text) => {
      if (text.includes(key)) resolve({ at: performance.now(), bytes: text.length, deliver });
      return true;
    });
  });
}

async function benchSize(room: Room, people: readonly LiveClient[], firstItem: number): Promise<void> {
  const acks: number[] = [];
  const reveals: { ms: number; bytes: number }[] = [];
  for (let i = firstItem; i < firstItem + REVEALS; i += 1) {
    const itemId = must(room.itemIds[i]);
    await room.chair.must({ type: 'openRounds', itemIds: [itemId], mode: 'live' });
    const { roundId } = await room.chair.until(({ shared }) =>
      shared.progress?.find((one) => one.itemId === itemId && one.phase === 'open'),
    );
    // Nobody can answer before the ballot is on their screen.
    await Promise.all(people.map((client) => client.until(({ own }) => own[`mine:${roundId}`])));
    await pause(READING_MS);
    acks.push(...(await answers(people, roundId)));
    reveals.push(await reveal(room, people, i));
  }
  const bytes = must(reveals.at(-1)).bytes;
  const durations = reveals.map((one) => one.ms);
  const bareAcks = await bareAnswers(people.length, ANSWER_WITHIN_MS, REVEALS);
  const bare = await bareBroadcast(people.length, bytes, BARE_ROUNDS);
  const ratio = quantile(durations, 0.5) / quantile(bare, 0.5);
  console.log(`${people.length} people`);
  console.log(
    `  ballot acknowledged   ${spread(acks)}  (${acks.length} ballots, each round within a second)`,
  );
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
    const people: LiveClient[] = [];
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
