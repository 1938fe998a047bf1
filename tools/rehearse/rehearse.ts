import { statisticalScale } from '#shared/rubric/statistics.ts';
import { allCompared, compareFigures, type DimensionFigures } from './figures.ts';
import { openHouse, type RunningServer } from './house.ts';
import { labelledSet, type LabelledSet, type Slice } from './labelled-set.ts';
import { holdRehearsal, type Outcome, type Say } from './meeting.ts';
import { readFolder } from './read-folder.ts';

export interface RehearsalOptions extends Slice {
  readonly folder: string;
  /** null: on a server that is thrown away afterwards. */
  readonly on: RunningServer | null;
}

export interface Rehearsal {
  readonly set: LabelledSet;
  readonly outcome: Outcome;
  readonly figures: readonly DimensionFigures[];
  /** Every acknowledged ballot stands on a board, none came too late, every dimension has figures, and none of them differs. */
  readonly isTrue: boolean;
  /** Where it can be looked at afterwards; null when the server was thrown away. */
  readonly address: string | null;
  readonly tookMs: number;
}

function isTrue(
  set: LabelledSet,
  { receipts, shown }: Outcome,
  figures: readonly DimensionFigures[],
): boolean {
  const isAllThere = shown === receipts.accepted && receipts.tooLate === 0;
  const counted = set.rubric.dimensions.filter((dimension) => statisticalScale(dimension) !== null);
  const isComplete = figures.length === counted.length;
  return isAllThere && isComplete && allCompared(figures).every(({ isSame }) => isSame !== false);
}

/** Lets the people of a labelled set cast their recorded labels in a real session, and compares the agreement it reveals. */
export async function rehearse(options: RehearsalOptions, say: Say): Promise<Rehearsal> {
  const startedAt = performance.now();
  const set = labelledSet(readFolder(options.folder), options);
  say(`${set.name}: ${set.itemNames.length} items, ${set.ballots.size} people`);
  for (const note of set.notes) say(note);
  const house = await openHouse(set, options.on);
  try {
    const outcome = await holdRehearsal(house, set, say);
    const figures = compareFigures(set, outcome.agreement);
    const address = options.on ? `${house.http.base}/sessions/${outcome.sessionId}` : null;
    const tookMs = performance.now() - startedAt;
    return { set, outcome, figures, isTrue: isTrue(set, outcome, figures), address, tookMs };
  } finally {
    await house.close();
  }
}
