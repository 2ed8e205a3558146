import type { InvocationContext, Timer } from '@azure/functions';
import * as df from 'durable-functions';
import { startOnce } from '../../orchestrations/runtime/client/durable-start.ts';
import { orchestrators } from '../../orchestrations/runtime/names.ts';

/** Every night at 03:30 UTC, as NCRONTAB. */
export const PURGE_SCHEDULE = '0 30 3 * * *';

/** One purge at a time. */
const INSTANCE_ID = 'retention';

/** Timer `PURGE_SCHEDULE`: starts the purge of what is past its time; does nothing while the last one still runs. */
export function makeRetentionTimer() {
  return async (_timer: Timer, context: InvocationContext): Promise<void> => {
    await startOnce(df.getClient(context), orchestrators.retention, INSTANCE_ID, {});
  };
}
