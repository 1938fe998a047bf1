const USUAL_PX = 16;

/** How much larger than usual the reader's type is: their own setting, or a wall screen. Strips keep their distances in step with it. */
export const rootScale = (): number =>
  Number.parseFloat(getComputedStyle(document.documentElement).fontSize) / USUAL_PX;
