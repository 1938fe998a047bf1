import type { ItemContent } from '#shared/items/item.ts';
import { itemTitle } from '#shared/items/title.ts';
import { renderInline, renderMarkdown } from '#shared/markdown/render.ts';
import type { RenderedItem } from '#shared/protocol/http/sessions.ts';
import type { Deps } from '../deps.ts';
import { itemById } from '../repositories/items.ts';
import { requireInSession } from './access.ts';
import type { Actor } from './actor.ts';
import { RefusedError } from './refused.ts';
import { sessionRooms } from './session/rooms.ts';

/** Items never change, so what was rendered once holds for ever; two hundred people open the same one together. */
const KEPT = 200;
const rendered = new Map<string, RenderedItem>();

const htmlOrNull = (text: string | null) =>
  text === null || text.trim() === '' ? null : renderMarkdown(text);

/** Everything that could name a model stays behind: sources, ids of the source, metadata (law B6). */
const render = (itemId: string, content: ItemContent): RenderedItem => ({
  itemId,
  title: itemTitle(content),
  task: content.task,
  lang: content.lang,
  promptHtml: htmlOrNull(content.prompt),
  // A dialogue is shown as its turns; many sources repeat it, flattened, as context.
  contextHtml: content.turns.length > 0 ? null : htmlOrNull(content.context),
  turns: content.turns.map((turn) => ({ role: turn.role, html: renderMarkdown(turn.content) })),
  responses: content.responses.map((response) => ({ id: response.id, html: renderMarkdown(response.text) })),
  claims: content.claims.map((claim) => ({ id: claim.id, html: renderInline(claim.text) })),
  tags: content.tags,
});

/** An item as safe HTML without its sources. */
export function renderedItem(itemId: string, content: ItemContent): RenderedItem {
  const item = rendered.get(itemId) ?? render(itemId, content);
  rendered.delete(itemId);
  rendered.set(itemId, item);
  const [oldest] = rendered.keys();
  if (rendered.size > KEPT && oldest !== undefined) rendered.delete(oldest);
  return item;
}

/** An item on a session's agenda, for whoever may enter the session; other items of the project stay unknown to them. */
export async function readRenderedItem(
  deps: Deps,
  actor: Actor,
  sessionId: string,
  itemId: string,
): Promise<RenderedItem> {
  const { projectId } = await requireInSession(deps.db, actor.personId, sessionId, 'session.view');
  const session = await sessionRooms(deps).read(sessionId);
  if (!session?.agenda.some((entry) => entry.itemId === itemId)) throw new RefusedError('not-found');
  const known = rendered.get(itemId);
  if (known) return known;
  const item = await itemById(deps.db, projectId, itemId);
  if (!item) throw new RefusedError('not-found');
  return renderedItem(item.id, item.content);
}
