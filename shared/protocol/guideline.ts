import { z } from 'zod';
import type { Action } from '#shared/access/policy.ts';
import {
  changeLogSchema,
  VERSION_KINDS,
  type Change,
  type ChangeInput,
  type VersionKind,
} from '#shared/guideline/change-log.ts';
import type { Clause } from '#shared/guideline/clauses.ts';
import type { ClauseDiff } from '#shared/guideline/diff.ts';
import type { DraftProblem } from '#shared/guideline/document.ts';
import type { RubricChange } from '#shared/guideline/rubric-diff.ts';
import { clauseId, opId } from '#shared/ids.ts';
import type { Rubric } from '#shared/rubric/rubric.ts';

/*
 * The document socket: the y-websocket protocol at `/documents/<projectId>?epoch=<epoch>`, where the epoch comes from
 * `GET /api/projects/:projectId/guideline`. The server adds the messages below; a client sends none of them.
 */
export const DOCUMENTS_PATH = '/documents/';

export const DOCUMENT_MESSAGES = {
  /** y-websocket: sync steps and updates. */
  sync: 0,
  /** y-websocket: who is here and where their cursor stands. */
  awareness: 1,
  /** `DocumentStored`: what of this socket is stored by now. */
  stored: 100,
  /** `DocumentWelcome`: comes before everything else, so that no history is merged before the client has compared epochs. */
  welcome: 101,
  /** `DocumentRefusal`: an update of this socket was not taken. Its text exists only in this client now. */
  refused: 102,
  /** `DocumentState`: the draft was frozen or released, or a version was committed. */
  state: 103,
} as const;

/** Each of the added messages is its number (varUint) and one JSON text (varString). */
export interface DocumentStored {
  /**
   * How many update frames (sync step 2 and update) of this socket the server has dealt with: stored, known before, or refused.
   * Frames are counted and not clocks, because a deletion has no clock.
   */
  readonly frames: number;
}

export interface DocumentWelcome {
  readonly epoch: string;
  /** The version this draft continues. */
  readonly head: number;
  readonly mayEdit: boolean;
  /** The version that is being committed at this moment; null when people may type. */
  readonly frozenFor: number | null;
}

export interface DocumentState {
  readonly head: number;
  readonly frozenFor: number | null;
}

export interface DocumentRefusal {
  readonly reason: DocumentRefusalReason;
  /** Which update frame of this socket, counted from 1. */
  readonly frame: number;
}

/** Why an update is not taken. All but the first two are faults of the client. */
export const DOCUMENT_REFUSALS = {
  'read-only': 'You may read this guideline, but not change it. Your text was not stored.',
  'document-full': 'The guideline is too large to take this.',
  'too-large': 'The change is too large.',
  malformed: 'The change cannot be read.',
  'forbidden-content': 'The change holds something that a guideline cannot hold.',
  'foreign-client': 'The change claims to come from somebody else.',
  gap: 'The change builds on something that the server does not have.',
} as const;
export type DocumentRefusalReason = keyof typeof DOCUMENT_REFUSALS;

/**
 * How the server ends a document socket. 44xx is final: asking again without change gives the same answer (y-websocket does not
 * reconnect). Other codes are for now only: reconnect.
 */
export const DOCUMENT_CLOSE_CODES = {
  'too-many-faults': [4400, 'This page sent what it may not send. Reload it.'],
  'not-signed-in': [4401, 'Sign in to open the guideline.'],
  forbidden: [4403, 'You have no access to this guideline any more.'],
  'not-found': [4404, 'There is no such guideline, or it is not yours to see.'],
  'other-epoch': [4409, 'The guideline was rebuilt. Reload it; keep a copy of what was not stored.'],
  'rights-changed': [4505, 'Your rights have changed. Reconnecting.'],
  'storage-unavailable': [
    4503,
    'The server cannot store anything at the moment. Reconnecting; keep the page open.',
  ],
  'too-slow': [1013, 'Your connection could not keep up. Reconnecting.'],
  'server-stopping': [1001, 'The server is restarting. Reconnecting.'],
} as const satisfies Record<string, readonly [code: number, message: string]>;
export type DocumentCloseReason = keyof typeof DOCUMENT_CLOSE_CODES;

/** The state that a client publishes about itself; everything in `user` is written by the server from the account. */
export interface AwarenessUser {
  readonly id: string;
  readonly name: string;
  readonly color: string;
  readonly colorLight: string;
  readonly role: string;
}

