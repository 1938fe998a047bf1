import type { SessionHead } from '#shared/protocol/http/sessions.ts';
import type { HttpClient } from '../client/http-client.ts';
import { Attendee } from './attendee.ts';

export interface SessionGoerOptions {
  readonly http: HttpClient;
  /** How often somebody looks for sessions that they may enter. */
  readonly lookEveryMs: number;
  /** What they do in one. Resolves when they have nothing more to do there. */
  readonly attend: (attendee: Attendee, session: SessionHead) => Promise<void>;
}

/** Somebody who enters every session of their projects that is in its lobby or live, and comes again when it was interrupted. */
export class SessionGoer {
  readonly #options: SessionGoerOptions;
  readonly #attended = new Map<string, Attendee | null>();
  #timer: NodeJS.Timeout | null = null;
  #isStopped = false;

  constructor(options: SessionGoerOptions) {
    this.#options = options;
  }

  start(): void {
    void this.#look();
  }

  /** Leaves all sessions and looks for no others. */
  stop(): void {
    this.#isStopped = true;
    if (this.#timer) clearTimeout(this.#timer);
    for (const attendee of this.#attended.values()) attendee?.leave();
  }

  async #look(): Promise<void> {
    // A server that restarts, or a project one was removed from: look again later.
    const sessions = await this.#sessions().catch(() => []);
    const open = sessions.filter(({ id, phase }) => phase !== 'ended' && !this.#attended.has(id));
    for (const session of open) void this.#attend(session);
    if (this.#isStopped) return;
    this.#timer = setTimeout(() => void this.#look(), this.#options.lookEveryMs);
  }

  async #sessions(): Promise<SessionHead[]> {
    const { http } = this.#options;
    const { projects } = await http.call('GET /api/me');
    const lists = await Promise.all(
      projects.map(({ id: projectId }) =>
        http.call('GET /api/projects/:projectId/sessions', { params: { projectId } }),
      ),
    );
    return lists.flatMap(({ sessions }) => sessions);
  }

  async #attend(session: SessionHead): Promise<void> {
    this.#attended.set(session.id, null);
    try {
      const attendee = await Attendee.enter(this.#options.http, session.id);
      this.#attended.set(session.id, attendee);
      if (this.#isStopped) attendee.leave();
      await this.#options.attend(attendee, session);
      attendee.leave();
    } catch {
      // Refused or interrupted: the next look decides whether to try again.
    } finally {
      this.#attended.delete(session.id);
    }
  }
}
