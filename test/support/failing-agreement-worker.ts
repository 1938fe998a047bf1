import { parentPort } from 'node:worker_threads';
import { must } from '#shared/must.ts';
import type { WorkerAsk } from '#server/services/agreement/worker-messages.ts';

/* Stands in for the thread that computes agreement: it does what the project is called. */
const port = must(parentPort);

const DEEDS: Readonly<Record<string, (id: number) => void>> = {
  throws: () => {
    throw new Error('out of memory');
  },
  exits: () => process.exit(1),
  hangs: () => {
    for (;;);
  },
  fails: (id) => port.postMessage({ id, ok: false, failed: 'a bug' }),
};

port.on('message', ({ id, projectId }: WorkerAsk) => {
  const answer = () => port.postMessage({ id, ok: true, answer: projectId });
  (DEEDS[projectId] ?? answer)(id);
});
