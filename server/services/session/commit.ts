import { hash as digest } from 'node:crypto';
import { canonicalJson } from '#shared/canonical-json.ts';
import type { ItemId } from '#shared/ids.ts';
import { TRANSPORT_REFUSALS, type Ack, type Done } from '#shared/protocol/live.ts';
import type { Command } from '#shared/session/commands.ts';
import { decide, type Context } from '#shared/session/decide/index.ts';
import { evolve } from '#shared/session/evolve.ts';
import type { SessionEvent } from '#shared/session/events.ts';
import type { AgendaEntry, Session } from '#shared/session/state.ts';
import type { Tx } from '../../db/database.ts';
import type { Deps } from '../../deps.ts';
import { appendAudits, type AuditEntry } from '../../repositories/audit-log.ts';
import { appendEvents, type LoggedBy } from '../../repositories/session-log.ts';
import { findOps, insertOps, type RecordedOp } from '../../repositories/session-ops.ts';
import { agendaEntries } from './agenda-entries.ts';
import { readAskers, type Askers } from './askers.ts';
import { applyEffects } from './effects.ts';
import type { Request } from './request.ts';

export interface Position {
  readonly session: Session;
  /** Sequence number of the last event. */
  readonly seq: number;
}

/** What a batch of commands led to. Nothing of it is true before the transaction is committed. */
export interface Committed extends Position {
  readonly log: readonly LoggedBy[];
  readonly answers: readonly Ack<Done>[];
}

const hashOf = (command: Command) => digest('sha256', canonicalJson(command));

/** Of the same shape and size whatever the ballot says (law B1). */
function doneBy(events: readonly SessionEvent[]): Done {
  if (events.some((event) => event.type === 'BallotCast')) return { ballot: 'accepted' };
  return events.some((event) => event.type === 'BallotKeptAsNote') ? { ballot: 'too-late' } : {};
}

/** What one command changed is named in the audit log by ids only; what people wrote stays in the session's own log (law X3). */
function auditOf(session: Session, request: Request, seq: number, at: number): AuditEntry {
  const { command } = request;
  const subject =
    'roundId' in command
      ? command.roundId
      : 'itemId' in command
        ? (command.itemId ?? session.id)
        : session.id;
  const detail = { sessionId: session.id, opId: request.opId, seq };
  return {
    at,
    actorId: request.personId,
    projectId: session.projectId,
    action: `session.${command.type}`,
    subject,
    detail,
  };
}

interface Known {
  readonly askers: Askers;
  readonly items: Readonly<Record<ItemId, AgendaEntry>>;
}

/** Folds a batch of commands over a session, one after the other, and collects what is to be stored. */
class Batch {
  session: Session;
  seq: number;
  readonly log: LoggedBy[] = [];
  readonly ops: RecordedOp[] = [];
  readonly audits: AuditEntry[] = [];
  readonly #recorded: Map<string, RecordedOp>;
  readonly #known: Known;
  readonly #deps: Deps;

  constructor(deps: Deps, from: Position, recorded: readonly RecordedOp[], known: Known) {
    this.#deps = deps;
    this.session = from.session;
    this.seq = from.seq;
    this.#known = known;
    this.#recorded = new Map(recorded.map((op) => [`${op.personId}/${op.opId}`, op]));
  }

  answer(request: Request): Ack<Done> {
    const commandHash = hashOf(request.command);
    const recorded = this.#recorded.get(`${request.personId}/${request.opId}`);
    if (!recorded) return this.#decide(request, commandHash);
    if (recorded.commandHash === commandHash) return { ok: true, value: JSON.parse(recorded.result) as Done };
    return { ok: false, refusal: { code: 'op-id-reused', message: TRANSPORT_REFUSALS['op-id-reused'] } };
  }

  #decide(request: Request, commandHash: string): Ack<Done> {
    const at = this.#deps.clock();
    const decision = decide(this.session, request.command, this.#context(request, at));
    if (!decision.ok) return decision;
    const done = doneBy(decision.value);
    if (decision.value.length > 0) this.#record(request, decision.value, at, commandHash, done);
    return { ok: true, value: done };
  }

  #context(request: Request, at: number): Context {
    const { askers, items } = this.#known;
    const asker = askers.byId.get(request.personId) ?? {
      personId: request.personId,
      name: '',
      isGuest: false,
      role: null,
    };
    const { invited, leaders } = askers;
    return { at, asker, present: request.present, invited, leaders, items, newId: this.#deps.newId };
  }

  #record(
    request: Request,
    events: readonly SessionEvent[],
    at: number,
    commandHash: string,
    done: Done,
  ): void {
    for (const event of events) {
      this.seq += 1;
      this.log.push({ seq: this.seq, at, actorId: request.personId, event });
      this.session = evolve(this.session, { event, at });
    }
    const op = { personId: request.personId, opId: request.opId, commandHash, result: JSON.stringify(done) };
    this.#recorded.set(`${op.personId}/${op.opId}`, op);
    this.ops.push(op);
    this.audits.push(auditOf(this.session, request, this.seq, at));
  }
}

/**
 * Decides a batch of commands and stores everything they lead to — events, audit rows, recorded answers, read models — in the
 * caller's transaction (laws D2, D3). The caller acknowledges only after that transaction is committed (law D1).
 */
export async function commitBatch(
  tx: Tx,
  deps: Deps,
  from: Position,
  requests: readonly Request[],
): Promise<Committed> {
  const recorded = await findOps(tx, from.session.id, requests);
  const askers = await readAskers(tx, from.session, requests);
  const items = await agendaEntries(tx, from.session.projectId, itemsNamed(requests));
  const batch = new Batch(deps, from, recorded, { askers, items });
  const answers = requests.map((request) => batch.answer(request));
  await appendEvents(tx, from.session.id, batch.log);
  await insertOps(tx, from.session.id, batch.ops);
  await applyEffects(tx, deps, batch.session, batch.log);
  await appendAudits(tx, batch.audits);
  return { session: batch.session, seq: batch.seq, log: batch.log, answers };
}

const itemsNamed = (requests: readonly Request[]): ItemId[] =>
  requests.flatMap(({ command }) => (command.type === 'listItems' ? command.itemIds : []));

/** The answer to everybody of a batch that could not be stored. */
export const notStored = (): Ack<Done> => ({
  ok: false,
  refusal: { code: 'storage-unavailable', message: TRANSPORT_REFUSALS['storage-unavailable'] },
});

export const noSuchSession = (): Ack<never> => ({
  ok: false,
  refusal: { code: 'no-such-session', message: TRANSPORT_REFUSALS['no-such-session'] },
});
