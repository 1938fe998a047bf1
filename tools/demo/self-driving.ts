import { clauseId, type ItemId } from '#shared/ids.ts';
import { must } from '#shared/must.ts';
import type { CitedClause } from '#shared/session/state.ts';
import { Attendee } from '../people/attendee.ts';
import { SimulatedFacilitator, type PreparedRuling } from '../people/facilitator.ts';
import type { Patience } from '../people/next-step.ts';
import { agendaOf, leftOver } from './agenda.ts';
import type { DemoItem, DemoRuling } from './content/types.ts';
import { planSession, type DemoWorkspace } from './seed.ts';

const PATIENCE: Patience = { gather: 15_000, answers: 60_000, reading: 8_000, talk: 45_000 };
/** Between two meetings there is time to read the minutes. */
const BETWEEN_MEETINGS_MS = 60_000;

const citedIn = ({ cited }: DemoRuling): CitedClause =>
  cited === null ? { kind: 'none' } : { kind: 'clause', clauseId: clauseId.parse(cited) };

const prepared = (ruling: DemoRuling): PreparedRuling => ({
  verdict: ruling.verdict,
  values: { ...ruling.values },
  by: ruling.by,
  cause: ruling.cause,
  cited: citedIn(ruling),
  question: ruling.question,
  reason: ruling.reason,
});

function preparedRulings(items: ReadonlyMap<ItemId, DemoItem>): Map<ItemId, PreparedRuling> {
  const entries = [...items].flatMap(([id, item]) =>
    item.pattern === 'agreed' ? [] : [[id, prepared(item.ruling)] as const],
  );
  return new Map(entries);
}

/** What no haste makes shorter: a machine under load takes that long to bring six answers in. */
const LEAST_FOR_ANSWERS_MS = 3_000;

const hastened = ({ gather, answers, reading, talk }: Patience, haste: number): Patience => ({
  gather,
  answers: Math.max(LEAST_FOR_ANSWERS_MS, answers / haste),
  reading: reading / haste,
  talk: talk / haste,
});

export interface SelfDriving {
  /** Resolves when the first meeting has been held to its end. */
  readonly firstMeeting: Promise<void>;
  stop(): void;
}

/** The owner holds the planned meeting of the first project by herself, then others on what is left, until she is stopped. */
class Driver {
  readonly #workspace: DemoWorkspace;
  readonly #haste: number;
  readonly #stopped = new AbortController();
  #attendee: Attendee | null = null;

  constructor(workspace: DemoWorkspace, haste: number) {
    this.#workspace = workspace;
    this.#haste = haste;
  }

  stop(): void {
    this.#stopped.abort();
    this.#attendee?.leave();
  }

  async hold(sessionId: string): Promise<void> {
    const { owner, annotators, items } = this.#workspace;
    const attendee = await Attendee.enter(owner, sessionId);
    this.#attendee = attendee;
    const patience = hastened(PATIENCE, this.#haste);
    const rulings = preparedRulings(items);
    await new SimulatedFacilitator({ attendee, patience, quorum: annotators.size, rulings }).run();
    attendee.leave();
  }

  /** Meetings on the items that no earlier one had; when all are done it begins again. */
  async goOn(): Promise<void> {
    const project = must(this.#workspace.projects[0]);
    let discussed = new Set(agendaOf(project.content).map(({ content }) => content.externalId));
    while (await this.#pause()) {
      if (leftOver(project.content, discussed).length === 0) discussed = new Set();
      const agenda = leftOver(project.content, discussed);
      for (const { content } of agenda) discussed.add(content.externalId);
      const session = await planSession(this.#workspace.owner, project, agenda);
      await this.hold(session.id);
    }
  }

  /** False when it was stopped. */
  async #pause(): Promise<boolean> {
    const { signal } = this.#stopped;
    const { promise, resolve } = Promise.withResolvers<void>();
    const timer = setTimeout(resolve, BETWEEN_MEETINGS_MS / this.#haste);
    signal.addEventListener('abort', () => resolve());
    if (signal.aborted) resolve();
    await promise;
    clearTimeout(timer);
    return !signal.aborted;
  }
}

/** Starts a facilitator who needs nobody at the wheel. */
export function startSelfDriving(workspace: DemoWorkspace, haste: number): SelfDriving {
  const driver = new Driver(workspace, haste);
  const firstMeeting = driver.hold(must(workspace.projects[0]).session.id);
  void firstMeeting.then(() => driver.goOn()).catch(() => driver.stop());
  return { firstMeeting, stop: () => driver.stop() };
}
