import { DEMO_PERSONAS, type DemoPersona } from '#shared/protocol/http/people.ts';
import { must } from '#shared/must.ts';
import { ORGANISATION, STAFF } from './content/people.ts';
import { OWNER } from './front-door.ts';
import type { Demo } from './start-demo.ts';

const DUTY: Readonly<Record<DemoPersona, string>> = {
  facilitator: 'leads the meeting: take the chair, open, reveal, move on',
  annotator: 'answers blind beside the six simulated colleagues',
  reviewer: 'rules on what the room cannot settle',
  author: 'writes the rulings into the guideline and commits version 2',
};

type Row = readonly [label: string, text: string];

const column = (rows: readonly Row[]): string => {
  const width = Math.max(...rows.map(([label]) => label.length));
  return rows.map(([label, text]) => `    ${label.padEnd(width)}   ${text}`).join('\n');
};

const section = (title: string, rows: readonly Row[]): string => `  ${title}\n${column(rows)}`;

const who = (as: DemoPersona): Row => [as, `${STAFF[as].name} ${DUTY[as]}`];

const LEADING: readonly Row[] = [
  ['1', 'Sign in as facilitator, open the session, take the chair and start.'],
  ['2', 'The first item is a warm-up on which the six agree: open it, reveal, move on.'],
  ['', 'Watch the ring grow; Camille is sometimes late: press reveal twice.'],
  ['3', 'The second item splits them: read the board, let them talk, vote again, write the ruling down.'],
  ['4', 'Sign in as author in a private window: place the edge case and commit version 2.'],
];

const WATCHING: readonly Row[] = [
  ['1', `${OWNER.name} holds the meeting by herself; open the projector and watch.`],
  ['2', 'Sign in as annotator and answer along, or join with the code and a name.'],
  ['3', 'Sign in as facilitator and take the chair whenever you like: it is yours from then on.'],
];

/** What the terminal says once everything runs. */
export function welcome({ base, dataDir, workspace, password, selfDriving }: Demo): string {
  const { session } = must(workspace.projects[0]);
  const places: Row[] = [
    ['session', `${base}/sessions/${session.id}`],
    ['projector', `${base}/sessions/${session.id}/projector`],
    ['join', `${base}/join/${session.code}   code ${session.code}`],
    ['minutes', `${base}/sessions/${session.id}/minutes`],
  ];
  const owner: Row = ['owner', `${OWNER.name}: ${OWNER.email}, password ${password}`];
  return [
    '',
    `  Touchstone demonstration: the workspace of ${ORGANISATION} at ${base}`,
    '',
    section(`Sign in with one click at ${base}/sign-in`, [...DEMO_PERSONAS.map(who), owner]),
    '',
    section(selfDriving ? 'The meeting that is being held' : 'The meeting that waits for you', places),
    '',
    section('What to try', selfDriving ? WATCHING : LEADING),
    '',
    section('What never changes, checked from another terminal', [
      ['verify', `DATA_DIR=${dataDir} npm run verify`],
    ]),
    '',
    '  Everything is thrown away at the end. Ctrl-C stops.',
    '',
  ].join('\n');
}
