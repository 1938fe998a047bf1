/** Long texts that this person has opened, by item and part, while the page lives. */
const opened = new Set<string>();

export const isOpened = (key: string): boolean => opened.has(key);

export function setOpened(key: string, isOpen: boolean): void {
  if (isOpen) opened.add(key);
  else opened.delete(key);
}
