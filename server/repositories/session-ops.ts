import type { Tx } from '../db/database.ts';

/** What was answered to a command that a client named with its own op id (law D3). */
export interface RecordedOp {
  readonly personId: string;
  readonly opId: string;
  readonly commandHash: string;
  readonly result: string;
}

interface OpName {
  readonly personId: string;
  readonly opId: string;
}

/** The recorded answers among these: each found by its whole key, so that asking takes no longer late in a long session. */
export async function findOps(tx: Tx, sessionId: string, asked: readonly OpName[]): Promise<RecordedOp[]> {
  const rows = await tx
    .selectFrom('session_ops')
    .select(['person_id', 'op_id', 'command_hash', 'result'])
    .where((eb) =>
      eb.or(
        asked.map(({ personId, opId }) =>
          eb.and({ session_id: sessionId, person_id: personId, op_id: opId }),
        ),
      ),
    )
    .execute();
  return rows.map((row) => ({
    personId: row.person_id,
    opId: row.op_id,
    commandHash: row.command_hash,
    result: row.result,
  }));
}

export async function insertOps(tx: Tx, sessionId: string, ops: readonly RecordedOp[]): Promise<void> {
  if (ops.length === 0) return;
  const rows = ops.map((op) => ({
    session_id: sessionId,
    person_id: op.personId,
    op_id: op.opId,
    command_hash: op.commandHash,
    result: op.result,
  }));
  await tx.insertInto('session_ops').values(rows).execute();
}
