import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as Y from 'yjs';
import {
  draftRubric,
  draftText,
  moveDimension,
  readDraft,
  removeDimension,
  writeDimension,
} from '#shared/guideline/document.ts';
import { must } from '#shared/must.ts';
import { dimensionSchema, rubricSchema } from '#shared/rubric/rubric.ts';
import { inTransaction } from '#server/db/transaction.ts';
import { readConfig } from '#server/config.ts';
import { createDeps, type Deps } from '#server/deps.ts';
import { createLog } from '#server/log.ts';
import { createGuideline } from '#server/services/guideline-service.ts';
import type { Outcome } from '#server/services/guideline/draft-change.ts';
import { DraftRoom } from '#server/services/guideline/draft-room.ts';
import { loadDraft } from '#server/services/guideline/draft-store.ts';
import { insertProject } from '#server/repositories/projects.ts';
import { projectId as projectIdSchema } from '#shared/ids.ts';
import { projectSettingsSchema } from '#shared/protocol/http/projects.ts';
import { buildPerson, type BuiltPerson } from '../support/builders.ts';
import { ENGINES, migratedDatabase, type TestDatabase } from '../support/database.ts';

/*
 * Five people, one writer with its database, and a network that delivers one frame at a time, in order for each line but in any
 * order between them, with lines that are cut and restored and a writer that is restarted in the middle.
 */
const PEOPLE = 5;

let database: TestDatabase;
let deps: Deps;
let people: BuiltPerson[];

beforeAll(async () => {
  database = await migratedDatabase(must(ENGINES[0]));
  const config = readConfig({ DATA_DIR: ':memory:', LOG_LEVEL: 'silent' });
  deps = createDeps(config, database.db, createLog(config));
  people = await Promise.all(
    Array.from({ length: PEOPLE }, (_, index) => buildPerson(deps, { name: `P${index}` })),
  );
});
afterAll(() => database.close());

async function newProject(): Promise<string> {
  const id = projectIdSchema.parse(deps.newId());
  await inTransaction(deps.db, async (tx) => {
    const settings = projectSettingsSchema.parse({});
    await insertProject(tx, { id, name: 'P', task: 't', settings, createdAt: 1 });
    await createGuideline(tx, deps, id, {
      text: '# Start\n',
      rubric,
      by: must(people[0]).id,
    });
  });
  for (const person of people) {
    await deps.db
      .insertInto('memberships')
      .values({ project_id: id, person_id: person.id, role: 'author', since: 1 })
      .execute();
  }
  return id;
}

/** One person's page and its line to the writer. */
class Page {
  readonly doc = new Y.Doc();
  readonly outcomes: Outcome[] = [];
  readonly #person: BuiltPerson;
  isConnected = false;
  up: Uint8Array[] = [];
  down: Uint8Array[] = [];

