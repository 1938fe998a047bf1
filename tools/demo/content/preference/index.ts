import type { DemoProject } from '../types.ts';
import { gaps } from './gaps.ts';
import { text, title } from './guideline.ts';
import { codeDataframeAppend } from './items/code-dataframe-append.ts';
import { codeFindLargeFiles } from './items/code-find-large-files.ts';
import { codePagination } from './items/code-pagination.ts';
import { codeSortInjection } from './items/code-sort-injection.ts';
import { creativeToast } from './items/creative-toast.ts';
import { lawDeposit } from './items/law-deposit.ts';
import { lawMunichDismissal } from './items/law-munich-dismissal.ts';
import { medChildFever } from './items/med-child-fever.ts';
import { medFasting } from './items/med-fasting.ts';
import { medThunderclap } from './items/med-thunderclap.ts';
import { refusalReference } from './items/refusal-reference.ts';
import { savingsFormula } from './items/savings-formula.ts';
import { supportCancel } from './items/support-cancel.ts';
import { supportLateRefund } from './items/support-late-refund.ts';
import { supportParcel } from './items/support-parcel.ts';
import { labels } from './labels.ts';
import { rubric } from './rubric.ts';

export const preference: DemoProject = {
  id: 'preference',
  name: 'Assistant preference calibration',
  description:
    'Two answers to one request, from the general assistant. Code, medicine, law and customer support, with a few that are none of these.',
  rubric,
  guideline: { title, text },
  gaps,
  items: [
    codePagination,
    medChildFever,
    codeSortInjection,
    supportLateRefund,
    medThunderclap,
    lawDeposit,
    codeFindLargeFiles,
    savingsFormula,
    supportParcel,
    creativeToast,
    lawMunichDismissal,
    codeDataframeAppend,
    supportCancel,
    medFasting,
    refusalReference,
  ],
  labels,
};
