import type { ItemId, RoundId, SessionId } from '#shared/ids.ts';
import { sessionId as sessionIdSchema } from '#shared/ids.ts';
import { must } from '#shared/must.ts';
import type { Ballot } from '#shared/rubric/ballot.ts';
import type { CommandOf } from '#shared/session/commands.ts';
import type { SessionPolicy } from '#shared/session/policy.ts';
import type { LiveClient } from '../../tools/client/live-client.ts';
import { enterAs, planSession, type World } from './world.ts';

/** A meeting that is really held, over sockets, with Fay in the chair: round after round as a test writes it down. */
export class HeldSession {
  readonly id: SessionId;
  readonly world: World;
  readonly fay: LiveClient;
  readonly #voters: ReadonlyMap<string, LiveClient>;
  /** A view may lag behind a reveal and still show the item's last round as open. */
  readonly #opened = new Set<RoundId>();

  private constructor(world: World, id: string, fay: LiveClient, voters: ReadonlyMap<string, LiveClient>) {
    this.world = world;
    this.id = sessionIdSchema.parse(id);
    this.fay = fay;
    this.#voters = voters;
  }

  /** Plans a session over all items of the world, and starts it with these people in the room. */
  static async begin(
    world: World,
    voters: readonly string[],
    policy: Partial<SessionPolicy> = {},
  ): Promise<HeldSession> {
    const { id } = await planSession(world, policy);
    const fay = await enterAs(world, 'Fay', id);
    const clients = new Map<string, LiveClient>();
    for (const name of voters) clients.set(name, await enterAs(world, name, id));
    await fay.must({ type: 'takeChair' });
    await fay.must({ type: 'start' });
    return new HeldSession(world, id, fay, clients);
  }

  item(number: number): ItemId {
    return must(this.world.itemIds[number - 1]);
  }

  async open(item: ItemId, mode: 'live' | 'prework' = 'live'): Promise<RoundId> {
    await this.fay.must({ type: 'openRounds', itemIds: [item], mode });
    const round = await this.fay.until(
      ({ shared }) =>
        shared.progress?.find(
          ({ itemId, phase, roundId }) => itemId === item && phase === 'open' && !this.#opened.has(roundId),
        ),
      5_000,
      'the round',
    );
    this.#opened.add(round.roundId);
    return round.roundId;
  }

  cast(name: string, roundId: RoundId, ballot: Ballot): Promise<unknown> {
    return must(this.#voters.get(name), name).must({ type: 'castBallot', roundId, ballot });
  }

  /** One whole round: opened, answered, closed, answered by those who are late, revealed. */
  async round(
    number: number,
    ballots: Readonly<Record<string, Ballot>>,
    late: Readonly<Record<string, Ballot>> = {},
    mode: 'live' | 'prework' = 'live',
  ): Promise<RoundId> {
    const roundId = await this.open(this.item(number), mode);
    for (const [name, ballot] of Object.entries(ballots)) await this.cast(name, roundId, ballot);
    await this.fay.must({ type: 'closeRounds', roundIds: [roundId] });
    for (const [name, ballot] of Object.entries(late)) await this.cast(name, roundId, ballot);
    await this.fay.must({ type: 'revealRounds', roundIds: [roundId], evenIfMissing: true });
    return roundId;
  }

  /** What the room agreed on for this item. */
  async rule(number: number, roundId: RoundId, values: Ballot['values']): Promise<void> {
    const ruling: CommandOf<'rule'> = {
      ...{ type: 'rule', itemId: this.item(number), roundId, verdict: 'decided', values, by: 'consensus' },
      ...{ cause: 'rule-gap', cited: { kind: 'none' }, question: 'Which one?', reason: 'It says so.' },
    };
    await this.fay.must(ruling);
  }

  close(): void {
    for (const client of [this.fay, ...this.#voters.values()]) client.close();
  }
}
