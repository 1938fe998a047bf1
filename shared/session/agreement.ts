import { alphaChange } from '#shared/agreement/change.ts';
import { tableFromLabels } from '#shared/agreement/encode.ts';
import { agreementReport, FEW_UNITS } from '#shared/agreement/report.ts';
import { measure, type AttributedValues } from '#shared/rubric/measure.ts';
import type { Dimension } from '#shared/rubric/rubric.ts';
import { statisticalScale } from '#shared/rubric/statistics.ts';
import { revealedRounds } from './queries.ts';
import type { RevealedRound, Session } from './state.ts';
import type { AgreementPart, DimensionAgreement, DimensionChange } from './view.ts';

const valuesOf = (round: RevealedRound): AttributedValues[] =>
  Object.entries(round.ballots).map(([rater, cast]) => ({
    item: round.itemId,
    rater,
    values: cast.ballot.values,
  }));

function reportOn(dimension: Dimension, rounds: readonly RevealedRound[]): DimensionAgreement[] {
  const scale = statisticalScale(dimension);
  if (!scale) return [];
  const labels = measure(dimension, rounds.flatMap(valuesOf));
  return [{ dimensionId: dimension.id, report: agreementReport(scale, labels) }];
}

const report = (session: Session, rounds: readonly RevealedRound[]): DimensionAgreement[] =>
  rounds.length === 0 ? [] : session.rubric.dimensions.flatMap((dimension) => reportOn(dimension, rounds));

function changeOf(dimension: Dimension, rounds: readonly (readonly RevealedRound[])[]): DimensionChange[] {
  const scale = statisticalScale(dimension);
  if (!scale) return [];
  const side = (at: 0 | -1) =>
    tableFromLabels(
      scale,
      measure(dimension, rounds.flatMap((of) => of.slice(at).slice(0, 1)).flatMap(valuesOf)),
    );
  const change = alphaChange(side(0), side(-1));
  return [{ dimensionId: dimension.id, change, tooFewItems: change.units < FEW_UNITS }];
}

/**
 * Agreement over the revealed items so far: over the first ballots, and apart from them over the last ballots of those items that
 * were voted on again (law A4). Late ballots are in neither (law B3).
 */
export function agreementParts(session: Session): AgreementPart {
  const items = session.agenda
    .map((entry) => revealedRounds(session, entry.itemId))
    .filter((rounds) => rounds.length > 0);
  const again = items.filter((rounds) => rounds.length > 1);
  return {
    blind: report(
      session,
      items.flatMap((rounds) => rounds.slice(0, 1)),
    ),
    after: report(
      session,
      again.flatMap((rounds) => rounds.slice(-1)),
    ),
    changes:
      again.length === 0 ? [] : session.rubric.dimensions.flatMap((dimension) => changeOf(dimension, again)),
  };
}
