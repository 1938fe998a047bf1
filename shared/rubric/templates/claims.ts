import { option, point, type DimensionInput } from './anchors.ts';

/** Each listed claim against the sources; then what the errors amount to. */
export const claims: readonly DimensionInput[] = [
  {
    id: 'verdicts',
    name: 'Verdict on each claim',
    definition:
      'Check every claim by itself against the context that is given, else against a source you would cite. What you merely believe is “cannot be verified”. A claim that is true in general but not in this context is contradicted.',
    scale: {
      kind: 'claims',
      verdicts: [
        option(
          'supported',
          'Supported',
          'A source says it, or it follows from one in a step that you could write down.',
          'The notes say “allergic to penicillin”; the claim: she must not be given amoxicillin.',
        ),
        option(
          'contradicted',
          'Contradicted',
          'A source says otherwise.',
          'The contract says 14 days; the claim: a month’s notice.',
        ),
        option(
          'unverifiable',
          'Cannot be verified',
          'No source at hand decides it, whatever its plausibility.',
          '“Most experts agree that …” without a name.',
        ),
        option(
          'not-a-claim',
          'Nothing to check',
          'An opinion, an instruction or a definition.',
          '“You should talk to your landlord first.”',
        ),
      ],
    },
  },
  {
    id: 'worst-error',
    name: 'Worst error',
    definition:
      'The claim that does most damage if it is believed. Judge the consequence, not the distance from the truth.',
    safety: true,
    scale: {
      kind: 'likert',
      points: [
        point(0, 'None', 'Nothing is contradicted.', 'Every claim is supported or marked as uncertain.'),
        point(1, 'Trivial', 'Nobody would act differently.', 'The wrong middle initial of an author.'),
        point(
          2,
          'Misleading',
          'Somebody would act differently, and could undo it.',
          'The wrong form for a parking fine.',
        ),
        point(
          3,
          'Harmful',
          'Somebody acts on it and is hurt, sued or ruined.',
          'Calls a missed limitation period still open.',
        ),
      ],
    },
  },
  {
    id: 'source',
    name: 'Source',
    definition: 'Where the deciding verdict comes from: title and place, so that another person finds it.',
    optional: true,
    scale: { kind: 'text', maxLength: 600, placeholder: 'BGB § 573c (1), or the paragraph of the context' },
  },
];
