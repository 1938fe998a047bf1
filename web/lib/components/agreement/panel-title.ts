import type { ItemsBehind } from '#shared/protocol/http/agreement-detail.ts';
import type { Agreement, ItemsBehindQuery } from '#shared/protocol/http/agreement.ts';

/** What was clicked, in words: the heading of the panel. */
export function panelTitle(
  asked: ItemsBehindQuery | null,
  found: ItemsBehind | null,
  page: Agreement | null,
): string {
  if (asked === null) return '';
  const { choices } = page ?? {};
  const name =
    found?.name ??
    choices?.dimensions.find(({ id }) => id === asked.dimension)?.name ??
    asked.dimension ??
    '';
  if (asked.item !== undefined) return `One item, ${name}`;
  if (asked.person !== undefined && asked.other !== undefined)
    return `${found?.person ?? 'One'} and ${found?.other ?? 'another'}, ${name}`;
  if (asked.person !== undefined) return `${found?.person ?? 'One person'} and the others, ${name}`;
  if (asked.first !== undefined && asked.first === asked.second)
    return `Twice “${found?.firstWords ?? asked.first}”, ${name}`;
  if (asked.first !== undefined)
    return `“${found?.firstWords ?? asked.first}” beside “${found?.secondWords ?? asked.second ?? ''}”, ${name}`;
  const session = choices?.sessions.find(({ id }) => id === asked.session)?.title;
  if (session !== undefined) return `${session}, ${name}`;
  if (asked.version !== undefined) return `Version ${Number(asked.version)}, ${name}`;
  return asked.round === 'after' ? `Items voted on twice, ${name}` : `Items, ${name}`;
}
