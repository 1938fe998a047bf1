/** How the n-th answer of a strip looks: fill, text on it, and the letter and pattern that say the same without colour. */
export interface CategoryLook {
  readonly fill: string;
  readonly ink: string;
  readonly letter: string;
  /** For `fill` of an SVG shape laid over the colour; defined by `category-patterns.svelte` in the root layout. */
  readonly pattern: string;
}

const CATEGORIES = 8;

/** Looks repeat after eight; the letters go on (A … Z, then A2 …). */
export function categoryLook(index: number): CategoryLook {
  const slot = (index % CATEGORIES) + 1;
  const round = Math.floor(index / 26);
  return {
    fill: `var(--cat-${slot})`,
    ink: `var(--cat-${slot}-ink)`,
    letter: String.fromCharCode(65 + (index % 26)) + (round === 0 ? '' : String(round + 1)),
    pattern: `url(#category-${slot})`,
  };
}

/** Step 0 to 6 of the heat scale for a share between 0 and 1, with the ink that is legible on it. */
export function heatLook(share: number): { fill: string; ink: string } {
  const step = Math.round(Math.min(1, Math.max(0, share)) * 6);
  return { fill: `var(--heat-${step})`, ink: step > 3 ? 'var(--heat-high-ink)' : 'var(--heat-low-ink)' };
}
