import type { ActivityDeps } from '../../runtime/deps.ts';

/** How many conditions are due again that would never have been. */
export interface DueMended {
  readonly mended: number;
}

/**
 * Makes the index of what is due agree with the rows it is made of, where it was lost or restored
 * without them. Idempotent: an entry too many does no harm.
 */
export function makeMendDueIndex({ conditions, log }: Pick<ActivityDeps, 'conditions' | 'log'>) {
  return async (): Promise<DueMended> => {
    const mended = await conditions.mendDue();
    if (mended > 0) log('due-index-mended', { mended });
    return { mended };
  };
}
