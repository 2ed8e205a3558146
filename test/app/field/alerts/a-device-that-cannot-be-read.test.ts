import { describe, expect, it } from 'vitest';
import type { Device } from '../../../../dev/simulator/world/device.ts';
import { addFullServer, HOUR, startApp, type TestApp } from '../../../helpers/app/app.ts';

const POLLED = '0 */10 * * * *';

const BROKEN = {
  on: 'GET /agents/{agentId}',
  times: Number.POSITIVE_INFINITY,
  fault: { kind: 'status', status: 500 },
} as const;

const descriptions = ({ simulator }: TestApp) => simulator.world.tickets.all().map(({ description }) => description);

const ALERTS: readonly [
  what: string,
  usedPercent: number,
  raise: (device: Device, app: TestApp) => void,
  headline: string,
][] = [
  [
    'full disk',
    95,
    (device) => void device.raiseDiskAlertNow('C:'),
    'Could not be verified: disk space of C: on NW-SRV-01',
  ],
  ['server that is off', 40, (device) => device.goOffline(), 'Could not be verified: offline alert on NW-SRV-01'],
  [
    'server that wants a reboot',
    40,
    (device, { simulator }) =>
      void simulator.world.raiseCustomAlert({
        device,
        title: 'Reboot required',
        message: 'The computer needs a reboot',
      }),
    'Could not be verified: pending reboot on NW-SRV-01',
  ],
];

describe('a device whose agent Atera cannot show', () => {
  it.each(ALERTS)('for hours: a person is notified of its %s', async (_what, usedPercent, raise, headline) => {
    await using app = await startApp({ pollSchedule: POLLED });
    const device = addFullServer(app, usedPercent);
    raise(device, app);
    app.simulator.faults.inject(BROKEN);

    await app.clock.advance(8 * HOUR);

    const [ticket, ...more] = app.simulator.world.tickets.all();
    expect(more).toEqual([]);
    expect(ticket?.title).toContain(headline);
    const [text] = descriptions(app);
    expect(text).toContain('5 inspections in a row failed since 2026-03-02 08:');
    expect(text).toContain('The state of the device is not known.');
    expect(text).toContain('Please do: check the device by hand');
  });

  it('once in two days: a person is notified within a day and a little, however rarely it is inspected', async () => {
    const policy = { diskSpace: { followUpEveryMinutes: 1_440 } };
    await using app = await startApp({ pollSchedule: '0 0 * * * *', policy: policy as never });
    addFullServer(app).raiseDiskAlertNow('C:');
    app.simulator.faults.inject(BROKEN);

    await app.clock.advance(27 * HOUR);

    expect(descriptions(app)).toHaveLength(1);
  });

  it('now and then: nobody is notified, because a good inspection ends the count', async () => {
    await using app = await startApp({ pollSchedule: POLLED });
    const device = addFullServer(app);
    device.raiseDiskAlertNow('C:');
    const broken = app.simulator.faults.inject(BROKEN);
    await app.clock.advance(4 * HOUR);
    broken.remove();
    await app.clock.advance(2 * HOUR);
    const row = await app.deps.conditions.get(`a${device.agentId}`, 'disk-space.C');

    expect(row).toMatchObject({ state: 'watching' });
    expect(row?.failedInspections).toBeUndefined();
    expect(app.simulator.world.tickets.all()).toMatchObject([{ title: expect.stringContaining('almost full') }]);
  });

  it('and that recovers: the ticket is closed like any other', async () => {
    await using app = await startApp({ pollSchedule: POLLED });
    const device = addFullServer(app);
    device.raiseDiskAlertNow('C:');
    const broken = app.simulator.faults.inject(BROKEN);
    await app.clock.advance(8 * HOUR);
    broken.remove();
    device.setDiskUsedPercent('C:', 50);

    await app.clock.advance(6 * HOUR);

    expect(app.simulator.world.tickets.all()).toMatchObject([{ status: 'Resolved' }]);
  });

  it('while the app only observes: it says what it would do', async () => {
    await using app = await startApp({ mode: 'observe', pollSchedule: POLLED });
    const alertId = addFullServer(app).raiseDiskAlertNow('C:');
    app.simulator.faults.inject(BROKEN);

    await app.clock.advance(8 * HOUR);

    const outcome = await app.outcomeOf(alertId);
    expect(outcome?.text).toContain('Would open a ticket. Could not be verified: ');
    expect(app.simulator.world.tickets.all()).toEqual([]);
  });
});