export const commitBody = z.object({
  opId,
  /** The version that the author compared with; if another was committed meanwhile, nothing is committed. */
  expectedHead: z.int().min(1),
  /** `hash` of the review that is committed (law G8): exactly what it showed becomes the version, under this hash. */
  hash: z.string().regex(/^[0-9a-f]{64}$/, 'the hash of a review'),
  kind: z.enum(VERSION_KINDS),
  changeLog: changeLogSchema,
});
export const compareQuery = z.object({
  from: z.coerce.number().int().min(1),
  to: z.coerce.number().int().min(1),
});
/** Behind which clause the edge case goes; null puts it at the end. */
export const placeBody = z.object({ afterClauseId: clauseId.nullable() });

export const dismissBody = z.object({
  reason: z.string().trim().min(1, 'Say why nothing is to be written.').max(500),
});

/** `evenIfEdited`: text that somebody has written into the block goes with it, and that is meant. */
export const takeBackBody = z.object({ evenIfEdited: z.boolean().default(false) });

export type CommitBody = z.input<typeof commitBody>;
type CompareQuery = z.input<typeof compareQuery>;
type PlaceBody = z.input<typeof placeBody>;
type TakeBackBody = z.input<typeof takeBackBody>;
type DismissBody = z.input<typeof dismissBody>;

/** A clause of a version, as people read and cite it. */
export interface ClauseView extends Pick<Clause, 'id' | 'kind' | 'title' | 'level'> {
  /** Its own text as safe HTML, heading included. */
  readonly html: string;
}

interface Name {
  readonly id: string;
  readonly name: string;
}

/** A version as lists show it. */
export interface VersionHead {
  readonly number: number;
  readonly parentHash: string | null;
  readonly hash: string;
  readonly kind: VersionKind;
  readonly committedAt: number;
  readonly committedBy: Name;
  /** Who changed the draft since the version before. */
  readonly authors: readonly Name[];
  /** Entries in its change log. */
  readonly changes: number;
  /** The newest version when this is not it. */
  readonly supersededBy: number | null;
}

/** Who of the members has read a version (law G9). */
export interface Readers {
  readonly count: number;
  readonly of: number;
  /** When the asker said that they have; null when they have not. */
  readonly own: number | null;
  /** null for those who may not see names. */
  readonly people: readonly (Name & { readonly at: number })[] | null;
  readonly missing: readonly Name[] | null;
}

export interface ListedVersion extends VersionHead {
  readonly readers: Readers;
}

export interface Versions {
  readonly versions: readonly ListedVersion[];
}

/** How the version that a session is pinned to was read. */
export interface SessionReading {
  readonly version: number;
  /** null for a guest, who has no way into the project. */
  readonly projectId: string | null;
  /** The newest version that the asker has read. */
  readonly lastRead: number | null;
  readonly readers: Readers;
}

export interface Version extends ListedVersion {
  readonly text: string;
  readonly html: string;
  readonly rubric: Rubric;
  readonly clauses: readonly ClauseView[];
  readonly changeLog: readonly Change[];
}

/** What somebody who opens the guideline needs first. */
export interface GuidelineFacts {
  readonly epoch: string;
  readonly head: VersionHead;
  readonly clauses: readonly ClauseView[];
  readonly mayEdit: boolean;
  readonly mayCommit: boolean;
  readonly abilities: readonly Action[];
  /** Edge cases that wait for a place in the text. */
  readonly waiting: number;
  /** Rulings that sessions of the project have made. */
  readonly rulings: number;
  /** The newest version that the asker has read (law G9). */
  readonly lastRead: number | null;
}

/** The version that a session is pinned to, for whoever is in the session. */
export interface PinnedGuideline {
  readonly number: number;
  readonly hash: string;
  readonly html: string;
  readonly clauses: readonly ClauseView[];
}

export interface Comparison {
  readonly from: VersionHead;
  readonly to: VersionHead;
  readonly clauses: readonly ClauseDiff[];
  readonly rubric: readonly RubricChange[];
  readonly words: { readonly added: number; readonly removed: number };
  /** Change logs of the versions after `from` up to `to`. */
  readonly changeLogs: readonly { readonly number: number; readonly changes: readonly Change[] }[];
}

/** What a draft says at one moment: its text, and its dimensions in priority order, unfinished ones as they stand. */
interface DraftState {
  readonly text: string;
  readonly dimensions: readonly { readonly id: string; readonly value: unknown }[];
}

