import { responseLetter } from '#shared/items/response-letter.ts';
import { parsed, unparsed, type ScaleRules } from './rules.ts';

const positions = (order: readonly string[]) => new Map(order.map((id, index) => [id, index]));

/** Share of response pairs that the two rankings order differently (Kendall's distance, normalised to 0..1). */
function discordance(a: readonly string[], b: readonly string[]): number {
  const inB = positions(b);
  let pairs = 0;
  let discordant = 0;
  a.forEach((better, i) =>
    a.slice(i + 1).forEach((worse) => {
      pairs += 1;
      if ((inB.get(better) ?? 0) > (inB.get(worse) ?? 0)) discordant += 1;
    }),
  );
  return pairs === 0 ? 0 : discordant / pairs;
}

/** Two to eight responses, best first, without ties. */
export const ranking: ScaleRules<'ranking'> = {
  kind: 'ranking',
  level: () => 'ranking',
  applies: ({ responses }) => responses.length > 1,
  problem(_scale, value, item) {
    const same =
      value.order.length === item.responses.length && new Set(value.order).size === value.order.length;
    return same && item.responses.every((id) => value.order.includes(id))
      ? null
      : 'Rank every response exactly once.';
  },
  labels: (_scale, value) => [['', value.order]],
  categories: () => null,
  options: () => null,
  bucket: (value) => value.order.join('>'),
  words: (_scale, value) => value.order.map(responseLetter).join(' > '),
  distance: (_scale, a, b) => discordance(a.order, b.order),
  parse(_scale, raw, lookup) {
    if (!Array.isArray(raw)) return unparsed('is not a list of responses, best first');
    const order = raw.map((entry) => lookup(entry));
    const known = order.filter((id) => id !== null);
    if (known.length !== order.length) return unparsed('names a response that the item does not have');
    return parsed({ kind: 'ranking', order: known });
  },
  plain: (value) => value.order,
};
