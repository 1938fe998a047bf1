import { benchAgreement } from './agreement.ts';
import { benchGate } from './gate.ts';
import { benchImports } from './imports.ts';
import { benchLive } from './live.ts';
import { benchPages } from './pages.ts';
import { benchStart } from './start.ts';

async function printAgreement(): Promise<void> {
  for (const { name, milliseconds, timesCounting } of await benchAgreement()) {
    const ratio = timesCounting === null ? '' : `  ${timesCounting.toFixed(2)}× the counting loop`;
    console.log(`${name.padEnd(58)} ${milliseconds.toFixed(3).padStart(10)} ms${ratio}`);
  }
}

const BENCHES: Record<string, () => Promise<void>> = {
  start: benchStart,
  live: benchLive,
  pages: benchPages,
  imports: benchImports,
  agreement: printAgreement,
  gate: benchGate,
};

/** `npm run bench` runs all; `npm run bench -- live` one of them. Figures are printed, never judged. */
const asked = process.argv.slice(2);
const unknown = asked.find((name) => !(name in BENCHES));
if (unknown !== undefined) {
  console.error(`There is no benchmark "${unknown}". There are: ${Object.keys(BENCHES).join(', ')}.`);
  process.exit(2);
}
for (const [name, bench] of Object.entries(BENCHES)) {
  if (asked.length > 0 && !asked.includes(name)) continue;
  console.log(`\n== ${name}`);
  await bench();
}
