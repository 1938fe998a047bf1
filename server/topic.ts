import type { Role } from '#shared/access/policy.ts';
import type { Log } from './log.ts';

/** Something that happened in this process and that several parts want to hear of. */
export interface Topic<T> {
  publish(event: T): void;
  /** Returns the function that ends the subscription. */
  subscribe(listener: (event: T) => void): () => void;
}

/** A listener that throws is logged and keeps nobody else from hearing the event. */
export function createTopic<T>(name: string, log: Log): Topic<T> {
  const listeners = new Set<(event: T) => void>();
  const tell = (listener: (event: T) => void, event: T) => {
    try {
      listener(event);
    } catch (error) {
      log.error({ err: error, topic: name }, 'a listener failed');
    }
  };
  return {
    publish: (event) => [...listeners].forEach((listener) => tell(listener, event)),
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

/**
 * A right was taken or changed: whoever holds a socket of this person re-checks or closes it within a second (law X2).
 * `projectId` null = everything of this person (signed out); `loginHash` = only connections made with that login.
 */
export interface Revocation {
  readonly personId: string;
  readonly projectId: string | null;
  readonly loginHash: string | null;
}

interface MembershipChange {
  readonly projectId: string;
  readonly personId: string;
  /** The new role; null when removed. */
  readonly role: Role | null;
}

export interface Topics {
  readonly membershipChanged: Topic<MembershipChange>;
  readonly draftChanged: Topic<{ readonly projectId: string }>;
  readonly edgeCasesChanged: Topic<{ readonly projectId: string }>;
  readonly versionCommitted: Topic<{ readonly projectId: string; readonly version: number }>;
}

export const createTopics = (log: Log): Topics => ({
  membershipChanged: createTopic('membershipChanged', log),
  draftChanged: createTopic('draftChanged', log),
  edgeCasesChanged: createTopic('edgeCasesChanged', log),
  versionCommitted: createTopic('versionCommitted', log),
});
