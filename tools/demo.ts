import { commandLine } from './command-line.ts';
import { startDemo, type Demo } from './demo/start-demo.ts';
import { welcome } from './demo/welcome.ts';

const DEFAULT_PORT = 3000;
const INTERRUPTED = 130;

const USAGE = `Usage: npm run demo [-- --self-driving] [-- --port <number>] [-- --host <address>]

A throw-away workspace with content, six simulated annotators and one-click sign-in.
  --self-driving   a simulated facilitator holds the meeting; watch it, join it, or take the chair
  --port           first port to try (default ${DEFAULT_PORT}, or PORT)
  --host           address to listen on (default 127.0.0.1, or HOST); 0.0.0.0 lets phones in
`;

function readOptions() {
  const { PORT = String(DEFAULT_PORT), HOST = '127.0.0.1' } = process.env;
  const { values } = commandLine(USAGE, {
    options: {
      'self-driving': { type: 'boolean', default: false },
      port: { type: 'string', default: PORT },
      host: { type: 'string', default: HOST },
    },
  });
  return {
    selfDriving: values['self-driving'],
    port: Number(values.port),
    host: values.host,
  };
}

/** The first signal closes everything; a second one does not wait. */
function stopOnSignal(demo: Demo): void {
  let isStopping = false;
  const stop = () => {
    if (isStopping) process.exit(INTERRUPTED);
    isStopping = true;
    console.log('\n  Stopping …');
    void demo
      .close()
      .catch((error: unknown) => console.error(error))
      .finally(() => process.exit());
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
}

const options = readOptions();
console.log('  Setting the workspace up …');
const demo = await startDemo(options);
stopOnSignal(demo);
console.log(welcome(demo));
