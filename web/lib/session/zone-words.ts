const UTC = /^(?:UTC|Etc\/UTC|GMT)$/;

/** The reader's time zone by name and by its distance from UTC at that moment: `Europe/Berlin (GMT+1)`. */
export function zoneWords(at: number, timeZone?: string): string {
  const format = new Intl.DateTimeFormat('en-GB', { timeZone, timeZoneName: 'shortOffset' });
  const zone = format.resolvedOptions().timeZone;
  const offset = format.formatToParts(at).find(({ type }) => type === 'timeZoneName')?.value ?? '';
  return UTC.test(zone) || offset === '' ? zone : `${zone} (${offset})`;
}
