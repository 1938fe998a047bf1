/** Of the type's usual size on a wall: below this it cannot be read from the back of the room. */
export const LEAST_FIT = 0.66;
const MOST_STEP = 0.97;
const LEAST_STEP = 0.8;

/** How much smaller the type of a wall is set when what must be in sight ends at `bottom` of `room` px; the same when it fits. */
export function nextFit(fit: number, bottom: number, room: number): number {
  if (bottom <= room || fit <= LEAST_FIT) return fit;
  return Math.max(LEAST_FIT, fit * Math.min(MOST_STEP, Math.max(LEAST_STEP, room / bottom)));
}

const WIDE_PX = 1_200;
const FEW_STRIPS = 3;

/** Whether the strips stand in two columns: many of them on a wide wall. */
export const inTwoColumns = (strips: number, width: number): boolean =>
  width >= WIDE_PX && strips > FEW_STRIPS;
