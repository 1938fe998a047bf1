import type { Scale as StatisticalScale } from '#shared/agreement/table.ts';
import { categoriesOf, levelOf } from './measure.ts';
import type { Dimension } from './rubric.ts';

const numbers = (list: readonly (string | number)[] | null) =>
  list?.filter((entry) => typeof entry === 'number');

/** The scale of a dimension as the agreement module takes it (law A1); null when the dimension is never counted. */
export function statisticalScale(dimension: Dimension): StatisticalScale | null {
  const categories = categoriesOf(dimension);
  const level = levelOf(dimension);
  switch (level) {
    case null:
      return null;
    case 'nominal':
    case 'ordinal':
      return categories ? { level, categories } : { level };
    case 'interval':
    case 'ratio': {
      const declared = numbers(categories);
      return declared ? { level, categories: declared } : { level };
    }
    case 'ranking':
    case 'set':
      return { level };
  }
}
