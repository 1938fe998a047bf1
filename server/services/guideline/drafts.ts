import { must } from '#shared/must.ts';
import type { Deps } from '../../deps.ts';
import { DraftRoom, type DraftFaults } from './draft-room.ts';
import { loadDraft } from './draft-store.ts';
import { TRIM_ABOVE_BYTES, UNLOAD_AFTER_MS } from './limits.ts';
import { trimHistory } from './trim.ts';

/** A draft that somebody needs loaded. */
export interface Lease {
  readonly room: DraftRoom;
  /** Call once. The draft is unloaded when nobody has needed it for a while. */
  release(): void;
}

/** The drafts that this process has open. */
export interface Drafts {
  /** The draft of a project, loaded from the database when it is not open yet; null when the project has none. */
  open(projectId: string): Promise<Lease | null>;
  /** Resolves when everything that was accepted is stored. */
  settled(): Promise<void>;
}

export interface DraftOptions {
  readonly unloadAfterMs?: number;
  readonly trimAboveBytes?: number;
  readonly faults?: DraftFaults;
}

interface Opened {
  readonly loading: Promise<DraftRoom | null>;
  leases: number;
  timer: NodeJS.Timeout | null;
}

function createDrafts(deps: Deps, options: DraftOptions): Drafts {
  const { unloadAfterMs = UNLOAD_AFTER_MS, trimAboveBytes = TRIM_ABOVE_BYTES, faults = {} } = options;
  // Promises, so that two who come at once wait for one load: a second one would start from an older state.
  const drafts = new Map<string, Opened>();

  async function load(projectId: string): Promise<DraftRoom | null> {
    const stored = await loadDraft(deps, projectId);
    if (!stored) return null;
    const isTrimmed = await trimHistory(deps, stored, trimAboveBytes);
    return new DraftRoom(deps, isTrimmed ? must(await loadDraft(deps, projectId)) : stored, faults);
  }

  function forget(projectId: string, opened: Opened): void {
    if (opened.timer) clearTimeout(opened.timer);
    if (drafts.get(projectId) === opened) drafts.delete(projectId);
  }

  function openedFor(projectId: string): Opened {
    const known = drafts.get(projectId);
    if (known) return known;
    const opened: Opened = { loading: load(projectId), leases: 0, timer: null };
    drafts.set(projectId, opened);
    opened.loading.then(
      (room) => (room ? room.closed.subscribe(() => forget(projectId, opened)) : forget(projectId, opened)),
      () => forget(projectId, opened),
    );
    return opened;
  }

  /** Unloads only when everything is stored and still nobody came back: else the next one would load an older state. */
  async function unload(projectId: string, opened: Opened): Promise<void> {
    const room = await opened.loading;
    await room?.settled();
    if (opened.leases > 0) return;
    if (room && !room.isIdle) return unload(projectId, opened);
    forget(projectId, opened);
    room?.doc.destroy();
  }

  function release(projectId: string, opened: Opened): void {
    opened.leases -= 1;
    if (opened.leases > 0) return;
    opened.timer = setTimeout(
      () => void unload(projectId, opened).catch(() => forget(projectId, opened)),
      unloadAfterMs,
    );
    opened.timer.unref();
  }

  async function lease(projectId: string): Promise<Lease | null> {
    const opened = openedFor(projectId);
    opened.leases += 1;
    if (opened.timer) clearTimeout(opened.timer);
    opened.timer = null;
    const room = await opened.loading;
    if (!room) return null;
    let isReleased = false;
    return {
      room,
      release() {
        if (!isReleased) release(projectId, opened);
        isReleased = true;
      },
    };
  }

  return {
    open: lease,
    async settled() {
      const rooms = await Promise.all([...drafts.values()].map((opened) => opened.loading));
      for (const room of rooms) await room?.settled();
    },
  };
}

const byDeps = new WeakMap<Deps, Drafts>();

/** The drafts of this process: one registry for each set of deps, so that sockets and commits see the same writer. */
export function guidelineDrafts(deps: Deps, options: DraftOptions = {}): Drafts {
  const known = byDeps.get(deps);
  if (known) return known;
  const drafts = createDrafts(deps, options);
  byDeps.set(deps, drafts);
  return drafts;
}
