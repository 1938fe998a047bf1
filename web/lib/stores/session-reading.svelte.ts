import type { SessionReading } from '#shared/protocol/guideline.ts';
import { call } from '#lib/api/client.ts';
import { Act } from './act.svelte.ts';
import { Resource } from './resource.svelte.ts';

/** How the guideline version of a session was read, and one's own word that one has. */
export class SessionReadingStore {
  readonly #sessionId: string;
  readonly #resource: Resource<SessionReading>;
  readonly act = new Act();

  constructor(sessionId: string) {
    this.#sessionId = sessionId;
    this.#resource = new Resource((signal) =>
      call('GET /api/sessions/:sessionId/guideline/reading', { params: { sessionId }, signal }),
    );
  }

  get value(): SessionReading | null {
    return this.#resource.value;
  }

  load(): Promise<void> {
    return this.#resource.load();
  }

  async acknowledge(): Promise<void> {
    const params = { sessionId: this.#sessionId };
    await this.act.run(async () => {
      await call('POST /api/sessions/:sessionId/guideline/read', { params });
      await this.load();
    });
  }
}
