import type { AgreementFilter } from '#shared/protocol/http/agreement.ts';
import type { LabelFilter } from '../../repositories/agreement-labels.ts';
import { rubricVersions } from '../../repositories/agreement-context.ts';
import type { Db } from '../../db/database.ts';
import { RefusedError } from '../refused.ts';
import { dimensionsOf, type CountedDimension, type ProjectDimensions } from './dimensions.ts';
import type { Facts, Meeting } from './facts.ts';

/** Whose ballots a group is; null where nobody is singled out. */
function peopleOfGroup(facts: Facts, group: AgreementFilter['group']): string[] | null {
  if (group === undefined) return null;
  return Object.values(facts.people).flatMap((person) => (person.group === group ? person.key : []));
}

/** The session that was asked for; refused when the project has no such session with a revealed round. */
function meetingAsked(facts: Facts, { session }: AgreementFilter): Meeting | null {
  if (session === undefined) return null;
  const meeting = facts.meetings.find(({ id }) => id === session);
  if (!meeting) throw new RefusedError('not-found', 'Nothing of this session has been revealed.', 'session');
  return meeting;
}

/** What was asked, as the database is asked. */
export function labelFilter(facts: Facts, asked: AgreementFilter, side = asked.round): LabelFilter {
  return {
    ...{ projectId: facts.projectId, side, source: asked.source, session: meetingAsked(facts, asked) },
    ...{ version: asked.version ?? null, dimensionId: asked.dimension ?? null },
    ...{ task: asked.task ?? null, tag: asked.tag ?? null, people: peopleOfGroup(facts, asked.group) },
    ...{ preworkRounds: facts.preworkRounds, exposed: facts.exposed },
  };
}

/** Dimensions as the asked version, or the asked session's, has them; else as the newest version that has each. */
export async function askedDimensions(
  db: Db,
  facts: Facts,
  asked: AgreementFilter,
): Promise<ProjectDimensions> {
  const version = asked.version ?? meetingAsked(facts, asked)?.version ?? null;
  return dimensionsOf(await rubricVersions(db, facts.projectId), version);
}

/** The one dimension that a detail is about: the asked one, else the first that is counted. */
export async function askedDimension(
  db: Db,
  facts: Facts,
  asked: AgreementFilter,
): Promise<CountedDimension> {
  const { counted } = await askedDimensions(db, facts, asked);
  const found = counted.find(
    ({ dimension }) => asked.dimension === undefined || dimension.id === asked.dimension,
  );
  if (!found)
    throw new RefusedError('not-found', 'The rubric has no such dimension that is counted.', 'dimension');
  return found;
}
