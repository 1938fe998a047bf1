/** Whether the browser has lost the network, so that screens can say why nothing answers. */
export class Connectivity {
  #offline = $state(false);

  get isOffline(): boolean {
    return this.#offline;
  }

  /** Follows the browser's own events; returns how to stop. */
  watch(target: EventTarget & { readonly navigator: { readonly onLine: boolean } }): () => void {
    const look = () => {
      this.#offline = !target.navigator.onLine;
    };
    look();
    target.addEventListener('online', look);
    target.addEventListener('offline', look);
    return () => {
      target.removeEventListener('online', look);
      target.removeEventListener('offline', look);
    };
  }
}

export const connectivity = new Connectivity();
