import { page } from '../prose.ts';

export const title = 'Summary quality: how we score';

export const text = page`
  # Summary quality: how we score {#c-guideline}

  One source, one summary, one reader. Four scores from 1 to 5, each judged on its own: a summary can be faithful and dull, or a pleasure to read and false.

  ## The source is the world {#c-source}

  The source is all that counts as true. If you know better than the source, keep it to yourself and score the summary. If the source contradicts itself, the summary should say so.

  ## The reader {#c-reader}

  The prompt names the reader. Coverage and clarity are scored for that reader. A patient does not need the sodium value, a general practitioner does.

  ## Faithfulness {#c-faithful}

  Take the summary sentence by sentence and look for each in the source. A number, a name, a date or a condition that has changed is a contradiction when the reader would act on it. One contradiction that matters limits the score to 1, one invention to 2.

  ## Coverage {#c-coverage}

  Before you read the summary, note the three things this reader needs most. Compare afterwards. Completeness for its own sake earns nothing.

  ## Clarity and economy {#c-clear}

  Count a technical term against clarity only if the reader would stumble over it. Length as such is not a fault: economy asks whether sentences earn their place.

  ## Tone {#c-tone}

  Tone has no scale of its own. If it hides what happened, count it under faithfulness; if it gets in the way, under clarity.

  ## Halo {#c-halo}

  Beware of the good style that lifts all four scores. When you have given four equal scores, look at each once more.

  ## Reasons {#c-reasons}

  Name the sentence that cost the most points and what the source has in its place.
`;
