/*
 * Vite asks for the stylesheet of a part that comes on demand once, even when it never came (the connection was lost): the next attempt
 * would get the code without its look.
 */

const lost = new Set<HTMLLinkElement>();

addEventListener(
  'error',
  ({ target }) => {
    if (target instanceof HTMLLinkElement && target.rel === 'stylesheet') lost.add(target);
  },
  true,
);

const askAgain = (old: HTMLLinkElement): Promise<unknown> =>
  new Promise((resolve, reject) => {
    const link = old.cloneNode() as HTMLLinkElement;
    link.onload = resolve;
    link.onerror = reject;
    lost.delete(old);
    old.replaceWith(link);
  });

/** Asks again for every stylesheet that did not come. */
export const fetchLostStyles = (): Promise<unknown> => Promise.all([...lost].map(askAgain));
