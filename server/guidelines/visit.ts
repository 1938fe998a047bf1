import * as Y from 'yjs';
import type { WebSocket } from 'ws';
import {
  DOCUMENT_MESSAGES,
  type DocumentCloseReason,
  type DocumentWelcome,
} from '#shared/protocol/guideline.ts';
import type { Deps } from '../deps.ts';
import type { Actor } from '../services/actor.ts';
import type { Outcome } from '../services/guideline/draft-change.ts';
import { draftRights, recordRefusedChange, type DraftRights } from '../services/guideline/rights.ts';
import type { Allowance } from './allowance.ts';
import { colourOf } from './colours.ts';
import { Connection } from './connection.ts';
import { BadFrame, jsonFrame, stateFrame, stateWantedFrame, type Inbound } from './frames.ts';
import type { DocumentHub, Guest, GuestProposal } from './hub.ts';

/** What a visit needs of the gateway. */
export interface VisitContext {
  readonly deps: Deps;
  /** Computing that this person may cost. */
  readonly work: Allowance;
  /** The socket is gone. */
  ended(visit: Visit): void;
  /** Whether a fault of this person is put on record, or only logged. */
  mayRecord(): boolean;
}

const EMPTY_UPDATE_BYTES = 2;

/** One person at one document through one socket. */
export class Visit {
  readonly actor: Actor;
  readonly projectId: string;
  readonly connection: Connection;
  readonly #context: VisitContext;
  #hub: DocumentHub | null = null;
  #guest: Guest | null = null;
  #rights: DraftRights = { role: null, mayView: false, mayEdit: false };

  constructor(context: VisitContext, socket: WebSocket, actor: Actor, projectId: string) {
    this.#context = context;
    this.actor = actor;
    this.projectId = projectId;
    this.connection = new Connection(socket, {
      work: context.work,
      readmit: () => this.#readmit(),
      handle: (frame) => this.#handle(frame),
      gone: () => this.#gone(),
      fault: (reason) => this.#record(reason),
      failed: (error) => context.deps.log.error({ err: error, projectId }, 'a document socket failed'),
    });
  }

  /** The right to this document, read now. */
  async rights(): Promise<DraftRights> {
    this.#rights = await draftRights(this.#context.deps, this.actor.personId, this.projectId);
    return this.#rights;
  }

  /** Lets the person in: the welcome first, so that the client compares epochs before anything is merged. */
  enter(hub: DocumentHub): void {
    const { personId, name } = this.actor;
    const { role, mayEdit } = this.#rights;
    const user = { id: personId, name, ...colourOf(personId), role: role ?? '' };
    const announced: number[] = [];
    const announce = (clientId: number) => {
      const isFree = hub.room.owners.announce(clientId, personId);
      if (isFree) announced.push(clientId);
      return isFree;
    };
    this.#hub = hub;
    this.#guest = { connection: this.connection, personId, user, isSynced: false, announce };
    this.#withdraw = () => announced.forEach((clientId) => hub.room.owners.withdraw(clientId));
    hub.enter(this.#guest);
    const welcome: DocumentWelcome = { epoch: hub.room.epoch, ...hub.room.state, mayEdit };
    this.connection.send(jsonFrame(DOCUMENT_MESSAGES.welcome, welcome));
    // A reader has nothing that the server lacks, and is not asked for it.
    if (mayEdit) this.connection.send(stateWantedFrame(Y.encodeStateVector(hub.room.doc)));
    this.connection.start();
  }

  /** A right of this person was changed. Whoever still may read comes back and is admitted anew, in one place. */
  async reconsider(): Promise<void> {
    const { mayView } = await this.rights();
    this.close(mayView ? 'rights-changed' : 'forbidden');
  }

  close(reason: DocumentCloseReason): void {
    this.connection.close(reason);
  }

  #withdraw: () => void = () => undefined;

  #gone(): void {
    if (this.#hub && this.#guest) this.#hub.leave(this.#guest);
    this.#withdraw();
    this.#context.ended(this);
  }

  async #readmit(): Promise<boolean> {
    if (!this.#hub) return false;
    const { mayView } = await this.rights();
    if (!mayView) this.close('forbidden');
    return mayView;
  }

  #handle(frame: Inbound): void {
    if (!this.#hub || !this.#guest) return;
    switch (frame.kind) {
      case 'state-wanted':
        return this.#sendState(this.#hub, this.#guest, frame.stateVector);
      case 'update':
        return this.#propose(this.#hub, this.#guest, frame.bytes);
      case 'awareness':
        if (this.#rights.mayEdit && !this.#hub.hear(this.#guest, frame.entries))
          this.connection.strike('foreign-client');
        return;
      case 'awareness-wanted':
        return this.#hub.showPresence(this.#guest);
    }
  }

  #sendState(hub: DocumentHub, guest: Guest, stateVector: Uint8Array): void {
    if (!this.connection.takeSync()) return this.connection.strike('state-wanted-too-often');
    this.connection.send(stateFrame(missing(hub.room.doc, stateVector)));
    guest.isSynced = true;
    hub.showPresence(guest);
  }

  /** Read-only is an allow-list: of a reader no update goes any further than here, whatever it holds. */
  #propose(hub: DocumentHub, guest: Guest, bytes: Uint8Array): void {
    const frame = this.connection.nextFrame();
    if (bytes.byteLength <= EMPTY_UPDATE_BYTES) return this.connection.settle(frame);
    if (!this.#rights.mayEdit && !hub.room.faults.everybodyMayEdit)
      return this.connection.refuse(frame, 'read-only');
    const settle = (outcome: Outcome) => {
      if (outcome === 'stored' || outcome === 'known') this.connection.settle(frame);
      else this.connection.refuse(frame, outcome);
    };
    const proposal: GuestProposal = { from: guest, personId: guest.personId, bytes, settle };
    hub.room.propose(proposal);
  }

  #record(reason: string): void {
    const { deps } = this.#context;
    const { actor, projectId } = this;
    deps.log.warn(
      { personId: actor.personId, projectId, fault: reason },
      'a document socket sent what it may not send',
    );
    if (!this.#context.mayRecord()) return;
    recordRefusedChange(deps, actor.personId, projectId, reason).catch((error: unknown) =>
      deps.log.error({ err: error, projectId }, 'a refused change could not be recorded'),
    );
  }
}

/** What a client with this state vector lacks. A state vector that cannot be read is a bad frame. */
function missing(doc: Y.Doc, stateVector: Uint8Array): Uint8Array {
  try {
    return Y.encodeStateAsUpdate(doc, stateVector);
  } catch {
    throw new BadFrame('unreadable state vector');
  }
}
