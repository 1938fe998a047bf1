interface Titled {
  readonly title: string;
  readonly externalId: string;
}

/** What tells items of one title apart: how their source calls them; '' where the title is enough. */
export function distinction(items: readonly Titled[]): (item: Titled) => string {
  const titles = Map.groupBy(items, ({ title }) => title);
  return ({ title, externalId }) => ((titles.get(title)?.length ?? 0) > 1 ? externalId : '');
}
