/** The reader's time zone by name and by its distance from UTC at that moment: `Europe/Berlin (GMT+1)`. */
export function zoneWords(at: number, timeZone?: string): string {
  const format = new Intl.DateTimeFormat('en-GB', { timeZone, timeZoneName: 'shortOffset' });
  const offset = format.formatToParts(at).find(({ type }) => type === 'timeZoneName')?.value ?? '';
  const zone = format.resolvedOptions().timeZone;
  return offset === '' || offset === zone ? zone : `${zone} (${offset})`;
}
