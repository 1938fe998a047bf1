import type { Anonymity } from '#shared/session/policy.ts';

/** What each anonymity policy is called, and what it promises whoever answers. */
export const ANONYMITY_WORDS: Readonly<
  Record<Anonymity, { readonly label: string; readonly promise: string }>
> = {
  named: {
    label: 'Named',
    promise: 'Nobody sees an answer before the reveal. After it, answers stand with the names.',
  },
  pseudonymous: {
    label: 'Pseudonymous',
    promise:
      'Nobody sees an answer before the reveal. After it, answers stand with a made-up name that lasts for this session.',
  },
  anonymous: {
    label: 'Anonymous',
    promise: 'Nobody sees an answer before the reveal. After it, answers stand without any name.',
  },
};

export const ANONYMITY_OPTIONS = (['named', 'pseudonymous', 'anonymous'] as const).map((value) => ({
  value,
  label: ANONYMITY_WORDS[value].label,
  hint: ANONYMITY_WORDS[value].promise,
}));
