import fc from 'fast-check';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { draftRubric, draftText } from '#shared/guideline/document.ts';
import { must } from '#shared/must.ts';
import type { Verdict } from '#server/services/guideline/gate.ts';
import { newSeed, runs } from '../support/seed.ts';
import { emptyDraft } from './support/draft-at-gate.ts';

const seed = newSeed();
const PEERS = 3;

/*
 * Honest people: three pages that type, erase, undo and set the rubric at the same time, with lines that deliver late. Nothing of
 * what they send may be refused.
 */

interface Deed {
  readonly who: number;
  readonly act:
    'type' | 'erase' | 'undo' | 'redo' | 'set' | 'send' | 'send-all' | 'resend' | 'hear' | 'apply';
  readonly at: number;
}

const WEIGHTS: Record<Deed['act'], number> = {
  type: 10,
  erase: 4,
  undo: 2,
  redo: 1,
  set: 2,
  send: 6,
  'send-all': 3,
  resend: 1,
  hear: 6,
  apply: 3,
};
const deed: fc.Arbitrary<Deed> = fc.record({
  who: fc.nat(PEERS - 1),
  act: fc.oneof(
    ...Object.entries(WEIGHTS).map(([act, weight]) => ({
      weight,
      arbitrary: fc.constant(act as Deed['act']),
    })),
  ),
  at: fc.nat(40),
});

class Page {
  readonly doc = new Y.Doc();
  readonly unsent: Uint8Array[] = [];
  /** How many of the stored updates it has heard. */
  heard = 0;
  readonly #undo: Y.UndoManager;

  constructor(client: number) {
    this.doc.clientID = client;
    this.#undo = new Y.UndoManager(draftText(this.doc), { captureTimeout: 0 });
    this.doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin !== 'line') this.unsent.push(update);
    });
  }

  edit({ act, at }: Deed): void {
    const text = draftText(this.doc);
    if (act === 'type') text.insert(at % (text.length + 1), must(['a', 'bc', 'def'][at % 3]));
    if (act === 'erase' && text.length > 0)
      text.delete(at % text.length, Math.min(1 + (at % 3), text.length - (at % text.length)));
    if (act === 'undo') this.#undo.undo();
    if (act === 'redo') this.#undo.redo();
    if (act === 'set') draftRubric(this.doc).set(must(['task', 'order'][at % 2]), at);
  }
}

/** Three pages and a server that stores in batches. */
class Meeting {
  readonly server = emptyDraft();
  readonly pages: Page[];
  readonly verdicts: Verdict['kind'][] = [];
  readonly #stored: Uint8Array[] = [];
  #accepted: Uint8Array[] = [];

  constructor(clients: readonly number[]) {
    this.pages = clients.map((client) => new Page(client));
  }

  perform(one: Deed): void {
    const page = must(this.pages[one.who]);
    if (one.act === 'send') this.#send(one.who, page.unsent.splice(0, 1));
    else if (one.act === 'send-all') this.#send(one.who, page.unsent.splice(0));
    else if (one.act === 'resend') this.#sendState(one.who);
    else if (one.act === 'hear') this.#hear(page, 1);
    else if (one.act === 'apply') this.#apply();
    else page.edit(one);
  }

  end(): void {
    for (const [who, page] of this.pages.entries()) this.#send(who, page.unsent.splice(0));
    this.#apply();
    for (const page of this.pages) this.#hear(page, this.#stored.length);
  }

  #send(who: number, updates: readonly Uint8Array[]): void {
    if (updates.length > 0)
      this.#propose(who, updates.length === 1 ? must(updates[0]) : Y.mergeUpdates([...updates]));
  }

  /** As after a broken line: all that the server does not show yet, with what is on its way once more. */
  #sendState(who: number): void {
    const { doc, unsent } = must(this.pages[who]);
    unsent.length = 0;
    this.#propose(who, Y.encodeStateAsUpdate(doc, Y.encodeStateVector(this.server.doc)));
  }

  #propose(who: number, update: Uint8Array): void {
    const verdict = this.server.gate.inspect(update, `p${who}`);
    this.verdicts.push(verdict.kind);
    if (verdict.kind !== 'new') return;
    this.server.gate.accept(verdict, `p${who}`);
    this.#accepted.push(verdict.update);
  }

  #apply(): void {
    if (this.#accepted.length === 0) return;
    const update = Y.mergeUpdates(this.#accepted);
    this.#accepted = [];
    Y.applyUpdate(this.server.doc, update);
    this.server.gate.forgetAhead();
    this.#stored.push(update);
  }

  #hear(page: Page, count: number): void {
    for (const update of this.#stored.slice(page.heard, page.heard + count)) {
      Y.applyUpdate(page.doc, update, 'line');
      page.heard += 1;
    }
  }
}

test(
  'G6 nothing is refused of what people type at the same time, however late it arrives',
  { timeout: 900_000 },
  () => {
    fc.assert(
      fc.property(
        fc.array(deed, { minLength: 10, maxLength: 80 }),
        fc.shuffledSubarray([10, 20, 30], { minLength: PEERS }),
        (deeds, clients) => {
          const meeting = new Meeting(clients);
          for (const one of deeds) meeting.perform(one);
          meeting.end();
          expect(meeting.verdicts.filter((kind) => kind !== 'new' && kind !== 'known')).toEqual([]);
          for (const { doc } of meeting.pages) {
            expect(draftText(doc).toJSON()).toBe(draftText(meeting.server.doc).toJSON());
            expect(draftRubric(doc).toJSON()).toEqual(draftRubric(meeting.server.doc).toJSON());
          }
        },
      ),
      { seed, numRuns: runs(600) },
    );
  },
);
