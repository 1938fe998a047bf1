/**
 * The join code in whatever somebody pastes or types: the code itself, with spaces or dashes, in small letters, or the whole link from an
 * invitation mail. Empty when there is none.
 */
export function joinCodeIn(text: string): string {
  const fromLink = /\/join\/([^/?#\s]+)/.exec(text)?.[1];
  return (fromLink === undefined ? text : decodeURIComponent(fromLink))
    .toUpperCase()
    .replace(/[^A-Z0-9]/g, '');
}