export interface CommitPreview {
  readonly head: VersionHead;
  /** The number that a commit would get. */
  readonly number: number;
  /** The hash that the version would have, by which a commit names this review; null while something has to be mended. */
  readonly hash: string | null;
  /** The draft as it is reviewed here; what is written later is not in it. */
  readonly reviewed: DraftState;
  readonly unchanged: boolean;
  readonly clauses: readonly ClauseDiff[];
  readonly rubric: readonly RubricChange[];
  readonly words: { readonly added: number; readonly removed: number };
  /** A change log to start from. */
  readonly changeLog: readonly ChangeInput[];
  /** What has to be mended before it can be committed. */
  readonly problems: readonly DraftProblem[];
  /** Edge cases whose clause stands in the draft: they become part of the version. */
  readonly edgeCases: readonly EdgeCase[];
  /** Edge cases whose text says what a superseded ruling said (law R8), committed ones included. */
  readonly outdated: readonly EdgeCase[];
}

/** The ruling that holds instead of the one behind an edge case. */
interface SupersededBy {
  readonly rulingId: string;
  readonly at: number;
  readonly ruling: string;
  readonly reason: string;
  /** The clause that it cites; null for none. */
  readonly clauseId: string | null;
  /** The text was changed since, or does not stand in the draft any more. */
  readonly isUpdated: boolean;
}

/** A ruling without a clause, on its way into the guideline. */
export interface EdgeCase {
  readonly id: string;
  readonly state: 'waiting' | 'placed' | 'committed';
  readonly question: string;
  readonly ruling: string;
  readonly reason: string;
  /** What was disputed (law R7). */
  readonly dimensions: readonly string[];
  readonly clauseId: string | null;
  readonly createdAt: number;
  readonly committedVersion: number | null;
  readonly rulingId: string;
  /** `path`: where the item's rounds can be seen. */
  readonly item: { readonly id: string; readonly title: string; readonly path: string };
  readonly session: { readonly id: string; readonly title: string };
  readonly rounds: number;
  /** A later ruling on the item took the place of the one behind it (law R8). */
  readonly superseded: SupersededBy | null;
  /** An author decided that nothing is to be written (law R8). */
  readonly dismissed: { readonly by: Name; readonly at: number; readonly reason: string } | null;
  /** The block as it will stand in the text. */
  readonly html: string;
}

export interface Tray {
  /** By their group (`trayGroup`): waiting, outdated, placed, closed; each oldest first. */
  readonly edgeCases: readonly EdgeCase[];
}

export interface Placed {
  readonly clauseId: string;
  /** The clause that it stands behind; null at the beginning. Another than asked for when somebody had placed it already. */
  readonly after: string | null;
  /** false: it stood there already, and nothing was written. */
  readonly isNew: boolean;
}

/** What goes in and comes out. `GET …/versions/:number/export.md` answers the bytes whose SHA-256 is the version's hash. */
export interface GuidelineRoutes {
  'GET /api/projects/:projectId/guideline': { response: GuidelineFacts };
  'GET /api/projects/:projectId/guideline/versions': { response: Versions };
  'GET /api/projects/:projectId/guideline/versions/:number': { response: Version };
  'POST /api/projects/:projectId/guideline/versions/:number/read': { response: { readonly done: true } };
  'GET /api/projects/:projectId/guideline/compare': { query: CompareQuery; response: Comparison };
  'GET /api/projects/:projectId/guideline/commit-preview': { response: CommitPreview };
  'POST /api/projects/:projectId/guideline/commit': { body: CommitBody; response: VersionHead };
  'GET /api/projects/:projectId/guideline/tray': { response: Tray };
  'POST /api/projects/:projectId/guideline/tray/:edgeCaseId/place': { body: PlaceBody; response: Placed };
  'POST /api/projects/:projectId/guideline/tray/:edgeCaseId/take-back': {
    body: TakeBackBody;
    response: { readonly done: true };
  };
  'POST /api/projects/:projectId/guideline/tray/:edgeCaseId/dismiss': {
    body: DismissBody;
    response: { readonly done: true };
  };
  'POST /api/projects/:projectId/guideline/tray/:edgeCaseId/restore': { response: { readonly done: true } };
  'GET /api/projects/:projectId/guideline/edge-cases/:edgeCaseId': { response: EdgeCase };
  'GET /api/sessions/:sessionId/guideline': { response: PinnedGuideline };
  'GET /api/sessions/:sessionId/guideline/reading': { response: SessionReading };
  'POST /api/sessions/:sessionId/guideline/read': { response: { readonly done: true } };
}
