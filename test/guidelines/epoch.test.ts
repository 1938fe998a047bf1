import { afterEach, describe, expect, test } from 'vitest';
import { listAudit } from '#server/repositories/audit-log.ts';
import { guidelineDrafts } from '#server/services/guideline/drafts.ts';
import { must } from '#shared/must.ts';
import { Studio, type StudioOptions } from './support/studio.ts';
import { until } from './support/until.ts';

let studio: Studio;
const begin = async (options?: StudioOptions) => (studio = await Studio.start(options));
afterEach(() => studio.close());

describe('G5 a client with another history is never merged', () => {
  test('who names another epoch, or none, is sent away before anything is merged', async () => {
    await begin();
    for (const epoch of ['another', '', null]) {
      const client = studio.client(studio.owner, epoch).connect();
      await client.closedWith(4409);
      expect(client.text, String(epoch)).toBe('');
      expect(client.welcome).toBeNull();
    }
  });

  test('a history that has outgrown its use is dropped while nobody is there; a laptop that wakes with it doubles nothing', async () => {
    await begin({ drafts: { unloadAfterMs: 0, trimAboveBytes: 30_000 } });
    const laptop = await studio.open(studio.owner);
    const before = await studio.facts();
    const words = laptop.text;
    // Four thousand letters, each at another place, and all of it rewritten: little text, much history.
    laptop.doc.transact(() => {
      for (let count = 0; count < 4_000; count++) laptop.type('x', (count * 7_919) % laptop.text.length);
    });
    laptop.doc.getText('text').delete(0, laptop.text.length);
    laptop.type(words);
    await laptop.stored();
    const text = laptop.text;
    laptop.provider.disconnect();
    const lease = must(await guidelineDrafts(studio.app.deps).open(studio.projectId));
    lease.release();
    await until(() => lease.room.doc.isDestroyed, 'the draft to be unloaded');
    // Typed while nobody is connected, on the old history.
    laptop.type('\nwritten asleep');

    const other = await studio.open(await studio.person('author'), {
      epoch: await trimmedEpoch(before.epoch),
    });
    expect(other.text).toBe(text);
    laptop.connect();
    await laptop.closedWith(4409);
    expect(laptop.text.endsWith('written asleep')).toBe(true);
    other.type('\nand on');
    await other.stored();
    expect(await studio.storedText()).toBe(`${text}\nand on`);
    const [entry] = await listAudit(studio.app.deps.db, studio.projectId, 1);
    expect(entry?.action).toBe('guideline.draft-trimmed');
  });

  /** The first one to come finds out: the draft is trimmed when it is loaded, and who came with the old epoch is sent away. */
  async function trimmedEpoch(before: string): Promise<string> {
    const first = studio.client(studio.owner, before).connect();
    await first.closedWith(4409);
    const { epoch } = await studio.facts();
    expect(epoch).not.toBe(before);
    return epoch;
  }

  test('a draft that is large because of what it says is left as it is', async () => {
    await begin({ drafts: { unloadAfterMs: 0, trimAboveBytes: 1_000 } });
    const { epoch } = await studio.facts();
    const client = await studio.open(studio.owner);
    client.type('words '.repeat(2_000));
    await client.stored();
    client.destroy();
    const again = await studio.open(studio.owner, { epoch });
    expect(again.text.endsWith('words ')).toBe(true);
  });
});
