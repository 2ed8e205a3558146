import type { InvocationContext, Timer } from '@azure/functions';
import * as df from 'durable-functions';
import { isRunning, startOnce } from '../orchestrations/activities/durable-start.ts';
import { orchestrators } from '../orchestrations/names.ts';
import type { PollRun } from '../orchestrations/poll-alerts.ts';
import type { Clock } from '../shared/clock.ts';
import { POLL_INSTANCE_ID } from '../shared/domain/keys.ts';

/** Timer `POLL_SCHEDULE`: starts one poll of the open alerts; does nothing while the last one still runs. */
export function makePollAlertsTimer({ clock }: { clock: Clock }) {
  return async (_timer: Timer, context: InvocationContext): Promise<void> => {
    const client = df.getClient(context);
    if (await isRunning(client, POLL_INSTANCE_ID))
      return context.log('The last poll still runs; this one is left out.');
    const input: PollRun = { pollId: new Date(clock.now()).toISOString() };
    await startOnce(client, orchestrators.pollAlerts, POLL_INSTANCE_ID, input);
  };
}
