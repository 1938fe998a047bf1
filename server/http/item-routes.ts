import type { IncomingMessage } from 'node:http';
import { agendaQuery } from '#shared/protocol/http/agenda.ts';
import { importQuery } from '#shared/protocol/http/imports.ts';
import { itemsQuery } from '#shared/protocol/http/items.ts';
import { suggestAgenda } from '../services/agenda-service.ts';
import { importFile, listBatches } from '../services/import-service.ts';
import { listItems, readItem } from '../services/item-service.ts';
import { openToSignedIn } from './route.ts';

/** The body as it comes. A refusal in the middle must still reach the client, so the socket is not torn down with it. */
const uploadOf = (request: IncomingMessage): AsyncIterable<Buffer> =>
  request.iterator({ destroyOnReturn: false });

export const itemRoutes = [
  openToSignedIn(
    'GET /api/projects/:projectId/items',
    { query: itemsQuery },
    ({ deps, actor, params, query }) => listItems(deps, actor, params.projectId, query),
  ),

  openToSignedIn('GET /api/projects/:projectId/items/:itemId', {}, ({ deps, actor, params }) =>
    readItem(deps, actor, params.projectId, params.itemId),
  ),

  openToSignedIn('POST /api/projects/:projectId/imports', { query: importQuery }, (asked) =>
    importFile(asked.deps, asked.actor, asked.params.projectId, asked.query, uploadOf(asked.request)),
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
