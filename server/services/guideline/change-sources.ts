import type { Change } from '#shared/guideline/change-log.ts';
import type { Tx } from '../../db/database.ts';
import { itemsAmong, rulingsOfProject } from '../../repositories/guideline-sources.ts';
import { RefusedError } from '../refused.ts';

const refuse = (index: number, message: string) =>
  new RefusedError('invalid', message, `changeLog.${index}.source`);

/** Every entry of a change log names a source that exists in this project (law G3). */
export async function requireKnownSources(
  tx: Tx,
  projectId: string,
  changeLog: readonly Change[],
): Promise<void> {
  const named = changeLog.flatMap(({ source }) => (source.kind === 'editorial' ? [] : [source.itemId]));
  const items = await itemsAmong(tx, projectId, named);
  const rulings = changeLog.some(({ source }) => source.kind === 'ruling')
    ? await rulingsOfProject(tx, projectId)
    : [];
  changeLog.forEach(({ source }, index) => {
    if (source.kind === 'editorial') return;
    if (!items.has(source.itemId))
      throw refuse(index, 'The change log names an item that this project does not have.');
    if (source.kind === 'item') return;
    const isKnown = rulings.some(
      (ruling) =>
        ruling.rulingId === source.rulingId &&
        ruling.sessionId === source.sessionId &&
        ruling.itemId === source.itemId,
    );
    if (!isKnown) throw refuse(index, 'The change log names a ruling that was never made.');
  });
}
