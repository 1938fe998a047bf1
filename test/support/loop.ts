/**
 * Watches how long this thread computes between two turns of its event loop, in milliseconds. Computing time and not the clock: another
 * process that has the processor holds any loop up.
 */
export function watchLoop(tickMs: number): () => number {
  let [last, longest] = [process.threadCpuUsage(), 0];
  const look = () => {
    const { user, system } = process.threadCpuUsage(last);
    longest = Math.max(longest, (user + system) / 1_000);
    last = process.threadCpuUsage();
  };
  const timer = setInterval(look, tickMs);
  return () => {
    clearInterval(timer);
    look();
    return longest;
  };
}
