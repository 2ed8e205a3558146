import { playbooks } from '../../playbooks/index.ts';
import { type Mode, modes } from '../ladder.ts';
import type { Policy } from '../policy.ts';
import { effectiveMode } from '../sections/modes.ts';

/** Customers whose mode for some alerts goes from one to another. */
export interface ModeChange {
  /** The section of the playbooks. */
  readonly section: string;
  readonly from: Mode;
  readonly to: Mode;
  /** Customer ids, in order. */
  readonly customers: readonly string[];
  /** Whoever is not listed as well: customers that are not known yet, and alerts without one. */
  readonly others: boolean;
  readonly widens: boolean;
}

/**
 * Returns what changes in the modes, grouped, whatever REMEDIATION_MODE allows: a change that it
 * keeps from having an effect now would have one once it is raised. `known` = ids of customers.
 */
export function modeChanges(before: Policy, after: Policy, known: readonly string[]): ModeChange[] {
  const listed = [before, after].flatMap(({ modes: given }) => Object.keys(given?.customers ?? {}));
  const customers = [...new Set([...known, ...listed])].sort((a, b) => Number(a) - Number(b));
  return playbooks.flatMap(({ name, policy: { section, isShared } }) => {
    if (isShared) return [];
    const groups = new Map<string, { from: Mode; to: Mode; ids: (string | undefined)[] }>();
    for (const id of [...customers, undefined]) {
      const customerId = id === undefined ? undefined : Number(id);
      const [from, to] = [before, after].map((one) => effectiveMode(one, 'auto', name, customerId)) as [Mode, Mode];
      if (from === to) continue;
      const group = groups.get(`${from} ${to}`) ?? { from, to, ids: [] };
      groups.set(`${from} ${to}`, { ...group, ids: [...group.ids, id] });
    }
    return [...groups.values()].map(({ from, to, ids }) => ({
      ...{ section, from, to, widens: modes.indexOf(to) > modes.indexOf(from) },
      customers: ids.filter((id) => id !== undefined),
      others: ids.includes(undefined),
    }));
  });
}
