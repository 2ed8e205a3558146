import type { RegisteredDeps, UnderPolicy } from '../orchestrations/runtime/deps.ts';
import type { Policy } from '../shared/policy/policy.ts';
import { readPolicyFile } from '../shared/policy/read-policy.ts';
import { makePolicySource, type PolicySource } from '../shared/policy/stored/policy-source.ts';
import { makePolicyStore } from '../shared/storage/policy-store.ts';
import { makeReadSwitches } from '../shared/storage/switches.ts';
import type { Table } from '../shared/storage/table/table.ts';

/**
 * Returns what knows the policy in force on the table `switches`; until one is stored, the given one
 * or the file's is. `make` makes what follows from a policy. Throws `PolicyError` for a wrong file.
 */
export function openPolicies(
  table: Table,
  { policy, policyFile }: { readonly policy?: Policy; readonly policyFile?: string | undefined },
  { clock, log }: Pick<RegisteredDeps, 'clock' | 'log'>,
  make: (policy: Policy) => UnderPolicy,
): Pick<RegisteredDeps, 'policies' | 'inForce' | 'beforeWrite'> {
  const store = makePolicyStore(table);
  const file = policy ? { policy, document: policy } : readPolicyFile(policyFile);
  const policies = { ...makePolicySource({ store, file, clock, log }), store };
  const under = onePerPolicy(make);
  return {
    policies,
    inForce: async () => under((await policies.current()).policy),
    beforeWrite: readsBeforeWrite(table, policies),
  };
}

function readsBeforeWrite(table: Table, policies: PolicySource): RegisteredDeps['beforeWrite'] {
  const readSwitches = makeReadSwitches(table);
  return async () => {
    const { killSwitch, head } = await readSwitches();
    const { policy, stopped } = await policies.accept(head);
    return { killSwitch, policy, ...(stopped && { stopped }) };
  };
}

/** Makes what follows from a policy again only for another one. */
function onePerPolicy(make: (policy: Policy) => UnderPolicy): (policy: Policy) => UnderPolicy {
  let last: UnderPolicy | undefined;
  return (policy) => {
    if (last?.policy !== policy) last = make(policy);
    return last;
  };
}
