import type { AgendaSuggestion } from '#shared/protocol/http/agenda.ts';

export type AgendaMethod = AgendaSuggestion['by'];
/** How the agenda is to be filled; figures as the form holds them. */
export interface AgendaWish {
  readonly by: AgendaMethod;
  readonly minutes: number;
  readonly minutesPerItem: number;
  readonly batch: string;
  /** Leave out what is settled, or planned for another meeting (law S10). */
  readonly fresh: boolean;
}
