/* What the figures of a meeting may be: a file of its own, so that a form that says so loads no schema. */
export const MEETING_MINUTES = { min: 1, max: 600 } as const;
export const MINUTES_PER_ITEM = { min: 0.5, max: 120 } as const;
