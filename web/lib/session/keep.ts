/** The part of `Storage` that is used here. */
export interface Keep {
  read(key: string): string | null;
  write(key: string, text: string): void;
  remove(key: string): void;
  keys(prefix: string): string[];
}

/** Keeps nothing beyond the page: for tests, and for browsers that forbid storage. */
export function memoryKeep(): Keep {
  const entries = new Map<string, string>();
  return {
    read: (key) => entries.get(key) ?? null,
    write: (key, text) => void entries.set(key, text),
    remove: (key) => void entries.delete(key),
    keys: (prefix) => [...entries.keys()].filter((key) => key.startsWith(prefix)).toSorted(),
  };
}

/** The browser's storage, or null where it forbids even to look (cookies blocked, sandboxed frames). */
function allowedStorage(): Storage | null {
  try {
    return localStorage;
  } catch {
    return null;
  }
}

const keysOf = (storage: Storage): string[] =>
  Array.from({ length: storage.length }, (_, index) => storage.key(index)).filter((key) => key !== null);

/**
 * Keeps in the browser's storage. A write that the browser refuses (full, private mode) is kept in memory instead, so that an answer
 * still survives a lost connection, if not a reload.
 */
export function browserKeep(storage: Storage | null = allowedStorage()): Keep {
  const spare = memoryKeep();
  if (!storage) return spare;
  return {
    read: (key) => spare.read(key) ?? storage.getItem(key),
    write(key, text) {
      try {
        storage.setItem(key, text);
        spare.remove(key);
      } catch {
        spare.write(key, text);
      }
    },
    remove(key) {
      spare.remove(key);
      storage.removeItem(key);
    },
    keys: (prefix) =>
      [
        ...new Set([...keysOf(storage).filter((key) => key.startsWith(prefix)), ...spare.keys(prefix)]),
      ].toSorted(),
  };
}
