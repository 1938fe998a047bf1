import { setTimeout as sleep } from 'node:timers/promises';
import type { ItemId, RoundId } from '#shared/ids.ts';
import type { Ballot } from '#shared/rubric/ballot.ts';
import { HttpClient } from '../client/http-client.ts';
import type { LiveView } from '../client/live-client.ts';
import { Attendee } from '../people/attendee.ts';

/** The server takes twenty acts a second of one person; nobody answers faster. */
const BETWEEN_ANSWERS_MS = 60;
const OPEN_WITHIN_MS = 60_000;

/** What became of somebody's ballots. */
export interface Receipts {
  readonly accepted: number;
  readonly tooLate: number;
}

const openRound = (view: LiveView, itemId: ItemId): RoundId | null => {
  const round = view.shared.agenda?.find((entry) => entry.itemId === itemId)?.round;
  return round?.phase === 'open' ? round.id : null;
};

/** Somebody who came with the code, and answers what is recorded of them. */
export class Guest {
  readonly name: string;
  readonly #http: HttpClient;
  readonly #sessionId: string;
  #attendee: Attendee | null = null;

  private constructor(name: string, http: HttpClient, sessionId: string) {
    this.name = name;
    this.#http = http;
    this.#sessionId = sessionId;
  }

  static async join(base: string, code: string, name: string): Promise<Guest> {
    const http = new HttpClient(base);
    const { sessionId } = await http.call('POST /api/join', { body: { code, name } });
    return new Guest(name, http, sessionId);
  }

  /** Opens a socket and takes a voter's seat. */
  async sitDown(): Promise<void> {
    if (this.#attendee) return;
    const attendee = await Attendee.enter(this.#http, this.#sessionId, { withoutBoards: true });
    this.#attendee = attendee;
    if (attendee.view.own.me?.seat !== 'voter') await attendee.act({ type: 'takeSeat', seat: 'voter' });
  }

  /** Leaves the voter's seat first: nobody should wait for somebody who has gone. */
  async getUp(): Promise<void> {
    const attendee = this.#attendee;
    this.#attendee = null;
    await attendee?.act({ type: 'takeSeat', seat: 'watching' });
    attendee?.leave();
  }

  leave(): void {
    this.#attendee?.leave();
  }

  /** Casts these ballots one after the other, at a person's pace, as soon as their rounds are open. */
  async cast(ballots: Iterable<readonly [ItemId, Ballot]>): Promise<Receipts> {
    let [accepted, tooLate] = [0, 0];
    for (const [itemId, ballot] of ballots) {
      const answeredAt = performance.now();
      if ((await this.#castOne(itemId, ballot)) === 'too-late') tooLate += 1;
      else accepted += 1;
      await sleep(Math.max(0, BETWEEN_ANSWERS_MS - (performance.now() - answeredAt)));
    }
    return { accepted, tooLate };
  }

  async #castOne(itemId: ItemId, ballot: Ballot): Promise<'accepted' | 'too-late' | undefined> {
    const attendee = this.#attendee;
    if (!attendee) throw new Error(`${this.name} has no seat.`);
    const what = `${this.name}'s round`;
    const roundId = await attendee.client.until((view) => openRound(view, itemId), OPEN_WITHIN_MS, what);
    const answer = await attendee.act({ type: 'castBallot', roundId, ballot });
    if (answer.ok) return answer.value.ballot;
    const { code, message, field = '' } = answer.refusal;
    throw new Error(`A ballot of ${this.name} was refused: ${code} ${field} ${message}`);
  }
}
