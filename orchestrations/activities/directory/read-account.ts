import type { Lease } from '../../../shared/budget/lease.ts';
import type { Leased } from '../../../shared/budget/run-leased.ts';
import type { ActivityDeps } from '../../runtime/deps.ts';

type Deps = Pick<ActivityDeps, 'atera' | 'directory' | 'runLeased'>;

interface Input {
  readonly lease: Lease;
}

/**
 * Keeps the account's time zone, in which customers are unless the policy says otherwise. One
 * request; idempotent.
 */
export function makeReadAccount({ atera, directory, runLeased }: Deps) {
  return ({ lease }: Input): Promise<Leased<object>> =>
    runLeased(lease, async (session) => {
      const { timeZoneName } = await atera.getAccount(session);
      if (timeZoneName !== '') await directory.saveAccount(timeZoneName);
      return {};
    });
}
