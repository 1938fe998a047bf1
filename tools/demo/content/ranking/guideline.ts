import { page } from '../prose.ts';

export const title = 'Explanations for newcomers: how we rank';

export const text = page`
  # Explanations for newcomers: how we rank {#c-guideline}

  Three or four explanations of one thing, written for one reader. Put them in the order in which you would offer them.

  ## The reader {#c-reader}

  Every prompt shows who is asking. Rank for that person, with what they know and what they are about to do. What you would have liked to read yourself is of no interest here.

  ## True first {#c-true}

  An explanation that leaves the reader with a false belief ranks below every one that does not, however pleasant it is. Judge the belief, not the sentence: what will the reader say when a friend asks them about it tomorrow?

  ## Plain words {#c-plain}

  Prefer everyday words. A technical term is fine if it is explained where it first appears and the reader will meet it again. An honest simplification is a virtue.

  ## Complete enough {#c-complete}

  Conditions, deadlines and exceptions that would change what the reader does must be there. Anything else may be missing without loss.

  ## Something to do {#c-act}

  If the reader has to act, the explanation that says how goes ahead of one that only says why. If there is nothing to do, saying so counts as help.

  ## Close calls {#c-close}

  There are no ties. Between two that seem level, the shorter goes first. If they are also of one length, trust your second reading.

  ## Minutes {#c-minutes}

  Estimate your own editing time for your first choice, in steps of five. Checking a fact counts, waiting for somebody does not.

  ## Reasons {#c-reasons}

  Say what put the first in front of the second. The bottom of the list needs a reason only if it is untrue or unsafe.
`;
