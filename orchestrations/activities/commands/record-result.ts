import { type ActionFound, withResult } from '../../../shared/domain/occurrences/last-action.ts';
import type { ActivityDeps } from '../../runtime/deps.ts';
import type { Subject } from '../../runtime/run.ts';
import type { NotifyDeps } from '../notify/notify-of.ts';
import { notifyResult } from '../notify/notify-result.ts';

/** Input of `recordResult`: what was found out about the command of question number `approval`. */
export interface ResultRecord extends ActionFound {
  readonly subject: Subject;
  readonly approval: number;
}

/**
 * Writes into the condition's row a command's result, as soon as it is verified: a run that ends
 * right after that has recorded it. Idempotent: the same is written over itself, and a later
 * command is left alone.
 */
export function makeRecordResult(deps: Pick<ActivityDeps, 'conditions'> & NotifyDeps) {
  const { conditions, clock } = deps;
  return async ({ subject: { key }, approval, result, found }: ResultRecord): Promise<object> => {
    const of = { occurrence: key.occurrence, approval };
    const row = await conditions.update(key, (current) => withResult(current, of, { result, found }, clock.now()));
    if (row) await notifyResult(deps, row);
    return {};
  };
}
