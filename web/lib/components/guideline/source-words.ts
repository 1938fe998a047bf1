import { EDITORIAL, type SourceChoice } from '#lib/guideline/change-sources.ts';

/** A change that comes from nowhere but its author. Not "editorial": that is a kind of version. */
export const OWN_HAND = 'Author’s own hand';

/** A source as it is offered. */
export const sourceLabel = ({ key, label }: SourceChoice): string =>
  key === EDITORIAL.key ? OWN_HAND : label;
