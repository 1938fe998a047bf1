/** Milliseconds since 1970, by the server's clock. Injected, so that tests can set it. */
export type Clock = () => number;

export const systemClock: Clock = () => Date.now();
