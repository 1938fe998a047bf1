import { evolve } from '#shared/session/evolve.ts';
import type { Session } from '#shared/session/state.ts';
import type { Db } from '../../db/database.ts';
import { readLog } from '../../repositories/session-log.ts';
import { sessionsOfProject } from '../../repositories/sessions.ts';

interface Shelved {
  readonly session: Session | null;
  readonly seq: number;
}

/** Sessions folded from their stored logs. A session that was read before is brought up to date with what was added since. */
export class SessionShelf {
  readonly #known = new Map<string, Shelved>();

  /** Oldest first. */
  async ofProject(db: Db, projectId: string): Promise<Session[]> {
    const sessions: Session[] = [];
    for (const { id } of (await sessionsOfProject(db, projectId)).toReversed()) {
      const { session } = await this.#upToDate(db, id);
      if (session) sessions.push(session);
    }
    return sessions;
  }

  async #upToDate(db: Db, id: string): Promise<Shelved> {
    let { session, seq } = this.#known.get(id) ?? { session: null, seq: 0 };
    for (const logged of await readLog(db, id, seq)) {
      session = evolve(session, logged);
      ({ seq } = logged);
    }
    const shelved = { session, seq };
    this.#known.set(id, shelved);
    return shelved;
  }
}
