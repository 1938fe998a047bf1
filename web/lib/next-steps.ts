import type { Action } from '#shared/access/policy.ts';
import { counted } from '#lib/format.ts';

/** One step from an empty project to a first meeting. */
export interface SetUpStep {
  readonly title: string;
  readonly why: string;
  readonly done: boolean;
  /** Below the project's address. */
  readonly path: string;
  readonly act: string;
  readonly needs: Action;
}

/** What of the project decides which step is next. */
export interface SetUpFacts {
  readonly items: number;
  readonly importedLabels: number;
  readonly members: number;
  readonly sessions: number;
  /** Number of the guideline's newest version; 1 is the template that the project started with. */
  readonly headVersion: number;
}

/** The steps in the order in which they help, with those that are done. */
export function setUpSteps(facts: SetUpFacts): SetUpStep[] {
  return [
    {
      title: 'Bring items in',
      why: 'Prompts with their responses, as JSONL, JSON or CSV. Labels from last week may come along: a meeting can start from their disagreements.',
      done: facts.items > 0,
      path: '/import',
      act: 'Import items',
      needs: 'items.import',
    },
    {
      title: 'Look through the rubric',
      why: 'The dimensions, their scales with an example for each point, and which beats which. The template is a start, not a rule.',
      done: facts.headVersion > 1,
      path: '/guideline',
      act: 'Open the guideline',
      needs: 'guideline.edit',
    },
    {
      title: 'Invite people',
      why: 'Three to fifteen who will label. Guests can also enter a session with its code and a name.',
      done: facts.members > 1,
      path: '/people',
      act: 'Invite people',
      needs: 'people.manage',
    },
    {
      title: 'Plan a session',
      why: 'Choose the items, by hand, at random or where labels disagree most; then open the lobby and show the code.',
      done: facts.sessions > 0,
      path: '/sessions/new',
      act: 'New session',
      needs: 'session.create',
    },
  ];
}

/** The first step that is not done and that the role may take. */
export const nextStep = (steps: readonly SetUpStep[], abilities: readonly Action[]): SetUpStep | null =>
  steps.find((step) => !step.done && abilities.includes(step.needs)) ?? null;

/** Something that waits in a project that is under way. */
export interface NextThing {
  readonly what: string;
  readonly act: string;
  /** Below the project's address. */
  readonly path: string;
}

/** What of the project may wait for somebody. */
export interface WaitingFacts {
  /** Rulings that no clause covers, not yet placed in the text. */
  readonly edgeCases: number;
  readonly parkedItems: number;
  readonly members: number;
}

/** What waits for somebody with these abilities, most urgent first. */
export function nextThings(waiting: WaitingFacts, abilities: readonly Action[]): NextThing[] {
  const { edgeCases, parkedItems, members } = waiting;
  const things: [boolean, Action, NextThing][] = [
    [
      edgeCases > 0,
      'guideline.edit',
      {
        what: `${counted(edgeCases, 'ruling')} ${edgeCases === 1 ? 'waits' : 'wait'} to be written into the guideline.`,
        act: 'Write in',
        path: '/guideline',
      },
    ],
    [
      parkedItems > 0,
      'session.create',
      {
        what: `${counted(parkedItems, 'parked item')} ${parkedItems === 1 ? 'waits' : 'wait'} for a session.`,
        act: 'Plan a session',
        path: '/sessions/new',
      },
    ],
    [
      members < 2,
      'people.manage',
      { what: 'Nobody else is in the project yet.', act: 'Invite people', path: '/people' },
    ],
  ];
  return things.filter(([waits, needs]) => waits && abilities.includes(needs)).map(([, , thing]) => thing);
}

/** What waits for somebody ahead of a meeting. */
export const preworkWords = (items: number): string =>
  `${counted(items, 'item')} ${items === 1 ? 'waits' : 'wait'} for your answer`;
