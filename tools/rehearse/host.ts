import { itemId as itemIdSchema, type ItemId, type RoundId } from '#shared/ids.ts';
import { must } from '#shared/must.ts';
import type { ImportReport } from '#shared/protocol/http/imports.ts';
import type { CreatedSession } from '#shared/protocol/http/sessions.ts';
import type { Command } from '#shared/session/commands.ts';
import type { AgreementPart } from '#shared/session/view.ts';
import type { HttpClient } from '../client/http-client.ts';
import type { LiveView } from '../client/live-client.ts';
import { Attendee } from '../people/attendee.ts';
import type { LabelledSet } from './labelled-set.ts';

/** What one command may name. */
const ITEMS_IN_A_COMMAND = 200;
const VIEW_WITHIN_MS = 60_000;

const chunks = <T>(list: readonly T[], size: number): T[][] =>
  Array.from({ length: Math.ceil(list.length / size) }, (_, i) => list.slice(i * size, (i + 1) * size));

/** Imports the items and finds out under which ids they are known here; by the id of the source. */
export async function importItems(
  http: HttpClient,
  projectId: string,
  set: LabelledSet,
): Promise<Map<string, ItemId>> {
  const path = `/api/projects/${projectId}/imports?kind=items&fileName=items.jsonl`;
  const report = (await http.upload(path, set.itemsFile)) as ImportReport;
  const [problem] = report.problems;
  if (problem) throw new Error(`The items do not import: line ${problem.line} ${problem.reason}`);
  const ids = new Map<string, ItemId>();
  for (let [page, pages] = [1, 1]; page <= pages; page += 1) {
    const query = { page: String(page) };
    const listed = await http.call('GET /api/projects/:projectId/items', { params: { projectId }, query });
    pages = listed.pages;
    for (const { externalId, id } of listed.items) ids.set(externalId, itemIdSchema.parse(id));
  }
  return ids;
}

/** The facilitator of a rehearsal, as an ordinary client. */
export class Host {
  readonly session: CreatedSession;
  readonly #attendee: Attendee;

  private constructor(session: CreatedSession, attendee: Attendee) {
    this.session = session;
    this.#attendee = attendee;
  }

  /** Plans a session on all items, takes the chair and starts. */
  static async open(
    http: HttpClient,
    projectId: string,
    title: string,
    itemIds: readonly ItemId[],
  ): Promise<Host> {
    const [first = [], ...others] = chunks(itemIds, ITEMS_IN_A_COMMAND);
    const body = { title, itemIds: first, importedRounds: false };
    const session = await http.call('POST /api/projects/:projectId/sessions', {
      params: { projectId },
      body,
    });
    const host = new Host(session, await Attendee.enter(http, session.id));
    await host.#must({ type: 'takeChair' });
    for (const part of others) await host.#must({ type: 'listItems', itemIds: part });
    await host.#must({ type: 'start' });
    return host;
  }

  /** Waits until so many people sit in voters' seats and are connected. */
  async seated(count: number): Promise<void> {
    await this.#attendee.client.until(
      ({ shared }) =>
        (shared.people ?? []).filter(({ seat, connected }) => seat === 'voter' && connected).length >= count,
      VIEW_WITHIN_MS,
      `${count} people in their seats`,
    );
  }

  openRounds(itemIds: readonly ItemId[]): Promise<void> {
    return this.#must({ type: 'openRounds', itemIds: [...itemIds], mode: 'batch' });
  }

  /** Closes the rounds of these items and reveals them, whoever has not answered. */
  async reveal(itemIds: readonly ItemId[]): Promise<void> {
    const roundIds = itemIds.map((itemId) => this.#roundOf(itemId));
    await this.#must({ type: 'closeRounds', roundIds });
    await this.#must({ type: 'revealRounds', roundIds, evenIfMissing: true });
    await this.#attendee.client.until(
      ({ shared }) => itemIds.every((itemId) => (shared[`item:${itemId}`]?.rounds.length ?? 0) > 0),
      VIEW_WITHIN_MS,
      'the reveal',
    );
  }

  /** Ballots that stand on the revealed boards. */
  ballotsShown(itemIds: readonly ItemId[]): number {
    const rounds = itemIds.flatMap((itemId) => this.#attendee.view.shared[`item:${itemId}`]?.rounds ?? []);
    return rounds.reduce((sum, { ballots }) => sum + ballots.length, 0);
  }

  /** Ends the session. Its agreement over all blind rounds comes with the view that says so, if not before. */
  async end(): Promise<AgreementPart['blind']> {
    await this.#must({ type: 'end' });
    const hasEnded = ({ shared }: LiveView) => shared.session?.phase === 'ended' && shared.agreement;
    return (await this.#attendee.client.until(hasEnded, VIEW_WITHIN_MS, 'the end')).blind;
  }

  leave(): void {
    this.#attendee.leave();
  }

  #roundOf(itemId: ItemId): RoundId {
    const entry = this.#attendee.view.shared.agenda?.find((one) => one.itemId === itemId);
    return must(entry?.round, 'round').id;
  }

  async #must(command: Command): Promise<void> {
    const answer = await this.#attendee.act(command);
    if (answer.ok) return;
    throw new Error(`${command.type} was refused: ${answer.refusal.code} ${answer.refusal.message}`);
  }
}
