/**
 * Returns a moment as texts have it until they are written: `2026-03-02 08:00 UTC`;
 * `withLocalTimes` turns it into the reader's zone.
 */
export function utc(at: number): string {
  return `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}
