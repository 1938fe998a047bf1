import { parsed, unparsed, type ScaleRules } from './rules.ts';

/** Free text: a demonstration, a red-team transcript, a rewrite. Never counted as disagreement. */
export const text: ScaleRules<'text'> = {
  kind: 'text',
  level: () => null,
  problem(scale, value) {
    if (value.text.trim() === '') return 'Write something, or leave it out.';
    const over = value.text.length - scale.maxLength;
    return over > 0 ? `The text is ${over} characters too long.` : null;
  },
  labels: () => [],
  categories: () => null,
  options: () => null,
  bucket: () => '',
  words: (_scale, value) => value.text,
  distance: () => 0,
  parse: (_scale, raw) =>
    typeof raw === 'string' ? parsed({ kind: 'text', text: raw }) : unparsed('is not text'),
  plain: (value) => value.text,
};
