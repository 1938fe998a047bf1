/* What comes after the ballot comes later than it, on its own: a phone that answers must not wait for it. */

export const loadBoard = () => import('./board-stage.svelte');
export const loadReading = () => import('./reading-stage.svelte');
export const loadPeople = () => import('#lib/components/session/people-dialog.svelte');

/** Fetches ahead what the answer leads to. Whatever fails is tried again when it is needed. */
export const fetchAhead = (): void => {
  for (const load of [loadReading, loadBoard, loadPeople]) load().catch(() => undefined);
};
