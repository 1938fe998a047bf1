import { ITEM_LAYOUTS, type ItemLayout } from '../session/item-layout.ts';
import { browserKeep, type Keep } from '../session/keep.ts';

const KEY = 'touchstone/item-layout';
/** Below this width two columns of text are too narrow to read. */
const NARROW_PX = 760;

/** How somebody likes responses to stand; remembered in this browser. */
class ItemLayoutChoice {
  #chosen = $state<ItemLayout | null>(null);
  readonly #keep: () => Keep;
  readonly #width: () => number;

  constructor(keep: () => Keep, width: () => number) {
    this.#keep = keep;
    this.#width = width;
  }

  /** The layout for so many responses: the chosen one, else what fits. */
  for(responses: number): ItemLayout {
    const saved = this.#chosen ?? ITEM_LAYOUTS.find((layout) => layout === this.#keep().read(KEY));
    if (saved) return saved;
    if (this.#width() < NARROW_PX) return 'tabs';
    return responses === 2 ? 'side' : 'stack';
  }

  set current(layout: ItemLayout) {
    this.#chosen = layout;
    this.#keep().write(KEY, layout);
  }
}

export const itemLayout = new ItemLayoutChoice(
  () => browserKeep(),
  () => innerWidth,
);
