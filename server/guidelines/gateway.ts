import type { IncomingMessage, Server } from 'node:http';
import { performance } from 'node:perf_hooks';
import type { Duplex } from 'node:stream';
import { WebSocketServer, type WebSocket } from 'ws';
import { DOCUMENT_CLOSE_CODES, type DocumentCloseReason } from '#shared/protocol/guideline.ts';
import type { Deps } from '../deps.ts';
import type { DraftRoom } from '../services/guideline/draft-room.ts';
import { guidelineDrafts, type Lease } from '../services/guideline/drafts.ts';
import type { Actor } from '../services/actor.ts';
import { authenticate } from '../services/login-service.ts';
import { isOwnOrigin } from '../services/origin.ts';
import type { Revocation } from '../topic.ts';
import { addressOf, type Address } from './admission.ts';
import { Allowance } from './allowance.ts';
import { awarenessFrame } from './frames.ts';
import { DocumentHub } from './hub.ts';
import {
  CLOSE_WITHIN_MS,
  KEEPALIVE_MS,
  MAX_FRAME_BYTES,
  MAX_SOCKETS,
  RECORDS_BURST,
  RECORDS_PER_MINUTE,
  WORK_BURST_MS,
  WORK_MS_PER_SECOND,
} from './limits.ts';
import { Visit, type VisitContext } from './visit.ts';

export interface GuidelineGateway {
  /** Stores what was received, tells every client to come back, and closes. */
  close(): Promise<void>;
}

const KEEPALIVE = awarenessFrame([]);

function refuseUpgrade(socket: Duplex, status: string): void {
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}

function concerns({ personId, projectId, loginHash }: Revocation, { actor, projectId: own }: Visit): boolean {
  if (actor.personId !== personId) return false;
  return (loginHash === null || loginHash === actor.loginHash) && (projectId === null || projectId === own);
}

/** What one person may do over all their document sockets. */
interface PersonAllowance {
  /** Milliseconds of computing. */
  readonly work: Allowance;
  /** Faults that go on record: nobody fills the record with theirs. */
  readonly records: Allowance;
}

const newAllowance = (now: number): PersonAllowance => ({
  work: new Allowance(WORK_BURST_MS, WORK_MS_PER_SECOND, now),
  records: new Allowance(RECORDS_BURST, RECORDS_PER_MINUTE / 60, now),
});

