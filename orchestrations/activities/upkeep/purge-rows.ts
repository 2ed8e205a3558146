import type { PurgedTable } from '../../../shared/domain/lists/retention-rules.ts';
import type { Purged } from '../../../shared/storage/retention.ts';
import type { ActivityDeps } from '../../runtime/deps.ts';

type Deps = Pick<ActivityDeps, 'retention' | 'log'>;

/** Removes a part of a table's rows that are past their time. Idempotent: what is gone is gone. */
export function makePurgeRows({ retention, log }: Deps) {
  return async ({ table }: { readonly table: PurgedTable }): Promise<Purged> => {
    const purged = await retention.purge(table);
    if (purged.removed > 0) log('rows-purged', { table, removed: purged.removed });
    return purged;
  };
}
