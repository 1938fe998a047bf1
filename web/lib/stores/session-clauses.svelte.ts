import { clauseChoices, type ClauseChoice } from '../session/clauses.ts';
import type { PinnedGuideline } from '#shared/protocol/guideline.ts';
import { Resource } from './resource.svelte.ts';

/** The clauses of the session's guideline version: fetched when somebody first wants to cite or read one. */
export class ClauseShelf {
  #isWanted = false;
  readonly #resource: Resource<PinnedGuideline>;
  readonly #list = $derived.by(() => {
    const guideline = this.#resource.value;
    return guideline && clauseChoices(guideline.clauses);
  });

  constructor(load: (signal: AbortSignal) => Promise<PinnedGuideline>) {
    this.#resource = new Resource(load);
  }

  /** In the document's order; null while unknown. */
  get list(): ClauseChoice[] | null {
    return this.#list;
  }

  get error(): string | null {
    const { state } = this.#resource;
    return state.status === 'failed' ? state.error.message : null;
  }

  want(): void {
    if (this.#isWanted && this.#resource.state.status !== 'failed') return;
    this.#isWanted = true;
    void this.#resource.load();
  }

  /** A clause by its id; under its id alone while the text is unknown; null for none. */
  find(id: string | null): Pick<ClauseChoice, 'id' | 'title'> | null {
    if (id === null) return null;
    return this.#list?.find((clause) => clause.id === id) ?? { id, title: id };
  }
}
