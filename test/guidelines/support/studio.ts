import type { Role } from '#shared/access/policy.ts';
import { must } from '#shared/must.ts';
import type { GuidelineFacts } from '#shared/protocol/guideline.ts';
import { guidelineDrafts, type DraftOptions } from '#server/services/guideline/drafts.ts';
import { DEFAULT_TEMPLATE } from '#shared/rubric/templates.ts';
import type * as Y from 'yjs';
import { buildMember, buildPerson, buildProject, type BuiltPerson } from '../../support/builders.ts';
import { ask } from '../../support/http-client.ts';
import { startApp, type RunningApp, type StartOptions } from '../../support/start-app.ts';
import { DocumentClient, RawSocket } from './document-client.ts';

export interface StudioOptions extends StartOptions {
  readonly drafts?: DraftOptions;
}

/** A running server with one project and its guideline, and people who open it. */
export class Studio {
  readonly app: RunningApp;
  readonly projectId: string;
  readonly owner: BuiltPerson;
  readonly #clients: DocumentClient[] = [];
  readonly #sockets: RawSocket[] = [];

  private constructor(app: RunningApp, projectId: string, owner: BuiltPerson) {
    this.app = app;
    this.projectId = projectId;
    this.owner = owner;
  }

  static async start({ drafts = {}, ...options }: StudioOptions = {}): Promise<Studio> {
    const app = await startApp(options);
    guidelineDrafts(app.deps, drafts);
    const { id, owner } = await buildProject(app.deps, { rubric: DEFAULT_TEMPLATE.rubric });
    return new Studio(app, id, owner);
  }

  person(role: Role, name?: string): Promise<BuiltPerson> {
    return buildMember(this.app.deps, this.projectId, role, name);
  }

  stranger(): Promise<BuiltPerson> {
    return buildPerson(this.app.deps, { name: 'Sam' });
  }

  async facts(who: BuiltPerson = this.owner): Promise<GuidelineFacts> {
    const answer = await ask(this.app.base, `GET /api/projects/${this.projectId}/guideline`, {
      cookie: who.cookie,
    });
    return answer.body as GuidelineFacts;
  }

  /** A request about the guideline, as this person. */
  ask(who: BuiltPerson, method: 'GET' | 'POST', path: string, json?: unknown) {
    const route = `${method} /api/projects/${this.projectId}/guideline${path}`;
    return ask(this.app.base, route, { cookie: who.cookie, ...(json === undefined ? {} : { json }) });
  }

  /** Opens the document as this person and waits until it is there. */
  async open(
    who: BuiltPerson,
    options: { readonly doc?: Y.Doc; readonly epoch?: string } = {},
  ): Promise<DocumentClient> {
    const client = this.client(who, options.epoch ?? (await this.facts()).epoch, options.doc);
    return client.connect().synced();
  }

  client(who: BuiltPerson, epoch: string | null, doc?: Y.Doc): DocumentClient {
    const client = new DocumentClient(
      { base: this.app.base, cookie: who.cookie },
      this.projectId,
      epoch,
      doc,
    );
    this.#clients.push(client);
    return client;
  }

  /** A bare socket at the document (or at another path). */
  async raw(who: BuiltPerson | null, path?: string, origin?: string): Promise<RawSocket> {
    const address = path ?? `/documents/${this.projectId}?epoch=${(await this.facts()).epoch}`;
    const asker = { base: this.app.base, cookie: who?.cookie, ...(origin === undefined ? {} : { origin }) };
    const socket = new RawSocket(asker, address);
    this.#sockets.push(socket);
    return socket;
  }

  /** The text as the database has it: loaded by nobody who was there. */
  async storedText(): Promise<string> {
    const lease = must(await guidelineDrafts(this.app.deps).open(this.projectId));
    await lease.room.settled();
    const text = lease.room.doc.getText('text').toJSON();
    lease.release();
    return text;
  }

  async close(): Promise<void> {
    for (const client of this.#clients) client.destroy();
    for (const { socket } of this.#sockets) socket.terminate();
    await this.app.close();
  }
}