/** The sockets of all documents on one HTTP server. */
class Gateway implements GuidelineGateway {
  readonly #deps: Deps;
  readonly #sockets = new WebSocketServer({
    noServer: true,
    maxPayload: MAX_FRAME_BYTES,
    perMessageDeflate: false,
  });
  readonly #visits = new Set<Visit>();
  readonly #hubs = new Map<DraftRoom, DocumentHub>();
  readonly #leases = new Map<Visit, Lease>();
  readonly #allowances = new Map<string, PersonAllowance>();
  readonly #keepalive: NodeJS.Timeout;
  readonly #stopListening: () => void;

  constructor(server: Server, deps: Deps) {
    this.#deps = deps;
    const onUpgrade = (request: IncomingMessage, socket: Duplex, head: Buffer) => {
      const address = addressOf(request);
      if (address) void this.#upgrade(request, socket, head, address);
    };
    server.on('upgrade', onUpgrade);
    const unsubscribe = deps.revoked.subscribe((revocation) => this.#revoke(revocation));
    this.#stopListening = () => {
      server.off('upgrade', onUpgrade);
      unsubscribe();
    };
    this.#keepalive = setInterval(() => this.#keepAlive(), KEEPALIVE_MS).unref();
  }

  async close(): Promise<void> {
    this.#stopListening();
    clearInterval(this.#keepalive);
    await this.#settled();
    for (const visit of this.#visits) visit.close('server-stopping');
    await this.#socketsGone();
    await this.#settled();
    for (const hub of this.#hubs.values()) hub.close();
  }

  #settled(): Promise<void> {
    const { log } = this.#deps;
    return this.#drafts
      .settled()
      .catch((error: unknown) => log.error({ err: error }, 'a draft was not stored'));
  }

  get #drafts() {
    return guidelineDrafts(this.#deps);
  }

  async #socketsGone(): Promise<void> {
    const gone = [...this.#sockets.clients].map(
      (socket) => new Promise((resolve) => socket.once('close', resolve)),
    );
    const timer = setTimeout(
      () => this.#sockets.clients.forEach((socket) => socket.terminate()),
      CLOSE_WITHIN_MS,
    );
    await Promise.all(gone);
    clearTimeout(timer);
  }

  async #upgrade(request: IncomingMessage, socket: Duplex, head: Buffer, address: Address): Promise<void> {
    const abandon = () => socket.destroy();
    socket.on('error', abandon);
    try {
      if (this.#deps.lifecycle.isStopping) return refuseUpgrade(socket, '503 Service Unavailable');
      // Browsers send the cookie along from any page; only the Origin tells ours from a hostile one.
      if (!isOwnOrigin(this.#deps.config, request.headers)) return refuseUpgrade(socket, '403 Forbidden');
      const actor = await authenticate(this.#deps, request.headers.cookie);
      socket.off('error', abandon);
      this.#sockets.handleUpgrade(request, socket, head, (opened) => {
        if (actor === null) return refuse(opened, 'not-signed-in');
        if (address.projectId === null) return refuse(opened, 'not-found');
        if (this.#countOf(actor.personId) >= MAX_SOCKETS) return refuse(opened, 'too-many-faults');
        const visit = this.#visit(opened, actor, address.projectId);
        void this.#admit(visit, request.headers.cookie, address);
      });
    } catch (error) {
      this.#deps.log.error({ err: error }, 'a document socket could not be opened');
      socket.destroy();
    }
  }

  #countOf(personId: string): number {
    return [...this.#visits].filter(({ actor }) => actor.personId === personId).length;
  }

  #allowanceOf(personId: string): PersonAllowance {
    const known = this.#allowances.get(personId) ?? newAllowance(performance.now());
    this.#allowances.set(personId, known);
    return known;
  }

  #visit(socket: WebSocket, actor: Actor, projectId: string): Visit {
    const { work, records } = this.#allowanceOf(actor.personId);
    const context: VisitContext = {
      deps: this.#deps,
      work,
      ended: (ended) => this.#ended(ended),
      mayRecord: () => records.take(1, performance.now()),
    };
    const visit = new Visit(context, socket, actor, projectId);
    this.#visits.add(visit);
    return visit;
  }

  /** Lets a visit in, or sends it away with a reason. It can be revoked from the moment it is listed, so all is read after that. */
  async #admit(visit: Visit, cookie: string | undefined, address: Address): Promise<void> {
    try {
      const reason = await this.#refusal(visit, cookie, address);
      if (reason !== null) visit.close(reason);
    } catch (error) {
      this.#deps.log.error({ err: error }, 'a document could not be opened');
      visit.close('storage-unavailable');
    }
  }

  async #refusal(
    visit: Visit,
    cookie: string | undefined,
    { epoch }: Address,
  ): Promise<DocumentCloseReason | null> {
    if ((await authenticate(this.#deps, cookie)) === null) return 'not-signed-in';
    const { role, mayView } = await visit.rights();
    if (role === null) return 'not-found';
    if (!mayView) return 'forbidden';
    const lease = await this.#drafts.open(visit.projectId);
    if (!lease) return 'not-found';
    if (!visit.connection.isOpen || epoch !== lease.room.epoch) {
      lease.release();
      return 'other-epoch';
    }
    this.#leases.set(visit, lease);
    visit.enter(this.#hubOf(lease.room));
    return null;
  }

  #hubOf(room: DraftRoom): DocumentHub {
    const known = this.#hubs.get(room);
    if (known) return known;
    const hub = new DocumentHub(room);
    this.#hubs.set(room, hub);
    return hub;
  }

  #ended(visit: Visit): void {
    this.#visits.delete(visit);
    const lease = this.#leases.get(visit);
    this.#leases.delete(visit);
    if (!lease) return;
    lease.release();
    const hub = this.#hubs.get(lease.room);
    if (!hub?.isEmpty) return;
    hub.close();
    this.#hubs.delete(lease.room);
  }

  #revoke(revocation: Revocation): void {
    for (const visit of [...this.#visits].filter((one) => concerns(revocation, one))) {
      if (revocation.projectId === null) visit.close('not-signed-in');
      else void visit.reconsider().catch(() => visit.close('rights-changed'));
    }
  }

  #keepAlive(): void {
    for (const { connection } of this.#visits) {
      connection.ping();
      connection.sendIfKeepingUp(KEEPALIVE);
    }
  }
}

/** The upgrade is finished first: only then can a browser be told why, and that asking again is no use. */
function refuse(socket: WebSocket, reason: DocumentCloseReason): void {
  socket.on('error', () => undefined);
  socket.close(DOCUMENT_CLOSE_CODES[reason][0], reason);
}

/** Serves the documents of all projects at `/documents/<projectId>`; upgrades of other paths are left alone. */
export const attachGuidelineGateway = (server: Server, deps: Deps): GuidelineGateway =>
  new Gateway(server, deps);
