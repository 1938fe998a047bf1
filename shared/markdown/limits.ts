/* Budgets of the renderer. What is over budget is cut or shown as source, always with a visible note, never dropped in silence. */

/** Characters of one rendered text. Larger than the longest item field, so that only hostile or broken input is cut. */
export const MAX_SOURCE = 250_000;
/** Characters of one paragraph, cell or heading whose inline marks are read; a longer one is shown as plain text. */
export const MAX_INLINE = 10_000;
/** Depth of nested quotes and lists. */
export const MAX_NESTING = 40;
/** Characters of one formula, and of all formulas of a text. */
export const MAX_FORMULA = 2_000;
export const MAX_FORMULAS = 20_000;
/** Cells of one table; a larger one is shown as the text it is. */
export const MAX_CELLS = 10_000;
