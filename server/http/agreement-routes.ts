import type { ServerResponse } from 'node:http';
import {
  agreementQuery,
  itemsBehindQuery,
  ownQuery,
  ownTableQuery,
  tableQuery,
} from '#shared/protocol/http/agreement.ts';
import {
  readAgreement,
  readDetail,
  readItemsBehind,
  readOwn,
  readPeople,
  takeOutOwn,
  takeOutRatings,
  takeOutTable,
} from '../services/agreement-service.ts';
import { aboutNumbers } from '../services/agreement/about-numbers.ts';
import type { Download } from '../services/agreement/download.ts';
import { ANSWERED, openToAnyone, openToSignedIn } from './route.ts';

const TYPES = { csv: 'text/csv', json: 'application/json' } as const;

async function send(
  response: ServerResponse,
  as: keyof typeof TYPES,
  file: Promise<Download>,
): Promise<typeof ANSWERED> {
  const { fileName, text } = await file;
  response.setHeader('Content-Type', `${TYPES[as]}; charset=utf-8`);
  response.setHeader('Content-Disposition', `attachment; filename="${fileName}"`);
  response.end(text);
  return ANSWERED;
}

const query = agreementQuery;

export const agreementRoutes = [
  openToSignedIn(
    'GET /api/projects/:projectId/agreement',
    { query },
    ({ deps, actor, params, query: asked }) => readAgreement(deps, actor, params.projectId, asked),
  ),

  openToSignedIn(
    'GET /api/projects/:projectId/agreement/people',
    { query },
    ({ deps, actor, params, query: asked }) => readPeople(deps, actor, params.projectId, asked),
  ),

  openToSignedIn(
    'GET /api/projects/:projectId/agreement/detail',
    { query },
    ({ deps, actor, params, query: asked }) => readDetail(deps, actor, params.projectId, asked),
  ),

  openToSignedIn(
    'GET /api/projects/:projectId/agreement/items',
    { query: itemsBehindQuery },
    ({ deps, actor, params, query: { person, other, first, second, item, page, ...filter } }) =>
      readItemsBehind(deps, actor, params.projectId, {
        filter,
        pointed: {
          ...{ person: person ?? null, other: other ?? null, item: item ?? null },
          ...{ first: first ?? null, second: second ?? null },
        },
        page,
      }),
  ),

  openToSignedIn(
    'GET /api/projects/:projectId/agreement/me',
    { query: ownQuery },
    ({ deps, actor, params, query: own }) => readOwn(deps, actor, params.projectId, own.round),
  ),

  openToSignedIn(
    'GET /api/projects/:projectId/agreement/me.csv',
    { query: ownTableQuery },
    ({ deps, actor, params, query: own, response }) =>
      send(response, 'csv', takeOutOwn(deps, actor, params.projectId, own)),
  ),

  ...(['csv', 'json'] as const).map((as) =>
    openToSignedIn(
      `GET /api/projects/:projectId/agreement/ratings.${as}`,
      { query },
      ({ deps, actor, params, query: filter, response }) =>
        send(response, as, takeOutRatings(deps, actor, params.projectId, { filter, as })),
    ),
  ),

  openToSignedIn(
    'GET /api/projects/:projectId/agreement/tables.csv',
    { query: tableQuery },
    ({ deps, actor, params, query: { table, ...filter }, response }) =>
      send(response, 'csv', takeOutTable(deps, actor, params.projectId, { filter, table })),
  ),

  openToAnyone('GET /api/about/numbers', {}, async () => aboutNumbers()),
];
