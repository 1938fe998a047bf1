import type { EdgeCase } from '#shared/protocol/guideline.ts';

/**
 * Where the tray shows an edge case (law R8). `waiting`: for a place in the text. `outdated`: its text stands, and its ruling does not hold
 * any more. `placed`: in the draft, in no version yet. `closed`: nothing is to be written. null: nowhere, it is part of the guideline.
 */
export type TrayGroup = 'waiting' | 'outdated' | 'placed' | 'closed';

export function trayGroup({ state, superseded, dismissed }: EdgeCase): TrayGroup | null {
  if (state === 'waiting') return superseded || dismissed ? 'closed' : 'waiting';
  if (superseded && !superseded.isUpdated && !dismissed) return 'outdated';
  return state === 'placed' ? 'placed' : null;
}