  constructor(person: BuiltPerson) {
    this.#person = person;
    this.doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin !== 'line' && this.isConnected) this.up.push(update);
    });
  }

  /** As y-websocket does it: each side sends what the other lacks. */
  connect(room: DraftRoom): void {
    if (this.isConnected) return;
    this.isConnected = true;
    this.down = [Y.encodeStateAsUpdate(room.doc, Y.encodeStateVector(this.doc))];
    this.up = [Y.encodeStateAsUpdate(this.doc, Y.encodeStateVector(room.doc))];
  }

  cut(): void {
    this.isConnected = false;
    this.up = [];
    this.down = [];
  }

  deliverUp(room: DraftRoom): void {
    const bytes = this.up.shift();
    if (bytes)
      room.propose({ personId: this.#person.id, bytes, settle: (outcome) => this.outcomes.push(outcome) });
  }

  deliverDown(): void {
    const bytes = this.down.shift();
    if (bytes) Y.applyUpdate(this.doc, bytes, 'line');
  }
}

interface Step {
  readonly who: number;
  readonly act:
    | 'type'
    | 'erase'
    | 'write'
    | 'remove'
    | 'move'
    | 'up'
    | 'down'
    | 'cut'
    | 'connect'
    | 'store'
    | 'restart'
    | 'all';
  readonly at: number;
  readonly word: string;
}

const WEIGHTS: [Step['act'], number][] = [
  ...([
    ['type', 20],
    ['erase', 8],
    ['write', 3],
    ['remove', 1],
    ['move', 2],
    ['up', 20],
    ['down', 20],
  ] as [Step['act'], number][]),
  ...([
    ['cut', 2],
    ['connect', 4],
    ['store', 6],
    ['restart', 1],
    ['all', 1],
  ] as [Step['act'], number][]),
];
const step: fc.Arbitrary<Step> = fc.record({
  who: fc.nat(PEOPLE - 1),
  act: fc.oneof(...WEIGHTS.map(([act, weight]) => ({ weight, arbitrary: fc.constant(act) }))),
  at: fc.nat(200),
  word: fc.constantFrom('a', 'bc', '\n', 'é', '🙂', '## h\n'),
});

const rubric = rubricSchema.parse({
  dimensions: [{ id: 'preference', name: 'P', scale: { kind: 'pairwise' } }],
});
const dimension = (id: string) => dimensionSchema.parse({ id, name: id, scale: { kind: 'pairwise' } });
const DIMENSIONS = ['x', 'y', 'z', 'preference'];

function edit(doc: Y.Doc, { act, at, word }: Step): void {
  const text = draftText(doc);
  const id = must(DIMENSIONS[at % DIMENSIONS.length]);
  if (act === 'type') text.insert(at % (text.length + 1), word);
  if (act === 'erase' && text.length > 0)
    text.delete(at % text.length, Math.min(1 + (at % 5), text.length - (at % text.length)));
  if (act === 'write') writeDimension(doc, { ...dimension(id), definition: word });
  if (act === 'remove') removeDimension(doc, id);
  if (act === 'move') moveDimension(doc, id, at % 4);
}

/** The writer as this run has it; a restart makes another from the database. */
class Run {
  room!: DraftRoom;
  readonly pages = people.map((person) => new Page(person));
  readonly #projectId: string;

  constructor(projectId: string) {
    this.#projectId = projectId;
  }

  async start(): Promise<this> {
    this.room = new DraftRoom(deps, must(await loadDraft(deps, this.#projectId)));
    this.room.stored.subscribe(({ update }) =>
      this.pages.forEach((page) => page.isConnected && page.down.push(update)),
    );
    return this;
  }

  /** As after kill -9: whatever was not stored is forgotten, every line is cut. */
  async restart(): Promise<void> {
    this.room.close('storage-unavailable');
    for (const page of this.pages) page.cut();
    await this.start();
  }

  async perform(one: Step): Promise<void> {
    const page = must(this.pages[one.who]);
    if (one.act === 'up') page.deliverUp(this.room);
    else if (one.act === 'down') page.deliverDown();
    else if (one.act === 'cut') page.cut();
    else if (one.act === 'connect') page.connect(this.room);
    else if (one.act === 'store') await this.room.settled();
    else if (one.act === 'restart') await this.restart();
    else if (one.act === 'all') await this.flush();
    else edit(page.doc, one);
    expect(this.room.doc.store.pendingStructs).toBeNull();
    expect(this.room.doc.store.pendingDs).toBeNull();
  }

  /** Delivers everything that is on the way, until nothing is. */
  async flush(): Promise<void> {
    while (this.pages.some(({ up, down }) => up.length + down.length > 0)) {
      for (const page of this.pages) {
        while (page.up.length > 0) page.deliverUp(this.room);
        while (page.down.length > 0) page.deliverDown();
      }
      await this.room.settled();
    }
  }
}

test(
  'M2 whatever is typed, cut, restored and restarted: in the end all pages, the writer and its database agree',
  { timeout: 120_000 },
  async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 20, maxLength: 150 }), async (steps) => {
        const projectId = await newProject();
        const run = await new Run(projectId).start();
        for (const one of steps) await run.perform(one);
        for (const page of run.pages) page.connect(run.room);
        await run.flush();
        const reloaded = new DraftRoom(deps, must(await loadDraft(deps, projectId)));
        for (const { doc, outcomes } of run.pages) {
          expect(outcomes.filter((outcome) => outcome !== 'stored' && outcome !== 'known')).toEqual([]);
          expect(doc.store.pendingStructs).toBeNull();
          expect(Y.encodeStateVector(doc)).toEqual(Y.encodeStateVector(run.room.doc));
          expect(readDraft(doc)).toEqual(readDraft(run.room.doc));
          expect(draftRubric(doc).toJSON()).toEqual(draftRubric(run.room.doc).toJSON());
        }
        expect(readDraft(reloaded.doc)).toEqual(readDraft(run.room.doc));
        expect(Y.encodeStateVector(reloaded.doc)).toEqual(Y.encodeStateVector(run.room.doc));
      }),
      { numRuns: 120 },
    );
  },
);

test('G6 what waits while the program writes is judged by where it stands afterwards', async () => {
  for (let round = 0; round < 6; round++) {
    const run = await new Run(await newProject()).start();
    const page = must(run.pages[0]);
    page.connect(run.room);
    await run.flush();
    draftText(page.doc).insert(3, 'z');
    await run.room.change(null, ({ draft }) => {
      draftText(draft).insert(3, 'w');
      page.deliverUp(run.room);
      return Promise.resolve();
    });
    page.deliverDown();
    draftText(page.doc).insert(4, 'y');
    page.deliverUp(run.room);
    await run.room.settled();
    await run.flush();
    expect(page.outcomes.every((outcome) => outcome === 'stored' || outcome === 'known')).toBe(true);
    expect(draftText(run.room.doc).toJSON()).toMatch(/^# S(zyw|wyz)tart/);
    expect(draftText(page.doc).toJSON()).toBe(draftText(run.room.doc).toJSON());
  }
});
