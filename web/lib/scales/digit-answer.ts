import type { Scale, Value } from '#shared/rubric/scales/schemas.ts';
import { withOption } from './choice/with-option.ts';
import { withVerdict } from './claims/with-verdict.ts';
import type { InputItem } from './input-props.ts';
import { likertDigit } from './likert/digit.ts';
import { ofKind } from './of-kind.ts';
import { pairwiseCells } from './pairwise/cells.ts';
import { appended, completed, rankingValue } from './ranking/reorder.ts';

/** What a number key answers on a scale, as it stands on this person's screen; null when the key means nothing there. */
export function answerByDigit(
  scale: Scale,
  digit: string,
  value: Value | null,
  item: InputItem,
): Value | null {
  const place = Number(digit) - 1;
  switch (scale.kind) {
    case 'pairwise': {
      const [left, right] = item.responses;
      return left && right ? (pairwiseCells(scale, left.id, right.id)[place]?.value ?? null) : null;
    }
    case 'likert': {
      const points = scale.points.map((point) => point.value).toSorted((a, b) => a - b);
      const point = points.find((_, index) => likertDigit(scale, index) === digit);
      return point === undefined ? null : { kind: 'likert', point };
    }
    case 'choice': {
      const option = scale.options[place];
      return option ? withOption(scale, ofKind('choice', value), option.id) : null;
    }
    case 'ranking': {
      const response = item.responses[place];
      const all = item.responses.map(({ id }) => id);
      const order = ofKind('ranking', value)?.order ?? [];
      return response ? rankingValue(completed(appended(order, response.id), all)) : null;
    }
    case 'claims': {
      const given = ofKind('claims', value);
      const claim = item.claims.find(({ id }) => given?.verdicts[id] === undefined);
      const verdict = scale.verdicts[place];
      return claim && verdict ? withVerdict(given, claim.id, verdict.id) : null;
    }
    case 'text':
    case 'number':
      return null;
  }
}

/** Whether one digit answers the question, so that the next one may take the focus. */
export const isAnsweredByOneDigit = (scale: Scale): boolean =>
  scale.kind === 'pairwise' || scale.kind === 'likert' || (scale.kind === 'choice' && !scale.many);

/** Whether the question is answered when the last of its digits has been pressed. */
export const isAnsweredByDigits = (scale: Scale): boolean =>
  scale.kind === 'ranking' || scale.kind === 'claims';

const DIGITS = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '0'];

/** The number keys that mean something on a scale. */
export const digitsFor = (scale: Scale, item: InputItem): string[] =>
  DIGITS.filter((digit) => answerByDigit(scale, digit, null, item) !== null);
