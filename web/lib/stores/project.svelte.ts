import { createContext } from 'svelte';
import type { Action } from '#shared/access/policy.ts';
import { must } from '#shared/must.ts';
import type { Project } from '#shared/protocol/http/projects.ts';
import { call } from '#lib/api/client.ts';
import { Resource } from './resource.svelte.ts';

/** The project of the address, with what one's own role allows in it. Its layout sets it; the pages below get it. */
export class ProjectStore {
  readonly #projectId: () => string;
  readonly #resource: Resource<Project>;

  constructor(projectId: () => string) {
    this.#projectId = projectId;
    this.#resource = new Resource((signal) =>
      call('GET /api/projects/:projectId', { params: { projectId: projectId() }, signal }),
    );
  }

  get id(): string {
    return this.#projectId();
  }

  get state() {
    return this.#resource.state;
  }

  /** Pages below the layout are shown only once the project is there. */
  get current(): Project {
    return must(this.#resource.value);
  }

  may(action: Action): boolean {
    return this.#resource.value?.abilities.includes(action) ?? false;
  }

  set(project: Project): void {
    this.#resource.set(project);
  }

  load(): Promise<void> {
    return this.#resource.load();
  }
}

export const [getProject, setProject] = createContext<ProjectStore>();
