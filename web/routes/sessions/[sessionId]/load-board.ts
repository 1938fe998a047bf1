/** The board comes later than the ballot, on its own: a phone that answers must not wait for it. */
export const loadBoard = () => import('./board-stage.svelte');
