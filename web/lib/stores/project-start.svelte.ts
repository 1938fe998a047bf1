import type { NewProjectBody } from '#shared/protocol/http/projects.ts';
import type { DescribedSet } from '#lib/read-described-set.ts';
import type { SourceFile } from '#lib/source-files.ts';
import { OWN_SET } from '#lib/own-set.ts';

/** How files are read; the route hands in `describedSet`. */
export type Describe = (files: readonly SourceFile[]) => Promise<DescribedSet | null>;

/** What a new project starts from: a template, or a data set's own description with the files that come along. */
export class ProjectStart {
  readonly #describe: Describe;
  #files = $state.raw<readonly SourceFile[]>([]);
  #described = $state.raw<DescribedSet | null>(null);
  #reading = $state(false);
  choice = $state('preference');

  constructor(describe: Describe) {
    this.#describe = describe;
  }

  get files(): readonly SourceFile[] {
    return this.#files;
  }

  /** What the description says; null while there is none. */
  get described(): DescribedSet | null {
    return this.#described;
  }

  get reading(): boolean {
    return this.#reading;
  }

  /** What of a new project is decided here; null while that is not ready. */
  get body(): Pick<NewProjectBody, 'template' | 'rubric'> | null {
    if (this.choice !== OWN_SET) return { template: this.choice };
    return this.#described?.ok === true ? { rubric: this.#described.rubric } : null;
  }

  /** Files that are to be imported once the project is there. */
  get carried(): readonly SourceFile[] {
    return this.choice === OWN_SET ? this.#files.filter(({ kind }) => kind !== 'other') : [];
  }

  /** Adds files; one of a name that is there already takes its place: it was mended. */
  async take(files: readonly SourceFile[]): Promise<void> {
    const names = files.map(({ name }) => name);
    this.#files = [...this.#files.filter(({ name }) => !names.includes(name)), ...files];
    await this.#read();
  }

  async remove(name: string): Promise<void> {
    this.#files = this.#files.filter((file) => file.name !== name);
    await this.#read();
  }

  async #read(): Promise<void> {
    const files = this.#files;
    this.#reading = true;
    const described = await this.#describe(files);
    if (this.#files !== files) return;
    this.#described = described;
    this.#reading = false;
  }
}
