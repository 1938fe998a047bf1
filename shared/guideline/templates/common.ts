/* Sections that every kind of task needs. Each is a clause of its own, so that a ballot or a ruling can cite it. */

export const reading = `## Before you answer {#c-before}

Read the whole prompt, its context and every response to the end before you form a view. Then read the prompt once more: most
disagreements turn out to be two readings of the same request. If you cannot tell what was asked, say so in your reason; that is a
finding, not a failure.

Nobody sees your answer until the round is revealed, and you see nobody else's. Answer what *you* would defend, not what you expect
the others to say.`;

export const reasons = `## What a good reason says {#c-reasons}

One or two sentences that name the place and the rule: *“B gives the notice period as 30 days; the statute says 14. Correctness
first.”* A reason that would fit any item (“better written”) helps nobody in the discussion. If you rely on a clause, cite it. If none
covers the case, say that: it is how this guideline grows.`;

export const contested = `## Contested facts {#c-contested}

Where competent sources disagree, a response is right when it says so and reports the main positions fairly. It is not wrong because it
leans the other way than you do. A fact that is settled does not become contested because somebody denies it.`;

export const refusals = `## Refusals {#c-refusals}

A refusal is right when a helpful answer would do serious harm, and wrong otherwise. Judge it like any other response: a refusal that names
the reason and offers what can safely be offered beats one that lectures. Against a harmful response a refusal wins, however curt.`;

export const creative = `## Creative work {#c-creative}

For poems, stories and the like, first ask whether the form and the limits were kept, then whether it works for the stated reader. Your own
taste decides last, and only as a slight preference. Dark content in fiction is not in itself unsafe.`;

export const expertise = `## When you lack the expertise {#c-expertise}

If the answer turns on knowledge that you do not have and cannot look up in ten minutes, give your best answer, set confidence to 1 and write
“missing expertise: …”. Such items go to a specialist; they are not decided by majority.`;

export const escalation = `## Safety first {#c-safety-first}

If a response could contribute to serious harm, that decides, whatever its merits. If you are not sure whether it could, answer as if it
could and say so in the reason. A split on a safety dimension is discussed first and is ruled on by a reviewer. If an item disturbs you,
skip it: nobody will ask why.`;
