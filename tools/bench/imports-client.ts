import { parentPort, workerData } from 'node:worker_threads';
import { itemId } from '#shared/ids.ts';
import { must } from '#shared/must.ts';
import { rubricSchema } from '#shared/rubric/rubric.ts';
import type { ImportReport } from '#shared/protocol/http/imports.ts';
import { HttpClient } from '../client/http-client.ts';
import { LiveClient } from '../client/live-client.ts';

/* What people do while a file comes in, in a thread of its own: its work must not count as the server's. */

/** Files that are imported, one after the other, by name. */
export type FileName = 'items' | 'items again' | 'labels';

/** What a file took: from the first byte sent to the answer, and how long each ballot in the meantime waited for its acknowledgement. */
export interface Imported {
  readonly ms: number;
  readonly imported: number;
  readonly acks: readonly number[];
}

const ITEMS = 25_000;
const LABELS = 100_000;
const LABELS_PER_ITEM = LABELS / ITEMS;
const BALLOT_EVERY_MS = 60;
const DIMENSIONS = ['clear', 'true', 'helpful', 'short'];
const points = [1, 2, 3, 4, 5].map((value) => ({ value, label: `point ${value}` }));
const RUBRIC = rubricSchema.parse({
  dimensions: DIMENSIONS.map((id) => ({ id, name: id, scale: { kind: 'likert', points } })),
});
const SENTENCE = 'Some sentence of an answer that is about as long as answers are. ';

const lines = (count: number, make: (index: number) => object): string =>
  Array.from({ length: count }, (_, index) => JSON.stringify(make(index))).join('\n');

const itemLines = (from: number, count: number): string =>
  lines(count, (i) => ({
    ...{ id: `q${from + i}`, task: 'pairwise', lang: 'en', prompt: `Question number ${from + i}?` },
    responses: ['a', 'b'].map((id) => ({ id, text: `${id} to ${from + i}. ${SENTENCE.repeat(5)}` })),
    meta: { topic: `topic ${i % 40}` },
  }));

const labelLines = lines(LABELS, (i) => ({
  ...{ item: `q${Math.floor(i / LABELS_PER_ITEM)}`, annotator: `w${i % LABELS_PER_ITEM}` },
  ...{ dimension: must(DIMENSIONS[i % DIMENSIONS.length]), value: 1 + ((i * 7_919) % 5) },
  rationale: `Because of what stands in line ${i % 17}.`,
}));

const allItems = itemLines(0, ITEMS);
const FILES: Readonly<Record<FileName, string>> = {
  items: allItems,
  'items again': allItems,
  labels: labelLines,
};

interface Meeting {
  readonly http: HttpClient;
  readonly projectId: string;
  /** Casts one ballot and says how long it waited. */
  cast(): Promise<number>;
}

/** A workspace with a meeting in it that has an open round, and somebody who answers. */
async function openMeeting(base: string): Promise<Meeting> {
  const http = new HttpClient(base);
  const account = { name: 'Olga', email: 'olga@example.org', password: 'bench bench bench' };
  await http.call('POST /api/setup', { body: { ...account, project: { name: 'Bench', rubric: RUBRIC } } });
  const params = { projectId: must((await http.call('GET /api/me')).projects[0]).id };
  await http.upload(`/api/projects/${params.projectId}/imports?kind=items`, itemLines(ITEMS, 1));
  const { items } = await http.call('GET /api/projects/:projectId/items', { params });
  const item = itemId.parse(must(items[0]).id);
  const body = { title: 'Bench', itemIds: [item] };
  const session = await http.call('POST /api/projects/:projectId/sessions', { params, body });
  const live = await new LiveClient(http, session.id).connect();
  await live.enter();
  await live.must({ type: 'takeChair' });
  await live.must({ type: 'start' });
  await live.must({ type: 'takeSeat', seat: 'voter' });
  await live.must({ type: 'openRounds', itemIds: [item], mode: 'live' });
  const { roundId } = await live.until(({ shared }) => shared.progress?.[0]);
  const point = { kind: 'likert', point: 3 } as const;
  const values = Object.fromEntries(DIMENSIONS.map((id) => [id, point]));
  return {
    ...{ http, projectId: params.projectId },
    async cast() {
      const startedAt = performance.now();
      const ballot = { values, reason: `at ${startedAt}`, confidence: null, clause: null };
      await live.must({ type: 'castBallot', roundId, ballot });
      return performance.now() - startedAt;
    },
  };
}

async function importWhileVoting(meeting: Meeting, name: FileName): Promise<Imported> {
  const startedAt = performance.now();
  const kind = name === 'labels' ? 'labels' : 'items';
  const upload = meeting.http
    .upload(`/api/projects/${meeting.projectId}/imports?kind=${kind}&fileName=${kind}.jsonl`, FILES[name])
    .then((report) => ({ report: report as ImportReport, ms: performance.now() - startedAt }));
  let isDone = false;
  const done = upload.finally(() => (isDone = true));
  const acks: number[] = [];
  while (!isDone) {
    acks.push(await meeting.cast());
    await new Promise((resolve) => setTimeout(resolve, BALLOT_EVERY_MS));
  }
  const { report, ms } = await done;
  return { ms, imported: report.imported, acks };
}

const port = must(parentPort);
const meeting = await openMeeting((workerData as { base: string }).base);
port.on('message', (name: FileName) => {
  void importWhileVoting(meeting, name).then((imported) => port.postMessage(imported));
});
port.postMessage('ready');
