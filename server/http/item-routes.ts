import type { IncomingMessage, ServerResponse } from 'node:http';
import { agendaQuery } from '#shared/protocol/http/agenda.ts';
import { importQuery } from '#shared/protocol/http/imports.ts';
import { itemsQuery } from '#shared/protocol/http/items.ts';
import { suggestAgenda } from '../services/agenda-service.ts';
import { importFile, importProgress, listBatches } from '../services/import-service.ts';
import { calledOff } from '../services/import/order.ts';
import { readItemMeetings } from '../services/item-record-service.ts';
import { listItems, readItem } from '../services/item-service.ts';
import { openToSignedIn } from './route.ts';

/** The body as it comes. A refusal in the middle must still reach the client, so the socket is not torn down with it. */
const uploadOf = (request: IncomingMessage): AsyncIterable<Buffer> =>
  request.iterator({ destroyOnReturn: false });

/** Aborted when whoever asked goes away before the answer. */
function waited(response: ServerResponse): AbortSignal {
  const controller = new AbortController();
  response.once('close', () => {
    if (!response.writableFinished) controller.abort(calledOff());
  });
  return controller.signal;
}

export const itemRoutes = [
  openToSignedIn(
    'GET /api/projects/:projectId/items',
    { query: itemsQuery },
    ({ deps, actor, params, query }) => listItems(deps, actor, params.projectId, query),
  ),

  openToSignedIn('GET /api/projects/:projectId/items/:itemId', {}, ({ deps, actor, params }) =>
    readItem(deps, actor, params.projectId, params.itemId),
  ),

  openToSignedIn('GET /api/projects/:projectId/items/:itemId/meetings', {}, ({ deps, actor, params }) =>
    readItemMeetings(deps, actor, params.projectId, params.itemId),
  ),

  openToSignedIn('POST /api/projects/:projectId/imports', { query: importQuery }, (asked) => {
    const { deps, actor, params, query, request, response } = asked;
    return importFile(deps, actor, params.projectId, query, uploadOf(request), waited(response));
  }),

  openToSignedIn('GET /api/projects/:projectId/imports/:ticket', {}, ({ deps, actor, params }) =>
    importProgress(deps, actor, params.projectId, params.ticket),
  ),

  openToSignedIn('GET /api/projects/:projectId/batches', {}, ({ deps, actor, params }) =>
    listBatches(deps, actor, params.projectId),
  ),

  openToSignedIn(
    'GET /api/projects/:projectId/agenda-suggestion',
    { query: agendaQuery },
    ({ deps, actor, params, query }) => suggestAgenda(deps, actor, params.projectId, query),
  ),
];
