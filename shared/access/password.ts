/** Shortest password that is taken. */
export const MIN_PASSWORD = 10;
