import { describe, expect, it } from 'vitest';
import { call } from '../../helpers/app/api.ts';
import { addFullServer, HOUR, MINUTE, type TestApp } from '../../helpers/app/app.ts';
import { startWithChannels } from '../../helpers/app/with-channels.ts';

const SECOND = 1_000;

async function channelsIn(app: TestApp): Promise<string> {
  const { checks } = (await call(app, 'GET', '/api/health/ready')).body;
  return checks.find(({ name }: { name: string }) => name === 'channels').detail;
}

describe('a channel that is gone', () => {
  it('is given up, shown by health, and gets what waits after a test message that arrives', async () => {
    await using world = await startWithChannels();
    const { app } = world;
    const { ops } = world.receivers;
    ops?.behave({ status: 410 });
    addFullServer(app).raiseDiskAlertNow('C:');
    await app.clock.advance(HOUR);
    const tries = ops?.requests.length;
    const given = await channelsIn(app);
    ops?.behave('ok');
    await app.clock.advance(HOUR);
    const untried = ops?.requests.length;

    await call(app, 'POST', '/api/channels/ops/test');
    await app.clock.advance(3 * MINUTE);

    expect([tries, untried]).toEqual([3, 3]);
    expect(given).toBe('1 of 1 are given up, tried once a day: see GET /api/channels');
    expect(world.received().flatMap(({ events }) => events)).toEqual(['channel.test', 'ticket-opened']);
    expect(await channelsIn(app)).toBe('1 named');
  });
});

describe('a host that is killed', () => {
  it('while it sends, the message arrives all the same, under one id', async () => {
    await using world = await startWithChannels({ asShipped: true }, { ops: {}, slow: {} });
    const { app, receivers } = world;
    receivers.slow?.behave('hang');
    addFullServer(app).raiseDiskAlertNow('C:');
    while (!app.host.running().includes('activity sendNotifications')) await app.clock.advance(SECOND);
    await app.host.stop();
    receivers.slow?.behave('ok');

    await app.start();
    await app.clock.advance(HOUR);

    const ids = (name: string) => new Set(receivers[name]?.requests.map(({ headers }) => headers['webhook-id']));
    expect([ids('ops').size, ids('slow').size]).toEqual([1, 1]);
    expect(ids('slow')).toEqual(ids('ops'));
    expect(receivers.slow?.shown).toHaveLength(1);
  });

  it('while it opens the ticket notifies of it once', async () => {
    await using world = await startWithChannels({ asShipped: true });
    const { app } = world;
    const fault = { kind: 'latency', ms: 2 * SECOND } as const;
    app.simulator.faults.inject({ on: 'POST /tickets', times: Number.POSITIVE_INFINITY, fault });
    addFullServer(app).raiseDiskAlertNow('C:');
    while (!app.host.running().includes('activity ensureTicket')) await app.clock.advance(SECOND);
    await app.host.stop();

    await app.start();
    await app.clock.advance(2 * HOUR);

    expect(app.simulator.world.tickets.all()).toHaveLength(1);
    expect(world.received().flatMap(({ events }) => events)).toEqual(['ticket-opened']);
  });
});
