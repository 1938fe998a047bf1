/* The name a guest gave last time, so that the next join takes one tap less. Stays in this browser. */
const STORAGE_KEY = 'touchstone.guest-name';
type Store = Pick<Storage, 'getItem' | 'setItem'>;

export const rememberedName = (storage: Store): string => storage.getItem(STORAGE_KEY) ?? '';
export const rememberName = (storage: Store, name: string): void => storage.setItem(STORAGE_KEY, name);
