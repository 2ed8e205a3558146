import type { AlertRow } from '../../../shared/domain/alerts/alert-row.ts';
import type { AlertStore } from '../../../shared/storage/alerts.ts';

/**
 * Returns the store for the rest of an activity that has just read every open row: what is asked
 * about open alerts is answered from `rows`, writes go to both. Saves a query for each question,
 * and a reading of each row that the activity itself has written a moment ago.
 */
export function alertsInHand(store: AlertStore, rows: Iterable<AlertRow>): AlertStore {
  const open = new Map(Array.from(rows, (row) => [row.alertId, row]));
  const written = new Map<number, AlertRow>();
  let since: string | undefined;
  const those = async function* (fits: (row: AlertRow) => boolean) {
    // A copy: who asks may close what it is given.
    yield* [...open.values()].filter(fits);
  };
  return {
    ...store,
    open: () => those(() => true),
    waiting: () => those(({ state }) => state === 'new'),
    openOf: (playbook) => those((row) => row.playbook === playbook),
    notListedIn: (pollId) => those(({ lastPoll }) => lastPoll < pollId),
    get: async (alertId) => written.get(alertId) ?? store.get(alertId),
    async save(changed) {
      await store.save(changed);
      for (const row of changed) {
        open.set(row.alertId, row);
        written.set(row.alertId, row);
      }
    },
    async close(row, now, by) {
      await store.close(row, now, by);
      open.delete(row.alertId);
      written.delete(row.alertId);
    },
    async completePoll(pollId, listedSince = pollId) {
      await store.completePoll(pollId, listedSince);
      since = listedSince;
    },
    listedSince: async () => since ?? store.listedSince(),
  };
}
