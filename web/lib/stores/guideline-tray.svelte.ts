import type { EdgeCase, Tray } from '#shared/protocol/guideline.ts';
import { call } from '#lib/api/client.ts';
import { Act } from './act.svelte.ts';
import { Resource } from './resource.svelte.ts';

/** Edge cases that wait for a place in the text, and the act of placing one. */
export class GuidelineTray {
  readonly #projectId: string;
  readonly #resource: Resource<Tray>;
  readonly #act = new Act();
  #actOn = $state<string | null>(null);

  constructor(projectId: string) {
    this.#projectId = projectId;
    this.#resource = new Resource((signal) =>
      call('GET /api/projects/:projectId/guideline/tray', { params: { projectId }, signal }),
    );
  }

  get state() {
    return this.#resource.state;
  }

  get edgeCases(): readonly EdgeCase[] {
    return this.#resource.value?.edgeCases ?? [];
  }

  get waiting(): number {
    return this.edgeCases.filter(({ state }) => state === 'waiting').length;
  }

  get pendingId(): string | null {
    return this.#act.pending ? this.#actOn : null;
  }

  get failedId(): string | null {
    return this.#act.error ? this.#actOn : null;
  }

  get error() {
    return this.#act.error;
  }

  load(): Promise<void> {
    return this.#resource.load();
  }

  /** Has the server write the edge case into the draft, behind this clause or at the end. Answers the clause it became. */
  async place(edgeCase: EdgeCase, afterClauseId: string | null): Promise<string | null> {
    let clauseId: string | null = null;
    this.#actOn = edgeCase.id;
    await this.#act.run(async () => {
      const placed = await call('POST /api/projects/:projectId/guideline/tray/:edgeCaseId/place', {
        params: { projectId: this.#projectId, edgeCaseId: edgeCase.id },
        body: { afterClauseId },
      });
      clauseId = placed.clauseId;
      await this.load();
    });
    return clauseId;
  }
}
