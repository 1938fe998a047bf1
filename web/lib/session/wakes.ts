/** Calls back when waiting for a connection any longer makes no sense; returns how to end that. */
export type Wakes = (wake: () => void) => () => void;

/** The network is back, or the reader has come back to the page: timers of a page in the background run late. */
export const browserWakes: Wakes = (wake) => {
  const seen = () => document.visibilityState === 'visible' && wake();
  addEventListener('online', wake);
  document.addEventListener('visibilitychange', seen);
  return () => {
    removeEventListener('online', wake);
    document.removeEventListener('visibilitychange', seen);
  };
};
