/** Steps of the heat scale that carry small text; the fourth does not. */
const STEPS = [0, 1, 2, 3, 5, 6] as const;

/** Fill and ink of a cell for a share between 0 (nothing to see) and 1 (most). */
export function heat(share: number): string {
  const step = STEPS[Math.round(Math.min(1, Math.max(0, share)) * (STEPS.length - 1))] ?? 0;
  return `background: var(--heat-${step}); color: var(--heat-${step > 3 ? 'high' : 'low'}-ink);`;
}

/** Fewer labels than this are no ground for a fill: one answer more would change it. */
export const FEW_FOR_FILL = 5;

/** Disagreement from which a cell is as dark as it gets: most scales never reach 1. */
const DARKEST = 0.7;

/** A share of agreement as heat: the more people differ, the darker. */
export const heatOfAgreement = (agreement: number): string => heat((1 - agreement) / DARKEST);
