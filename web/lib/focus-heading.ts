/**
 * Sends the focus to the new page's heading, so that keyboard and screen reader start there. While the page still loads there is none:
 * then the focus waits on `main` and moves on when the heading comes, unless the person has gone elsewhere meanwhile. Returns how to stop waiting.
 */
export function focusHeading(main: HTMLElement): () => void {
  const focus = () => {
    const heading = main.querySelector('h1');
    heading?.setAttribute('tabindex', '-1');
    (heading ?? main).focus();
    return heading !== null;
  };
  if (focus()) return () => undefined;
  const observer = new MutationObserver(() => {
    if (document.activeElement !== main || focus()) observer.disconnect();
  });
  observer.observe(main, { childList: true, subtree: true });
  return () => observer.disconnect();
}
