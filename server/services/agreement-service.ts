import type { Action } from '#shared/access/policy.ts';
import type { Agreement, AgreementFilter } from '#shared/protocol/http/agreement.ts';
import type {
  AgreementPeople,
  DimensionDetail,
  ItemsBehind,
} from '#shared/protocol/http/agreement-detail.ts';
import type { OwnAgreement } from '#shared/protocol/http/agreement-own.ts';
import type { Deps } from '../deps.ts';
import { requireAction } from './access.ts';
import type { Actor } from './actor.ts';
import type { Answer, AskName, Asked } from './agreement/compute.ts';
import { computed } from './agreement/desk.ts';
import type { Download } from './agreement/download.ts';
import type { Pointed } from './agreement/pointed.ts';

async function answered<K extends AskName>(
  deps: Deps,
  actor: Actor,
  projectId: string,
  needs: Action,
  name: K,
  asked: Asked<K>,
): Promise<Answer<K>> {
  await requireAction(deps.db, actor.personId, projectId, needs);
  return computed(deps, name, projectId, asked);
}

/** Per dimension the coefficient that fits, with everything that must stand beside it; the weakest first. */
export const readAgreement = (
  deps: Deps,
  actor: Actor,
  projectId: string,
  asked: AgreementFilter,
): Promise<Agreement> => answered(deps, actor, projectId, 'agreement.view', 'overview', asked);

/** Dimension × person. */
export const readPeople = (
  deps: Deps,
  actor: Actor,
  projectId: string,
  asked: AgreementFilter,
): Promise<AgreementPeople> => answered(deps, actor, projectId, 'agreement.view', 'people', asked);

/** One dimension: other coefficients, categories, pairs of people, items, movement. */
export const readDetail = (
  deps: Deps,
  actor: Actor,
  projectId: string,
  asked: AgreementFilter,
): Promise<DimensionDetail> => answered(deps, actor, projectId, 'agreement.view', 'detail', asked);

/** The items behind a cell or point. */
export const readItemsBehind = (
  deps: Deps,
  actor: Actor,
  projectId: string,
  asked: { readonly filter: AgreementFilter; readonly pointed: Pointed; readonly page: number },
): Promise<ItemsBehind> => answered(deps, actor, projectId, 'agreement.view', 'behind', asked);

/** One's own page; whoever asks is whom it is about, and there is no way to ask for another. */
export const readOwn = (
  deps: Deps,
  actor: Actor,
  projectId: string,
  round: 'blind' | 'after',
): Promise<OwnAgreement> =>
  answered(deps, actor, projectId, 'project.view', 'mine', { personId: actor.personId, round });

/** One of the tables of one's own page; nobody else's can be asked for. */
export const takeOutOwn = (
  deps: Deps,
  actor: Actor,
  projectId: string,
  asked: Omit<Asked<'ownSheet'>, 'personId'>,
): Promise<Download> =>
  answered(deps, actor, projectId, 'project.view', 'ownSheet', { ...asked, personId: actor.personId });

/** Units × raters of one dimension, so that anyone can check the figures. */
export const takeOutRatings = (
  deps: Deps,
  actor: Actor,
  projectId: string,
  asked: Asked<'ratings'>,
): Promise<Download> => answered(deps, actor, projectId, 'data.export', 'ratings', asked);

/** One of the page's tables as CSV. */
export const takeOutTable = (
  deps: Deps,
  actor: Actor,
  projectId: string,
  asked: Asked<'sheet'>,
): Promise<Download> => answered(deps, actor, projectId, 'data.export', 'sheet', asked);
