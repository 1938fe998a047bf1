import { createHash } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { draftRubric, draftText } from '#shared/guideline/document.ts';
import { must } from '#shared/must.ts';
import type { CommitPreview, Version, VersionHead } from '#shared/protocol/guideline.ts';
import { verifyGuideline } from '#server/services/guideline/verify.ts';
import type { BuiltPerson } from '../support/builders.ts';
import { migratedDatabase, onEveryDatabase, type TestDatabase } from '../support/database.ts';
import type { DocumentClient } from './support/document-client.ts';
import { Studio } from './support/studio.ts';
import { until } from './support/until.ts';

/* What is committed is what was reviewed, whatever the others write meanwhile. */

const wordsIn = (text: string) => [...text.matchAll(/<[a-z0-9-]+>/g)].map(([word]) => word).toSorted();

/** Somebody who never stops typing, until they are told to. */
class Typist {
  readonly typed: string[] = [];
  readonly client: DocumentClient;
  readonly #name: string;
  #isTyping = true;
  readonly #typing: Promise<void>;

  constructor(client: DocumentClient, name: string) {
    this.client = client;
    this.#name = name;
    this.#typing = this.#type();
  }

  async #type(): Promise<void> {
    while (this.#isTyping) {
      const word = `<${this.#name}-${this.typed.length}>`;
      this.client.type(word);
      this.typed.push(word);
      await new Promise((resolve) => setTimeout(resolve, 4));
    }
  }

  async stop(): Promise<void> {
    this.#isTyping = false;
    await this.#typing;
    await this.client.stored();
  }
}

