import * as encoding from 'lib0/encoding';
import * as Y from 'yjs';
import { draftText, seedDraft } from '#shared/guideline/document.ts';
import { rubricSchema } from '#shared/rubric/rubric.ts';
import { DEFAULT_TEMPLATE } from '#shared/rubric/templates.ts';
import { ClientOwners } from '#server/services/guideline/client-owners.ts';
import { DraftGate, type GateFaults, type Verdict } from '#server/services/guideline/gate.ts';
import type { Place } from '#server/services/guideline/scan.ts';

export const ADA = 'ada';
export const MAL = 'mal';

export const SMALL = rubricSchema.parse({
  dimensions: ['a', 'b'].map((id) => ({ id, name: id, scale: { kind: 'pairwise' } })),
});

export interface Served {
  readonly doc: Y.Doc;
  readonly owners: ClientOwners;
  readonly gate: DraftGate;
}

/** An empty draft behind its gate. */
export function emptyDraft(faults?: GateFaults): Served {
  const doc = new Y.Doc();
  const owners = new ClientOwners([]);
  return { doc, owners, gate: new DraftGate(doc, owners, faults) };
}

/** A draft as a project begins with it; `seedClient`: the id that its first words have. */
export function served(rubric = DEFAULT_TEMPLATE.rubric, seedClient?: number): Served {
  const draft = emptyDraft();
  const seed = new Y.Doc();
  if (seedClient !== undefined) seed.clientID = seedClient;
  seedDraft(seed, '# Title\n\nText.\n', rubric);
  Y.applyUpdate(draft.doc, Y.encodeStateAsUpdate(seed));
  draft.owners.claim(seed.clientID, null);
  return draft;
}

/** A peer that has the document, and the updates it makes. */
export function peer(doc: Y.Doc) {
  const copy = new Y.Doc();
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc));
  const updates: Uint8Array[] = [];
  copy.on('update', (update: Uint8Array) => updates.push(update));
  return { copy, updates };
}

/** Asks the gate, and when it passes the update, applies it. */
export function take({ doc, gate }: Served, update: Uint8Array, who = ADA): Verdict {
  const verdict = gate.inspect(update, who);
  if (verdict.kind === 'new') {
    gate.accept(verdict, who);
    Y.applyUpdate(doc, verdict.update);
    gate.forgetAhead();
  }
  return verdict;
}

export const refused = (reason: string): Verdict => ({ kind: 'refused', reason }) as Verdict;

/** Writes an update by hand: what no library would produce. */
export function update(write: (encoder: encoding.Encoder) => void): Uint8Array {
  const encoder = encoding.createEncoder();
  write(encoder);
  return encoding.toUint8Array(encoder);
}

/** A piece of text as its author says that it stands. */
export interface Piece extends Place {
  readonly origin: Place | null;
  readonly rightOrigin: Place | null;
  readonly words: string;
}

function writePiece(encoder: encoding.Encoder, { origin, rightOrigin, words }: Piece): void {
  encoding.writeUint8(encoder, 4 | (origin ? 128 : 0) | (rightOrigin ? 64 : 0));
  for (const side of [origin, rightOrigin]) {
    if (!side) continue;
    encoding.writeVarUint(encoder, side.client);
    encoding.writeVarUint(encoder, side.clock);
  }
  if (!origin && !rightOrigin) {
    encoding.writeVarUint(encoder, 1);
    encoding.writeVarString(encoder, 'text');
  }
  encoding.writeVarString(encoder, words);
}

/** One update with these pieces, in the order of each client's clocks. */
export const written = (...pieces: readonly Piece[]): Uint8Array =>
  update((encoder) => {
    const byClient = Map.groupBy(pieces, ({ client }) => client);
    encoding.writeVarUint(encoder, byClient.size);
    for (const [client, own] of byClient) {
      encoding.writeVarUint(encoder, own.length);
      encoding.writeVarUint(encoder, client);
      encoding.writeVarUint(encoder, own[0]?.clock ?? 0);
      for (const piece of own) writePiece(encoder, piece);
    }
    encoding.writeVarUint(encoder, 0);
  });

/** Every place of the text, deleted ones included, in its order. */
export function placesOf(doc: Y.Doc): Place[] {
  const places: Place[] = [];
  for (let item = draftText(doc)._start; item; item = item.right)
    for (let offset = 0; offset < item.length; offset++)
      places.push({ client: item.id.client, clock: item.id.clock + offset });
  return places;
}
