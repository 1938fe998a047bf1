import type { Random } from '#shared/agreement/random.ts';
import type { ItemId } from '#shared/ids.ts';
import type { Ballot } from '#shared/rubric/ballot.ts';
import type { HttpClient } from '../client/http-client.ts';
import { plausibleBallot } from './plausible/ballot.ts';
import { lookAt, type Look } from './plausible/look.ts';
import type { Taste } from './temperament.ts';
import type { Question, Remark, Voice } from './voice.ts';

/** Somebody who reads the item as it comes and answers by taste. Says nothing afterwards. */
export class PlausibleVoice implements Voice {
  readonly #http: HttpClient;
  readonly #sessionId: string;
  readonly #taste: Taste;
  readonly #random: Random;
  readonly #looks = new Map<ItemId, Promise<Look>>();

  constructor(http: HttpClient, sessionId: string, taste: Taste, random: Random) {
    this.#http = http;
    this.#sessionId = sessionId;
    this.#taste = taste;
    this.#random = random;
  }

  /** A glance at the item, taken once. */
  look(itemId: ItemId): Promise<Look> {
    const known = this.#looks.get(itemId);
    if (known) return known;
    const look = this.#read(itemId);
    this.#looks.set(itemId, look);
    look.catch(() => this.#looks.delete(itemId));
    return look;
  }

  async ballot({ itemId, rubric }: Question): Promise<Ballot> {
    return plausibleBallot(rubric, await this.look(itemId), this.#taste, this.#random);
  }

  hastyBallot(question: Question): Promise<Ballot> {
    return this.ballot(question);
  }

  remarks(): readonly Remark[] {
    return [];
  }

  dissent(): string | null {
    return null;
  }

  async #read(itemId: ItemId): Promise<Look> {
    const params = { sessionId: this.#sessionId, itemId };
    return lookAt(await this.#http.call('GET /api/sessions/:sessionId/items/:itemId', { params }));
  }
}
