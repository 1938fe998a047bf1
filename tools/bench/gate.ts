import * as Y from 'yjs';
import { ClientOwners } from '#server/services/guideline/client-owners.ts';
import { DraftGate } from '#server/services/guideline/gate.ts';
import { draftText } from '#shared/guideline/document.ts';
import { spread } from './quantiles.ts';

/* What it costs to judge a change to a guideline before it is stored: the keys of people, and the most expensive that a program can send. */

const AUTHOR = 'author';
const PROGRAM = 'program';
const KEYS = 2_000;
const TIMES = 5;

/** Letters of one client, each put before the one before it: one struct for each. */
function backwards(letters: number): Uint8Array {
  const doc = new Y.Doc();
  for (let i = 0; i < letters; i += 1) draftText(doc).insert(0, 'x');
  return Y.encodeStateAsUpdate(doc);
}

function gateOver(update: Uint8Array): { gate: DraftGate; doc: Y.Doc } {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, update);
  return { gate: new DraftGate(doc, new ClientOwners([])), doc };
}

type Wanted = 'new' | 'refused';

function judged(gate: DraftGate, update: Uint8Array, personId: string, wanted: Wanted): number {
  const startedAt = performance.now();
  const { kind } = gate.inspect(update, personId);
  const ms = performance.now() - startedAt;
  if (kind !== wanted) throw new Error(`A change was judged "${kind}" where "${wanted}" was measured.`);
  return ms;
}

/** Somebody types into a draft of 20,000 letters, and every key is judged and applied. */
function keys(draft: Uint8Array): number[] {
  const { gate, doc } = gateOver(draft);
  const author = new Y.Doc();
  Y.applyUpdate(author, draft);
  const updates: Uint8Array[] = [];
  author.on('update', (update: Uint8Array) => updates.push(update));
  for (let i = 0; i < KEYS; i += 1) draftText(author).insert(10_000 + i, 'y');
  return updates.map((update) => {
    const ms = judged(gate, update, AUTHOR, 'new');
    Y.applyUpdate(doc, update);
    gate.forgetAhead();
    return ms;
  });
}

/** A change is judged several times over the same draft. */
function again(draft: Uint8Array, update: Uint8Array, wanted: Wanted): number[] {
  return Array.from({ length: TIMES }, () => judged(gateOver(draft).gate, update, PROGRAM, wanted));
}

/** The gate of the guideline. */
export function benchGate(): Promise<void> {
  const draft = backwards(20_000);
  const manyWriters = Y.mergeUpdates(Array.from({ length: 16 }, () => backwards(2_000)));
  console.log(`a key in a draft of 20,000 letters            ${spread(keys(draft))}`);
  console.log(`a newcomer who knew nothing of these letters  ${spread(again(draft, backwards(1), 'new'))}`);
  console.log(
    `a change made to be expensive (refused)       ${spread(again(draft, manyWriters, 'refused'))}`,
  );
  return Promise.resolve();
}
