import { must } from '#shared/must.ts';
import type { Ack, Done } from '#shared/protocol/live.ts';
import { replay } from '#shared/session/evolve.ts';
import type { Session } from '#shared/session/state.ts';
import { inTransaction } from '../../db/transaction.ts';
import type { Deps } from '../../deps.ts';
import { readLog, type LoggedBy } from '../../repositories/session-log.ts';
import { commitBatch, notStored, type Position } from './commit.ts';
import type { Request } from './request.ts';

/** Commands that one transaction takes at most; the rest waits for the next. */
const MAX_BATCH = 100;

interface Pending {
  readonly request: Request;
  readonly resolve: (answer: Ack<Done>) => void;
}

/** What has just been committed: the state after it, and the events that led there. */
export interface Change {
  readonly session: Session;
  readonly log: readonly LoggedBy[];
}

/**
 * The one writer of a session. Commands queue here and are stored in groups, one transaction a tick: a ballot is
 * acknowledged after its own commit, and two hundred that arrive together share few.
 */
export class SessionRoom {
  #position: Position;
  readonly #deps: Deps;
  readonly #onChange: (change: Change) => void;
  #pending: Pending[] = [];
  #working = false;

  constructor(deps: Deps, position: Position, onChange: (change: Change) => void) {
    this.#deps = deps;
    this.#position = position;
    this.#onChange = onChange;
  }

  get session(): Session {
    return this.#position.session;
  }

  /** Resolves when the command is stored or refused; never rejects. */
  submit(request: Request): Promise<Ack<Done>> {
    return new Promise((resolve) => {
      this.#pending.push({ request, resolve });
      if (!this.#working) void this.#work();
    });
  }

  async #work(): Promise<void> {
    this.#working = true;
    // One turn of the event loop, so that what arrives together is stored together.
    await new Promise((resolve) => setImmediate(resolve));
    while (this.#pending.length > 0) await this.#store(this.#pending.splice(0, MAX_BATCH));
    this.#working = false;
  }

  async #store(batch: readonly Pending[]): Promise<void> {
    try {
      const requests = batch.map((pending) => pending.request);
      const committed = await inTransaction(this.#deps.db, (tx) =>
        commitBatch(tx, this.#deps, this.#position, requests),
      );
      this.#position = { session: committed.session, seq: committed.seq };
      batch.forEach((pending, index) => pending.resolve(must(committed.answers[index])));
      if (committed.log.length > 0) this.#onChange({ session: committed.session, log: committed.log });
    } catch (error) {
      this.#deps.log.error(
        { err: error, sessionId: this.session.id, commands: batch.length },
        'commands could not be stored',
      );
      await this.#reload();
      await this.#storeOneByOne(batch);
    }
  }

  /** One command that cannot be stored must not take the others of its batch with it. */
  async #storeOneByOne(batch: readonly Pending[]): Promise<void> {
    if (batch.length === 1) return batch.forEach((pending) => pending.resolve(notStored()));
    for (const pending of batch) await this.#store([pending]);
  }

  /** After a failed commit the database alone knows what is true. */
  async #reload(): Promise<void> {
    const position = await loadPosition(this.#deps, this.session.id).catch(() => null);
    if (position) this.#position = position;
  }
}

/** A session folded from its stored log; null when there is none. */
export async function loadPosition(deps: Deps, sessionId: string): Promise<Position | null> {
  const log = await readLog(deps.db, sessionId);
  const session = replay(log);
  return session && { session, seq: must(log.at(-1)).seq };
}
