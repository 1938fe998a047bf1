/** Half a round trip is the best guess of the way back, but an answer the server took long to make must not count as way. */
const LONGEST_WAY_BACK_MS = 200;

/**
 * How far the server's clock is ahead of the local one, in ms. `serverTime` was stamped when the answer left, so only the way back
 * lies between it and `receivedAt`. Both local times must come from one clock that never jumps (`performance.now`).
 */
export function clockOffset(sentAt: number, serverTime: number, receivedAt: number): number {
  const wayBack = Math.min(Math.max(0, receivedAt - sentAt) / 2, LONGEST_WAY_BACK_MS);
  return serverTime + wayBack - receivedAt;
}
