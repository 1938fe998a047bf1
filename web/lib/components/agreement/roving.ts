const STEPS: Readonly<Record<string, readonly [rows: number, columns: number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

const linkIn = (table: HTMLTableElement, row: number, column: number): HTMLAnchorElement | null =>
  table.rows[row]?.cells[column]?.querySelector('a') ?? null;

/** The next cell with a link in a direction, past holes; null at the edge. */
function neighbour(
  table: HTMLTableElement,
  cell: HTMLTableCellElement,
  [rows, columns]: readonly [number, number],
): HTMLAnchorElement | null {
  let [row, column] = [(cell.parentElement as HTMLTableRowElement).rowIndex, cell.cellIndex];
  do {
    row += rows;
    column += columns;
    const link = linkIn(table, row, column);
    if (link) return link;
  } while (
    row >= 0 &&
    row < table.rows.length &&
    column >= 0 &&
    column < (table.rows[row]?.cells.length ?? 0)
  );
  return null;
}

/**
 * One tab stop for a table of links, arrow keys within it: a matrix of twenty people would otherwise be four hundred stops on the way
 * to what follows. For `{@attach}` on a `<table>`.
 */
export function roving(table: HTMLTableElement): () => void {
  const links = () => [...table.querySelectorAll<HTMLAnchorElement>('td a')];
  const settle = (stop: HTMLAnchorElement | undefined) => {
    for (const link of links()) link.tabIndex = link === stop ? 0 : -1;
  };
  const focused = ({ target }: FocusEvent) => {
    if (target instanceof HTMLAnchorElement && target.closest('td')) settle(target);
  };
  const pressed = (event: KeyboardEvent) => {
    const step = STEPS[event.key];
    const cell = event.target instanceof Element ? event.target.closest('td') : null;
    const next = step && cell ? neighbour(table, cell, step) : null;
    if (!next) return;
    event.preventDefault();
    next.focus();
  };
  const observer = new MutationObserver(() => {
    if (links().filter((link) => link.tabIndex === 0).length !== 1) settle(links()[0]);
  });
  settle(links()[0]);
  table.addEventListener('focusin', focused);
  table.addEventListener('keydown', pressed);
  observer.observe(table, { childList: true, subtree: true });
  return () => {
    observer.disconnect();
    table.removeEventListener('focusin', focused);
    table.removeEventListener('keydown', pressed);
  };
}
