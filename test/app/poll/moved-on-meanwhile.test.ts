import type { DurableClient } from 'durable-functions';
import { expect, it } from 'vitest';
import { startDue } from '../../../orchestrations/activities/due/start-due.ts';
import { addFullServer, HOUR, startApp } from '../../helpers/app/app.ts';

/** Nothing is started in this scenario. */
const noClient = {} as DurableClient;

it('a row of a playbook that is not known is left alone when another writer has moved it on', async () => {
  await using app = await startApp({ pollSchedule: '0 0 0 1 1 *' });
  const { deps, clock } = app;
  const { agentId } = addFullServer(app);
  const key = { deviceKey: `a${agentId}`, conditionKey: 'disk-space.C', occurrence: 1 };
  const facts = { ...key, playbook: 'defragment', agentId, alertId: 1 } as const;
  await deps.conditions.openOccurrence(facts, clock.now());
  const movedTo = clock.now() + HOUR;
  const get: typeof deps.conditions.get = async (...asked) => {
    const row = await deps.conditions.get(...asked);
    await deps.conditions.update(key, (now) => ({ ...now, nextAt: movedTo }));
    return row;
  };

  await startDue(
    { ...deps, ...(await deps.inForce()), conditions: { ...deps.conditions, get } },
    noClient,
    clock.now() + 1,
  );

  expect((await deps.conditions.get(key.deviceKey, key.conditionKey))?.nextAt).toBe(movedTo);
  expect(await app.outcomes()).toEqual([]);
});
