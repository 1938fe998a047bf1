import { randomBytes } from 'node:crypto';
import { must } from '#shared/must.ts';
import { HttpClient } from '../client/http-client.ts';
import { startThrowAwayServer } from '../server/throw-away.ts';
import type { LabelledSet } from './labelled-set.ts';

/** Where a rehearsal takes place: a project of its own on a server. */
export interface House {
  readonly http: HttpClient;
  readonly projectId: string;
  close(): Promise<void>;
}

/** An account on a running server that may start projects. */
export interface RunningServer {
  readonly server: string;
  readonly email: string;
  readonly password: string;
}

const newProject = ({ name, rubric }: LabelledSet) => ({
  name: `Rehearsal of ${name}`.slice(0, 120),
  rubric,
});

async function embedded(set: LabelledSet): Promise<House> {
  const server = await startThrowAwayServer();
  const http = new HttpClient(server.base);
  const password = randomBytes(12).toString('base64url');
  const host = { name: 'Rehearsal', email: 'host@rehearsal.invalid', password };
  const me = await http.call('POST /api/setup', { body: { ...host, project: newProject(set) } });
  return { http, projectId: must(me.projects[0]).id, close: () => server.close() };
}

async function running(set: LabelledSet, { server, email, password }: RunningServer): Promise<House> {
  const http = new HttpClient(new URL(server).origin);
  await http.call('POST /api/sign-in', { body: { email, password } });
  const { id } = await http.call('POST /api/projects', { body: newProject(set) });
  return { http, projectId: id, close: () => Promise.resolve() };
}

/** Opens a project for the rehearsal: on the running server, or on one that is thrown away afterwards. */
export const openHouse = (set: LabelledSet, on: RunningServer | null): Promise<House> =>
  on ? running(set, on) : embedded(set);
