/** The letter people say aloud for a response (`r1` → A). Stable for everybody; only the *position* is shuffled. */
export function responseLetter(responseId: string): string {
  return String.fromCharCode(64 + Number(responseId.slice(1)));
}
