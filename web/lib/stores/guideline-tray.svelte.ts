import { trayGroup } from '#shared/guideline/tray-group.ts';
import type { EdgeCase, Placed, Tray } from '#shared/protocol/guideline.ts';
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
    return this.edgeCases.filter((edgeCase) => trayGroup(edgeCase) === 'waiting').length;
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

  /** Has the server write the edge case into the draft, behind this clause or at the end. Answers where it stands; null when it failed. */
  async place(edgeCase: EdgeCase, afterClauseId: string | null): Promise<Placed | null> {
    let placed: Placed | null = null;
    await this.#on(edgeCase, async (params) => {
      placed = await call('POST /api/projects/:projectId/guideline/tray/:edgeCaseId/place', {
        params,
        body: { afterClauseId },
      });
    });
    return placed;
  }

  /** Takes its block out of the draft again. */
  takeBack(edgeCase: EdgeCase, evenIfEdited: boolean): Promise<boolean> {
    return this.#on(edgeCase, async (params) => {
      await call('POST /api/projects/:projectId/guideline/tray/:edgeCaseId/take-back', {
        params,
        body: { evenIfEdited },
      });
    });
  }

  /** Nothing is to be written for it, for this reason. */
  dismiss(edgeCase: EdgeCase, reason: string): Promise<boolean> {
    return this.#on(edgeCase, async (params) => {
      await call('POST /api/projects/:projectId/guideline/tray/:edgeCaseId/dismiss', {
        params,
        body: { reason },
      });
    });
  }

  /** Puts a dismissed one back into the tray. */
  restore(edgeCase: EdgeCase): Promise<boolean> {
    return this.#on(edgeCase, async (params) => {
      await call('POST /api/projects/:projectId/guideline/tray/:edgeCaseId/restore', { params });
    });
  }

  forgive(): void {
    this.#act.forgive();
  }

  /** One act on one edge case; afterwards the tray is read again, whatever came of it: somebody else may have been first. */
  async #on(
    edgeCase: EdgeCase,
    work: (params: { projectId: string; edgeCaseId: string }) => Promise<void>,
  ): Promise<boolean> {
    this.#actOn = edgeCase.id;
    const isDone = await this.#act.run(() => work({ projectId: this.#projectId, edgeCaseId: edgeCase.id }));
    await this.load();
    return isDone;
  }
}
