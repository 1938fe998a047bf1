import type { ChangeInput, VersionKind } from '#shared/guideline/change-log.ts';
import type { CommitPreview, VersionHead } from '#shared/protocol/guideline.ts';
import { call } from '#lib/api/client.ts';
import {
  choicesOf,
  distinct,
  OWN_HAND,
  sourceKey,
  type LogEntry,
  type SourceChoice,
} from '#lib/guideline/change-sources.ts';
import { newOpId } from '#lib/session/op-id.ts';
import { Act } from './act.svelte.ts';
import { Resource } from './resource.svelte.ts';

const isAbout =
  ({ clauseId, text }: ChangeInput) =>
  (entry: LogEntry) =>
    clauseId ? entry.clauseId === clauseId : entry.text === text;

/** What would be committed, the change log that goes with it, and the act itself. */
export class CommitReview {
  readonly #projectId: string;
  readonly #preview: Resource<CommitPreview>;
  readonly act = new Act();
  #entries = $state.raw<readonly LogEntry[]>([]);
  #kind = $state<VersionKind>('semantic');
  #committed = $state.raw<VersionHead | null>(null);
  #nextKey = 1;
  /** One act, one id: a second press or a lost answer never makes two versions (law D3). */
  #opId = newOpId();

  constructor(projectId: string) {
    this.#projectId = projectId;
    this.#preview = new Resource(async (signal) => {
      const params = { projectId };
      const preview = await call('GET /api/projects/:projectId/guideline/commit-preview', { params, signal });
      this.#take(preview);
      return preview;
    });
  }

  get state() {
    return this.#preview.state;
  }

  get preview(): CommitPreview | null {
    return this.#preview.value;
  }

  get entries() {
    return this.#entries;
  }

  get kind() {
    return this.#kind;
  }

  set kind(kind: VersionKind) {
    this.#kind = kind;
  }

  get committed() {
    return this.#committed;
  }

  /** Sources to choose from: what the draft's edge cases come from, and what the entries already name. */
  get sources(): SourceChoice[] {
    const found = (this.preview?.edgeCases ?? []).flatMap(choicesOf);
    const named = this.#entries
      .filter(({ source }) => source.kind !== 'editorial')
      .map(({ source }) => ({ key: sourceKey(source), label: 'The source found for it', source }));
    return distinct([OWN_HAND, ...found, ...named]);
  }

  get isComplete(): boolean {
    const preview = this.preview;
    if (!preview || preview.unchanged || preview.hash === null) return false;
    return this.#entries.length > 0 && this.#entries.every(({ text }) => text.trim() !== '');
  }

  load(): Promise<void> {
    return this.#preview.load();
  }

  /** A second look keeps what was written about the same clause. */
  #take(preview: CommitPreview): void {
    const before = this.#entries;
    this.#entries = preview.changeLog.map((change) => before.find(isAbout(change)) ?? this.#entry(change));
    this.#opId = newOpId();
  }

  #entry({ text, source, clauseId }: ChangeInput): LogEntry {
    return { key: this.#nextKey++, text, source, clauseId: clauseId ?? null };
  }

  edit(key: number, change: Partial<Pick<LogEntry, 'text' | 'source'>>): void {
    this.#entries = this.#entries.map((entry) => (entry.key === key ? { ...entry, ...change } : entry));
  }

  add(): void {
    this.#entries = [...this.#entries, this.#entry({ text: '', source: OWN_HAND.source })];
  }

  remove(key: number): void {
    this.#entries = this.#entries.filter((entry) => entry.key !== key);
  }

  async commit(): Promise<void> {
    const preview = this.preview;
    const hash = preview?.hash ?? null;
    if (!preview || hash === null || !this.isComplete) return;
    await this.act.run(async () => {
      this.#committed = await call('POST /api/projects/:projectId/guideline/commit', {
        params: { projectId: this.#projectId },
        body: {
          opId: this.#opId,
          expectedHead: preview.head.number,
          hash,
          kind: this.#kind,
          changeLog: this.#entries.map(({ text, source, clauseId }) => ({ text, source, clauseId })),
        },
      });
    });
  }
}
