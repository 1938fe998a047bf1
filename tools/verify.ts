/**
 * `npm run verify`: checks that nothing that may never change has changed: every version of every guideline, and the audit log.
 * Prints one line for each chain; ends with 1 and names the first bad row when one does not hold, with 2 when there is
 * nothing to check.
 */
import { existsSync } from 'node:fs';
import { readConfig, type Config } from '#server/config.ts';
import { openDatabase, type Db } from '#server/db/database.ts';
import { verifyAudit } from '#server/repositories/audit-log.ts';
import { verifyGuideline } from '#server/services/guideline/verify.ts';
import { commandLine } from './command-line.ts';

const USAGE = `Usage: npm run verify

Checks the hash and seal of every guideline version and the chain of the audit log in the database of DATA_DIR or DATABASE_URL.
Ends with 0 when everything holds, with 1 when something does not, with 2 when there is nothing to check.
`;

interface Finding {
  readonly holds: boolean;
  readonly line: string;
}

async function checkGuidelines(db: Db): Promise<Finding> {
  const verdict = await verifyGuideline(db);
  if (verdict.ok)
    return { holds: true, line: `guidelines: ${verdict.versions} versions, every hash and seal holds` };
  const { projectId, number, reason } = verdict;
  return { holds: false, line: `guidelines: version ${number} of project ${projectId}: ${reason}` };
}

async function checkAudit(db: Db): Promise<Finding> {
  const verdict = await verifyAudit(db);
  if (verdict.ok) return { holds: true, line: `audit log: ${verdict.rows} rows, the chain holds` };
  return { holds: false, line: `audit log: row ${verdict.seq}: ${verdict.reason}` };
}

/** Looking must not make what it looks for: opening a SQLite file that is not there creates it. */
const isMissing = ({ databaseUrl, dataDir }: Config) => databaseUrl === null && !existsSync(dataDir);

async function isEmpty(db: Db): Promise<boolean> {
  const tables = await db.introspection.getTables();
  return !tables.some(({ name }) => name === 'guideline_versions');
}

async function verify(config: Config): Promise<number> {
  const nothing = () => (
    console.error('There is no Touchstone database here. Set DATA_DIR or DATABASE_URL.'),
    2
  );
  if (isMissing(config)) return nothing();
  const db = await openDatabase(config);
  try {
    if (await isEmpty(db)) return nothing();
    const findings = [await checkGuidelines(db), await checkAudit(db)];
    for (const { line } of findings) console.log(line);
    return findings.every(({ holds }) => holds) ? 0 : 1;
  } finally {
    await db.destroy();
  }
}

commandLine(USAGE, { options: {} });
process.exitCode = await verify(readConfig());
