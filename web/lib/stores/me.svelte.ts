import type { Action } from '#shared/access/policy.ts';
import type { Me, MyProject } from '#shared/protocol/http/people.ts';
import { call } from '#lib/api/client.ts';
import { Resource } from './resource.svelte.ts';

/** Who is signed in, and what they may do where: the answer of `GET /api/me`, kept for all screens. */
class MeStore {
  readonly #resource = new Resource<Me>((signal) => call('GET /api/me', { signal }));

  get state() {
    return this.#resource.state;
  }

  get current(): Me | null {
    return this.#resource.value;
  }

  get person(): Me['person'] {
    return this.current?.person ?? null;
  }

  project(projectId: string): MyProject | null {
    return this.current?.projects.find((project) => project.id === projectId) ?? null;
  }

  /** A member of the project; its guests see one session of it and nothing else. */
  isIn(projectId: string): boolean {
    return this.project(projectId) !== null;
  }

  /** Does the role in this project allow it? The same table that the server enforces. */
  may(projectId: string, action: Action): boolean {
    return this.project(projectId)?.abilities.includes(action) ?? false;
  }

  set(me: Me): void {
    this.#resource.set(me);
  }

  load(): Promise<void> {
    return this.#resource.load();
  }
}

export const me = new MeStore();
