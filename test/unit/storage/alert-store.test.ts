import { describe, expect, it } from 'vitest';
import { Alert } from '../../../shared/atera/alert-schema.ts';
import { policy } from '../../../shared/policy/policy.ts';
import { triage } from '../../../shared/recognition/triage.ts';
import { makeAlertStore } from '../../../shared/storage/alerts.ts';
import type { Table } from '../../../shared/storage/table/table.ts';

const never = () => Promise.reject(new Error('not part of this test'));

/** A table of which only the saving of several rows is asked. */
function tableThatSaves(saved: unknown[][]): Table {
  const putAll: Table['putAll'] = async (rows) => void saved.push(rows.map((row) => row.rowKey));
  const others = { get: never, insert: never, replaceIf: never, put: never, remove: never, page: never };
  return { ...others, putAll, removeAll: never, changeAll: never, async *query() {} };
}

describe('the alert store', () => {
  it('sends a row that comes twice once: Azure refuses a transaction with the same key twice', async () => {
    const saved: unknown[][] = [];
    const alert = Alert.parse({ AlertID: 7, Title: 'CPU Load' });
    const { row } = triage(alert, undefined, { id: '2026-03-02T08:00:00.000Z', now: 0 }, policy.parse({}));

    await makeAlertStore(tableThatSaves(saved)).save([row, row]);

    expect(saved).toEqual([['0000000000000000007']]);
  });
});