onEveryDatabase('a reviewed state', (engine) => {
  let database: TestDatabase;
  let studio: Studio;
  let owner: BuiltPerson;
  let client: DocumentClient;

  beforeEach(async () => {
    database = await migratedDatabase(engine);
    studio = await Studio.start({ environment: { DATABASE_URL: database.url ?? '' } });
    ({ owner } = studio);
    client = await studio.open(owner);
  });

  afterEach(async () => {
    await studio.close();
    await database.close();
  });

  const review = async (by = owner) => {
    const { body } = await studio.ask(by, 'GET', '/commit-preview');
    return body as CommitPreview;
  };
  const commit = (seen: CommitPreview, by = owner) =>
    studio.ask(by, 'POST', '/commit', {
      ...{ opId: `op-${seen.number}-${by.id}`, expectedHead: seen.head.number, kind: 'semantic' },
      hash: must(seen.hash),
      changeLog: [...seen.changeLog],
    });
  const committed = async (seen: CommitPreview) => {
    const answer = await commit(seen);
    expect(answer.status, JSON.stringify(answer.body)).toBe(200);
    return answer.body as VersionHead;
  };
  const version = async (number: number) =>
    (await studio.ask(owner, 'GET', `/versions/${number}`)).body as Version;
  const fileOf = async (number: number) =>
    String((await studio.ask(owner, 'GET', `/versions/${number}/export.md`)).body);
  const edit = async (text: string, by = client, at?: number) => {
    by.type(text, at);
    await by.stored();
  };
  const replace = async (before: string, after: string) => {
    const at = client.text.indexOf(before);
    expect(at, before).toBeGreaterThan(-1);
    draftText(client.doc).delete(at, before.length);
    if (after !== '') draftText(client.doc).insert(at, after);
    await client.stored();
  };

  test('G8 is committed as it was read while four people type, under the hash that was shown', async () => {
    const names = ['ada', 'ben', 'cyd', 'dov'];
    const people = await Promise.all(names.map((name) => studio.person('author', name)));
    const typists: Typist[] = [];
    for (const [index, person] of people.entries())
      typists.push(new Typist(await studio.open(person), must(names[index])));
    for (let number = 2; number <= 4; number++) {
      const before = typists.map(({ typed }) => typed.length);
      await until(() => typists.every(({ typed }, i) => typed.length > must(before[i]) + 5), 'more words');
      const seen = await review();
      const shown = wordsIn(seen.reviewed.text);
      await until(
        () => typists.every(({ typed }) => typed.length > shown.length / 4 + 20),
        'typing to go on',
      );
      const head = await committed(seen);
      expect([head.number, head.hash]).toEqual([number, seen.hash]);
      expect(wordsIn((await version(number)).text)).toEqual(shown);
      expect(
        createHash('sha256')
          .update(await fileOf(number))
          .digest('hex'),
      ).toBe(seen.hash);
    }
    for (const typist of typists) await typist.stop();
    const draft = await studio.storedText();
    await until(() => typists.every((typist) => typist.client.text === draft), 'everybody to agree');
    expect(wordsIn(draft)).toEqual(typists.flatMap(({ typed }) => typed).toSorted());
    expect(wordsIn((await version(4)).text).length).toBeLessThan(wordsIn(draft).length);
    expect(await verifyGuideline(studio.app.deps.db)).toEqual({ ok: true, versions: 4 });
    const faults = typists.flatMap((typist) => [...typist.client.refusals, ...typist.client.closes]);
    expect(faults).toEqual([]);
  });

  test('G8 whoever wrote after the review is an author of the next version, and whoever wrote before and after of both', async () => {
    const [ada, ben] = [await studio.person('author', 'Ada'), await studio.person('author', 'Ben')];
    const [early, late] = [await studio.open(ada), await studio.open(ben)];
    await edit('\nEarly.', early);
    const seen = await review();
    await edit('\nLate.', late);
    await edit('\nEarly again.', early);
    await committed(seen);
    expect((await version(2)).authors.map(({ name }) => name)).toEqual(['Ada']);
    expect((await version(2)).text).not.toContain('Late.');
    await committed(await review());
    expect((await version(3)).authors.map(({ name }) => name).toSorted()).toEqual(['Ada', 'Ben']);
    expect((await version(3)).text).toContain('Late.');
  });

  test('G8 the rubric is that of the review, too', async () => {
    await edit('\nOne.');
    const seen = await review();
    const safety = draftRubric(client.doc).get('dim:safety') as object;
    draftRubric(client.doc).set('dim:safety', { ...safety, name: 'Harm' });
    await client.stored();
    await committed(seen);
    const nameIn = async (number: number) =>
      (await version(number)).rubric.dimensions.find(({ id }) => id === 'safety')?.name;
    expect(await nameIn(2)).toBe('Safety');
    await committed(await review());
    expect(await nameIn(3)).toBe('Harm');
  });

  test('G11 two dimensions of one name and an empty edge case are named by the review, and keep the server from committing', async () => {
    await edit('\n::: edge-case\n**Question.** \n\n**Ruling.** \n:::\n');
    const safety = draftRubric(client.doc).get('dim:safety') as object;
    draftRubric(client.doc).set('dim:safety', { ...safety, name: 'correctness' });
    await client.stored();
    const seen = await review();
    const messages = seen.problems.map(({ message }) => message);
    expect(messages).toEqual([
      expect.stringMatching(/^Two dimensions are named “correctness”/i),
      expect.stringMatching(/^An edge case under “.+” has no question and no ruling\.$/),
    ]);
    const { status, body } = await commit(seen);
    const refusal = (body as { error: { message: string } }).error;
    expect([status, refusal.message]).toEqual([400, messages.join(' ')]);
    expect((await review()).number).toBe(2);
  });

  test('G3 G8 a clause without an id is shown with the one that its version gives it, the same at every look', async () => {
    await edit('\n## Sarcasm\n\nMeant, not said.\n');
    const [entry] = (await review()).changeLog;
    expect(must(entry).clauseId).toMatch(/^c-[a-z0-9]+$/);
    await edit('And more.');
    const seen = await review();
    expect(seen.changeLog.map(({ clauseId }) => clauseId)).toEqual([must(entry).clauseId]);
    await committed(seen);
    expect((await version(2)).clauses.map(({ id }) => id)).toContain(must(entry).clauseId);
  });

  test('G8 G1 headings keep in the draft the ids that the version gave them, wherever they stand by then', async () => {
    await edit('\n## Sarcasm\n\nMeant, not said.\n\n## Irony\n\nCounts too.\n\n## Doomed\n\nGone soon.\n');
    const seen = await review();
    await edit('A new beginning.\n\n', client, 0);
    await edit(' and satire', client, client.text.indexOf('\n\nMeant, not said.'));
    await replace('## Doomed\n\nGone soon.\n', '## Fresh\n\nNew here.\n');
    await committed(seen);
    const text = await studio.storedText();
    const idIn = (source: string, title: string) =>
      new RegExp(`## ${title} \\{#(c-[a-z0-9]+)\\}`).exec(source)?.[1];
    const frozen = (await version(2)).text;
    expect(idIn(text, 'Irony')).toBe(must(idIn(frozen, 'Irony')));
    expect(idIn(text, 'Sarcasm and satire')).toBe(must(idIn(frozen, 'Sarcasm')));
    expect(text).toContain('## Fresh\n');
    expect(text).not.toContain(must(idIn(frozen, 'Doomed')));
    expect(text.match(/\{#/g)?.length).toBe((frozen.match(/\{#/g)?.length ?? 0) - 1);
    // Reworded, not taken for another clause.
    const next = await review();
    expect(next.clauses.find(({ title }) => title === 'Sarcasm and satire')?.change).toBe('changed');
  });

  test('G8 a review that nobody made, of somebody else, or that was overtaken is not committed', async () => {
    await edit('\nOne.');
    const seen = await review();
    const ada = await studio.person('author', 'Ada');
    expect(await commit(seen, ada)).toMatchObject({ status: 409, field: 'hash' });
    expect(await commit({ ...seen, hash: 'f'.repeat(64) })).toMatchObject({ status: 409, field: 'hash' });
    const hers = await review(ada);
    await committed(seen);
    expect(await commit(hers, ada)).toMatchObject({ status: 409, code: 'conflict' });
    for (let times = 0; times < 5; times++) {
      await edit(`\nMore ${times}.`);
      await review();
    }
    const newest = await review();
    expect(await commit({ ...seen, head: newest.head, number: 3 })).toMatchObject({ status: 409 });
    await committed(newest);
  });

  test('G8 X1 looking at a review keeps nothing for who may not commit', async () => {
    await edit('\nOne.');
    const rob = await studio.person('reviewer', 'Rob');
    const seen = await review(rob);
    expect(await commit(seen, rob)).toMatchObject({ status: 403 });
    expect(await commit(seen)).toMatchObject({ status: 409, field: 'hash' });
  });
});
