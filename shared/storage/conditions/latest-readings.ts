import type { Condition } from '../../domain/occurrences/condition.ts';

type Named = Pick<Condition, 'deviceKey' | 'conditionKey'>;

/** How many rows are kept: those that activities under way have read. */
const MOST_READINGS = 200;

/**
 * Rows as they were last read, each for one change: who has just read a row need not read it again
 * to change it.
 */
export function latestReadings<Found extends { readonly row: Named }>() {
  const found = new Map<string, Found>();
  const nameOf = ({ deviceKey, conditionKey }: Named) => `${deviceKey} ${conditionKey}`;
  return {
    keep(reading: Found) {
      found.delete(nameOf(reading.row));
      found.set(nameOf(reading.row), reading);
      for (const oldest of found.keys()) {
        if (found.size <= MOST_READINGS) break;
        found.delete(oldest);
      }
    },
    take(row: Named): Found | undefined {
      const reading = found.get(nameOf(row));
      found.delete(nameOf(row));
      return reading;
    },
  };
}
