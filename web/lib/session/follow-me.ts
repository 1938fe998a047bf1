import type { ItemId } from '#shared/ids.ts';

/** Where somebody looks: where the room is, or at an item of their own choice. */
export type Gaze = { readonly kind: 'following' } | { readonly kind: 'apart'; readonly itemId: ItemId };

export const FOLLOWING: Gaze = { kind: 'following' };

/** The item on the screen; null = the lobby. */
export const itemInSight = (gaze: Gaze, focus: ItemId | null): ItemId | null =>
  gaze.kind === 'apart' ? gaze.itemId : focus;

/** Looking at the item where the room is counts as following it. */
export const lookAt = (itemId: ItemId, focus: ItemId | null): Gaze =>
  itemId === focus ? FOLLOWING : { kind: 'apart', itemId };

/**
 * The room moved. Who follows goes along — unless they are in the middle of something (an answer not sent, a text not posted):
 * nobody is pulled away from what they type. Who looked elsewhere stays, unless the room came to them.
 */
export function afterFocusMoved(gaze: Gaze, from: ItemId | null, to: ItemId | null, isBusy: boolean): Gaze {
  if (gaze.kind === 'apart') return gaze.itemId === to ? FOLLOWING : gaze;
  return isBusy && from !== null ? { kind: 'apart', itemId: from } : FOLLOWING;
}

/** Whether the bar that leads back to the room is shown. */
export const isApart = (gaze: Gaze, focus: ItemId | null): boolean =>
  gaze.kind === 'apart' && focus !== null && gaze.itemId !== focus;
