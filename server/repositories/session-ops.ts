import type { Tx } from '../db/database.ts';
import { insertRows } from '../db/insert-rows.ts';
import { prepared } from '../db/prepared.ts';

/** What was answered to a command that a client named with its own op id (law D3). */
export interface RecordedOp {
  readonly personId: string;
  readonly opId: string;
  readonly commandHash: string;
  readonly result: string;
}

type OpName = Pick<RecordedOp, 'personId' | 'opId'>;

const recordedOps = prepared((db, { sessionId, asked }: { sessionId: string; asked: readonly OpName[] }) =>
  db
    .selectFrom('session_ops')
    .select(['person_id', 'op_id', 'command_hash', 'result'])
    .where((eb) =>
      eb.or(
        asked.map(({ personId, opId }) =>
          eb.and({ session_id: sessionId, person_id: personId, op_id: opId }),
        ),
      ),
    ),
);

/** The recorded answers among these: each found by its whole key, so that asking takes no longer late in a long session. */
export async function findOps(tx: Tx, sessionId: string, named: readonly OpName[]): Promise<RecordedOp[]> {
  const asked = named.map(({ personId, opId }) => ({ personId, opId }));
  const rows = await recordedOps(tx, { sessionId, asked });
  return rows.map((row) => ({
    personId: row.person_id,
    opId: row.op_id,
    commandHash: row.command_hash,
    result: row.result,
  }));
}

const COLUMNS = ['session_id', 'person_id', 'op_id', 'command_hash', 'result'] as const;

export async function insertOps(tx: Tx, sessionId: string, ops: readonly RecordedOp[]): Promise<void> {
  const rows = ops.map((op) => [sessionId, op.personId, op.opId, op.commandHash, op.result]);
  await insertRows(tx, 'session_ops', COLUMNS, rows);
}
