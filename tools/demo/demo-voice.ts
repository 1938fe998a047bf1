import type { ItemId } from '#shared/ids.ts';
import type { Ballot } from '#shared/rubric/ballot.ts';
import type { RulingView } from '#shared/session/view.ts';
import { fitted } from '../people/plausible/ballot.ts';
import type { PlausibleVoice } from '../people/plausible-voice.ts';
import type { Question, Remark, Voice } from '../people/voice.ts';
import type { AnnotatorId } from './content/people.ts';
import { ballotIn } from './content/rounds.ts';
import type { DemoItem, DisputedItem } from './content/types.ts';

/** One of the six: knows what to say on the prepared items, and answers by taste on those a visitor brings. */
export class DemoVoice implements Voice {
  readonly #who: AnnotatorId;
  readonly #items: ReadonlyMap<ItemId, DemoItem>;
  readonly #otherwise: PlausibleVoice;

  constructor(who: AnnotatorId, items: ReadonlyMap<ItemId, DemoItem>, otherwise: PlausibleVoice) {
    this.#who = who;
    this.#items = items;
    this.#otherwise = otherwise;
  }

  async ballot(question: Question): Promise<Ballot> {
    const item = this.#items.get(question.itemId);
    const plausible = await this.#otherwise.ballot(question);
    if (!item) return plausible;
    const look = await this.#otherwise.look(question.itemId);
    return fitted(ballotIn(item, this.#who, question.nth), question.rubric, look, plausible);
  }

  hastyBallot(question: Question): Promise<Ballot> {
    return this.#otherwise.ballot(question);
  }

  remarks(itemId: ItemId): readonly Remark[] {
    return (this.#disputed(itemId)?.comments ?? []).flatMap(({ who, dimensionId, text }, after) =>
      who === this.#who ? [{ dimensionId, text, after }] : [],
    );
  }

  /** The dissent was written against the prepared ruling; one that decides otherwise may please them. */
  dissent(itemId: ItemId, { verdict, values }: RulingView): string | null {
    const item = this.#disputed(itemId);
    if (!item || item.ruling.verdict !== verdict) return null;
    const isAsPrepared = JSON.stringify(values[item.on]) === JSON.stringify(item.ruling.values[item.on]);
    return isAsPrepared ? (item.ruling.dissents.find(({ who }) => who === this.#who)?.reason ?? null) : null;
  }

  #disputed(itemId: ItemId): DisputedItem | null {
    const item = this.#items.get(itemId);
    return item && item.pattern !== 'agreed' ? item : null;
  }
}
