import type { OwnTableName } from '#shared/protocol/http/agreement-words.ts';
import type { OwnAgreement } from '#shared/protocol/http/agreement-own.ts';
import type { Sheet } from './csv.ts';

type Table = Omit<Sheet, 'name'>;

const dimensions = ({ dimensions: all }: OwnAgreement): Table => ({
  columns: [
    ...['dimension', 'name', 'level', 'answers', 'compared', 'agreement_with_others', 'alpha_all'],
    ...['alpha_without_me', 'mean_signed_difference', 'ruled', 'as_ruled', 'low', 'high'],
  ],
  rows: all.map((own) => [
    ...[own.dimensionId, own.name, own.level, own.labels, own.compared, own.withOthers, own.alphaAll],
    ...[own.alphaWithout, own.signedDifference, own.rulings.ruled, own.rulings.equal],
    ...[own.rulings.low, own.rulings.high],
  ]),
});

const sessions = ({ dimensions: all }: OwnAgreement): Table => ({
  columns: ['dimension', 'session', 'at', 'compared', 'agreement_with_others'],
  rows: all.flatMap((own) =>
    own.sessions.map(({ title, at, compared, withOthers }) => [
      ...[own.dimensionId, title, new Date(at).toISOString(), compared, withOthers],
    ]),
  ),
});

const scaleUse = ({ dimensions: all }: OwnAgreement): Table => ({
  columns: ['dimension', 'answer', 'share_of_mine', 'share_of_others'],
  rows: all.flatMap((own) =>
    own.scaleUse.map(({ words, own: mine, panel }) => [own.dimensionId, words, mine, panel]),
  ),
});

const differences = ({ differences: all }: OwnAgreement): Table => ({
  columns: [
    ...['item', 'title', 'session', 'at', 'dimension', 'target', 'mine', 'reason', 'others', 'alike', 'of'],
    ...['ruling', 'differs_from_panel', 'differs_from_ruling'],
  ],
  rows: all.map((one) => [
    ...[one.itemId, one.title, one.session, new Date(one.at).toISOString(), one.dimensionId, one.target],
    ...[one.own, one.reason, one.panel.map(({ words, count }) => `${words} × ${count}`).join('; ')],
    ...[one.alike, one.others, one.ruling, one.differsFromPanel, one.differsFromRuling],
  ]),
});

const SHEETS: Readonly<Record<OwnTableName, (own: OwnAgreement) => Table>> = {
  dimensions,
  sessions,
  'scale-use': scaleUse,
  differences,
};

/** One of the tables of one's own page. */
export const ownSheet = (own: OwnAgreement, table: OwnTableName): Sheet => ({
  name: `my-calibration-${table}`,
  ...SHEETS[table](own),
});
