import type { ImportProgress } from '#shared/protocol/http/imports.ts';
import { bytes, whole } from '#lib/format.ts';

/** How far an import is, from the first byte that leaves the browser to the last row that is written. */
export type ImportStage =
  { readonly step: 'sending'; readonly done: number; readonly total: number | null } | ImportProgress;

const ofTotal = (done: string, total: string | null): string =>
  total === null ? done : `${done} of ${total}`;

const counts = ({ done, total }: ImportStage): string =>
  ofTotal(whole(done), total === null ? null : whole(total));

/** The stage in a few words, beside the bar. */
export function stageWords(stage: ImportStage): string {
  switch (stage.step) {
    case 'sending':
      return `${ofTotal(bytes(stage.done), stage.total === null ? null : bytes(stage.total))} sent`;
    case 'waiting':
      return 'waiting for its turn';
    case 'reading':
      return stage.total === null ? 'reading' : `${counts(stage)} lines read`;
    case 'comparing':
      return 'comparing with what is here';
    case 'writing':
      return `${counts(stage)} written`;
  }
}

/** What the bar shows: nothing known (null) while the server waits or compares. */
export const stageValue = ({ step, done, total }: ImportStage): number | null =>
  total === null || step === 'waiting' || step === 'comparing' ? null : done;
