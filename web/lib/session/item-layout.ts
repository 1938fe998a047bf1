/** How responses stand beside or below each other. */
export const ITEM_LAYOUTS = ['side', 'stack', 'tabs'] as const;
export type ItemLayout = (typeof ITEM_LAYOUTS)[number];
