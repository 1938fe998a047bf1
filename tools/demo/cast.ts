import { seededRandom } from '#shared/agreement/random.ts';
import { SimulatedAnnotator } from '../people/annotator.ts';
import type { Attendee } from '../people/attendee.ts';
import { Pace } from '../people/pace.ts';
import { PlausibleVoice } from '../people/plausible-voice.ts';
import { SessionGoer } from '../people/session-goer.ts';
import { ANNOTATOR_IDS, type AnnotatorId } from './content/people.ts';
import { DemoVoice } from './demo-voice.ts';
import type { DemoWorkspace } from './seed.ts';
import { temperamentOf } from './temperaments.ts';

const LOOK_EVERY_MS = 2_500;

export interface CastOptions {
  /** Divides every time that people take. */
  readonly haste: number;
  readonly seed: number;
}

function annotatorGoer(workspace: DemoWorkspace, who: AnnotatorId, options: CastOptions): SessionGoer[] {
  const http = workspace.annotators.get(who);
  if (!http) return [];
  const random = seededRandom(options.seed + ANNOTATOR_IDS.indexOf(who));
  const temperament = temperamentOf(who);
  const attend = (attendee: Attendee, { id }: { readonly id: string }) => {
    const otherwise = new PlausibleVoice(http, id, temperament.taste, random);
    const voice = new DemoVoice(who, workspace.items, otherwise);
    const pace = new Pace(random, options.haste);
    return new SimulatedAnnotator({ attendee, voice, temperament, pace }).run();
  };
  return [new SessionGoer({ http, lookEveryMs: LOOK_EVERY_MS, attend })];
}

/** The six annotators, on their way into every session of their projects. Returns how to send them home. */
export function letAnnotatorsIn(workspace: DemoWorkspace, options: CastOptions): () => void {
  const goers = ANNOTATOR_IDS.flatMap((who) => annotatorGoer(workspace, who, options));
  for (const goer of goers) goer.start();
  return () => {
    for (const goer of goers) goer.stop();
  };
}
