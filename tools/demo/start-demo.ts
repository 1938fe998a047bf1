import { randomBytes } from 'node:crypto';
import { startThrowAwayServer } from '../server/throw-away.ts';
import { letAnnotatorsIn } from './cast.ts';
import { demoProjects } from './content/index.ts';
import { seedWorkspace, type DemoWorkspace } from './seed.ts';
import { startSelfDriving, type SelfDriving } from './self-driving.ts';

export interface DemoOptions {
  /** First port to try. */
  readonly port?: number;
  readonly host?: string;
  /** Whether the first meeting is held without a visitor. */
  readonly selfDriving?: boolean;
  /** Divides every time that people take: 1 for watching, much more for tests. */
  readonly haste?: number;
  /** Of everything that is left to chance. */
  readonly seed?: number;
}

export interface Demo {
  readonly base: string;
  /** Where its data lie until it is closed. */
  readonly dataDir: string;
  readonly workspace: DemoWorkspace;
  /** Password of every account in the workspace. */
  readonly password: string;
  readonly selfDriving: SelfDriving | null;
  close(): Promise<void>;
}

const SEED = 20_261_120;
const PASSWORD_BYTES = 9;

/** The real server on throw-away data, a workspace with four projects, and six annotators on their way into the sessions. */
export async function startDemo(options: DemoOptions = {}): Promise<Demo> {
  const { port = 0, host = '127.0.0.1', haste = 1, seed = SEED } = options;
  const server = await startThrowAwayServer({ port, host, demo: true });
  try {
    const password = randomBytes(PASSWORD_BYTES).toString('base64url');
    const workspace = await seedWorkspace(server.base, demoProjects, password);
    const sendHome = letAnnotatorsIn(workspace, { haste, seed });
    const selfDriving = options.selfDriving ? startSelfDriving(workspace, haste) : null;
    const close = async () => {
      selfDriving?.stop();
      sendHome();
      await server.close();
    };
    const { base, dataDir } = server;
    return { base, dataDir, workspace, password, selfDriving, close };
  } catch (error) {
    await server.close();
    throw error;
  }
}
