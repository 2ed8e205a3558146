import { describe, expect, it } from 'vitest';
import { addFullServer, HOUR, startApp, type TestApp } from '../../helpers/app/app.ts';

/** Everything a run leaves behind that a person or a tool could read. */
async function tracesOf(app: TestApp): Promise<string> {
  const instances = app.host.client.list();
  const histories = instances.map(({ instanceId }) => app.host.client.history(instanceId));
  return JSON.stringify([app.log, instances, histories, await app.outcomes(), app.simulator.requests]);
}

describe('the key', () => {
  it.each(['healthy', 'rejected', 'failing'])(
    'is in no log, history, outcome or address of a run that is %s',
    async (kind) => {
      await using app = await startApp();
      const key = app.simulator.keys.current;
      addFullServer(app);
      if (kind === 'rejected') app.simulator.keys.revoke(key);
      if (kind === 'failing')
        app.simulator.faults.inject({
          on: () => true,
          times: 40,
          probability: 0.5,
          fault: { kind: 'status', status: 500 },
        });

      await app.clock.advance(2 * HOUR);

      const traces = await tracesOf(app);
      expect(traces).toContain('pollAlerts');
      expect(traces).not.toContain(key);
      expect(traces).not.toContain(Buffer.from(key).toString('base64'));
    },
  );

  it.each(['healthy', 'rejected', 'failing'])('of Automox is as secret, when it is %s', async (kind) => {
    await using app = await startApp({ automox: true, directory: 'none' });
    const { automoxKeys, automox, faults } = app.simulator;
    const key = automoxKeys.current;
    automox.enroll(addFullServer(app));
    if (kind === 'rejected') automoxKeys.revoke(key);
    if (kind === 'failing') faults.inject({ on: 'GET /servers', times: 3, fault: { kind: 'body', body: 'truncated' } });

    await app.clock.advance(HOUR);

    const traces = await tracesOf(app);
    expect(traces).toContain('listServers');
    expect(traces).not.toContain(key);
    expect(traces).not.toContain(Buffer.from(key).toString('base64'));
  });

  it('that Atera rejects stops nothing for good: work goes on when a key works again', async () => {
    await using app = await startApp();
    const { simulator } = app;
    addFullServer(app);
    simulator.faults.inject({ on: () => true, times: 60, fault: { kind: 'status', status: 401 } });

    await app.clock.advance(4 * HOUR);

    expect(simulator.world.tickets.all()).toHaveLength(1);
  });
});
