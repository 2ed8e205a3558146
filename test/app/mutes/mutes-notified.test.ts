import { describe, expect, it } from 'vitest';
import { call } from '../../helpers/app/api.ts';
import { HOUR, MINUTE, type TestApp } from '../../helpers/app/app.ts';
import { FIRST_CUSTOMER } from '../../helpers/app/app-setup.ts';
import { startWithChannels } from '../../helpers/app/with-channels.ts';

const mute = (app: TestApp, whom: object, hours: number, headers: Record<string, string> = {}) => {
  const until = new Date(app.clock.now() + hours * HOUR).toISOString();
  return call(app, 'POST', '/api/mutes', { until, reason: 'Patch day', by: 'Ada', ...whom }, headers);
};

describe('people who named a channel', () => {
  it('are notified of a mute once, in the zone of the customer, however often it is asked for', async () => {
    await using world = await startWithChannels({ policy: { timeZone: 'Europe/Berlin' } });
    const key = { 'idempotency-key': 'change-1' };
    await mute(world.app, { agentId: 1001, condition: 'disk-space.C' }, 6, key);
    await mute(world.app, { agentId: 1001, condition: 'disk-space.C' }, 6, key);

    await world.app.clock.advance(HOUR);

    expect(world.received()).toMatchObject([
      {
        events: ['mute-created'],
        text: 'a1001 (disk-space.C) is muted from 2026-03-02 09:00 CET until 2026-03-02 15:00 CET by Ada (typed, not verified): Patch day.',
      },
    ]);
  });

  it('get digests of what a mute of 30 devices had held up, not a message for each', async () => {
    await using world = await startWithChannels();
    const { world: tenant } = world.app.simulator;
    const customer = tenant.addCustomer('North Wind Ltd');
    const disks = [{ drive: 'C:', totalMb: 256_000, usedPercent: 95 }];
    const devices = Array.from({ length: 30 }, (_, i) =>
      tenant.addDevice(customer, { name: `NW-SRV-${i}`, kind: 'server', disks }),
    );
    await mute(world.app, { customerId: FIRST_CUSTOMER }, 1);
    for (const device of devices) device.raiseDiskAlertNow('C:');
    await world.app.clock.advance(50 * MINUTE);
    const before = world.received().length;

    await world.app.clock.advance(3 * HOUR);

    const sent = world.received().slice(before);
    expect(before).toBe(1);
    expect(tenant.tickets.all()).toHaveLength(30);
    expect(sent.some(({ isDigest }) => isDigest)).toBe(true);
    expect(sent.length).toBeLessThanOrEqual(6);
  });

  it('find the mutes that hold in the daily summary, and not those that are planned', async () => {
    await using world = await startWithChannels(
      { pollSchedule: '0 */10 * * * *', policy: { timeZone: 'UTC' } },
      { ops: { events: ['daily-summary'] } },
    );
    await mute(world.app, { agentId: 1001 }, 48);
    const from = new Date(world.app.clock.now() + 40 * HOUR).toISOString();
    await mute(world.app, { agentId: 1002, from }, 48);

    await world.app.clock.advance(24 * HOUR);

    const shown = JSON.stringify(world.receivers.ops?.shown);
    expect(shown).toContain('a1001');
    expect(shown).not.toContain('a1002');
  });
});
