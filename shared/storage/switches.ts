import { KILL_SWITCH_PARTITION, KILL_SWITCH_ROW, type KillSwitch, killSwitchOf } from './kill-switch.ts';
import { headOf, POLICY_ROW, type PolicyHead } from './policy-store.ts';
import { odata, type Table } from './table/table.ts';

/** What stands beside each other in the table `switches` to be read before each write outside. */
export interface Switches {
  readonly killSwitch: KillSwitch;
  readonly head: PolicyHead | undefined;
}

/**
 * Returns what reads the kill switch and what is stored of the policy, in one transaction. Throws
 * when the storage does not answer.
 */
export function makeReadSwitches(table: Table): () => Promise<Switches> {
  return async () => {
    const rows = await Array.fromAsync(table.query(odata`PartitionKey eq ${KILL_SWITCH_PARTITION}`));
    const row = (key: string) => rows.find(({ rowKey }) => rowKey === key);
    return { killSwitch: killSwitchOf(row(KILL_SWITCH_ROW)), head: headOf(row(POLICY_ROW)) };
  };
}
