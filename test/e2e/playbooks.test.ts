import { describe, expect, it } from 'vitest';
import type { Device } from '../../dev/simulator/world/device.ts';
import { addEnrolled, addFullServer, answer, asked, raiseFull, taken, untilKnown } from './helpers/commands.ts';
import { until } from './helpers/until.ts';
import { addServer, decided, overShare, polledAgain, ticketsOf, useWorld, type World } from './helpers/world.ts';

const MINUTE = 60_000;
const BUDGETS = ['atera', 'automox', 'automox-servers'];
const CLEANUP = /^policy_\d+_remediate$/;

// The longest file: every poll that comes sooner makes the suite shorter.
const world = useWorld({ automox: true, settings: { POLL_SCHEDULE: '*/2 * * * * *' } });

/** The id of the alert that a device's silence has raised. */
const offlineAlert = (device: Device) => until('an offline alert', () => device.openAlertId('offline'));

/** A customer with three servers. */
function addSite(w: World, customerName: string): Pick<Device, 'customer'> & { readonly servers: readonly Device[] } {
  const first = addServer(w, customerName, 40);
  const { customer } = first;
  const add = (name: string) => w.simulator.world.addDevice(customer, { name, kind: 'server' });
  return { customer, servers: [first, add('SRV-02'), add('SRV-03')] };
}

describe.concurrent('disk space, with an Automox match', () => {
  it('cleans up a full disk with one worklet once a person has approved, and resolves the alert on a new reading', async () => {
    const w = world();
    const full = addFullServer(w, 'North Wind');
    await untilKnown(w);
    const alert = raiseFull(w, full);
    const question = await asked(w, full);
    const takenBefore = taken(full);

    await answer(w, question, 'approve');
    await until('the alert is resolved', () => alert.archivedAt !== undefined);

    expect(question.asks).toContain('disk cleanup');
    expect(takenBefore).toEqual([]);
    expect(taken(full)).toEqual([expect.stringMatching(CLEANUP)]);
    expect(alert.archivedBy).toBe('api');
    expect(await decided(w, alert.id, 'acted')).toMatchObject({ remediation: { state: 'closed' } });
    await polledAgain(w);
    expect(taken(full)).toHaveLength(1);
    expect(ticketsOf(w, full.device)).toEqual([]);
  });

  it('leaves a disk alone that a person has said no to, and its ticket says who', async () => {
    const w = world();
    const full = addFullServer(w, 'South Wind');
    await untilKnown(w);
    const alert = raiseFull(w, full);

    await answer(w, await asked(w, full), 'reject');
    await decided(w, alert.id, 'ticket-opened');

    const description = expect.stringContaining('Ada (typed, not verified) said no: the month is not closed');
    expect(ticketsOf(w, full.device)).toMatchObject([{ status: 'Open', description }]);
    await polledAgain(w);
    expect(ticketsOf(w, full.device)).toHaveLength(1);
    expect(taken(full)).toEqual([]);
    expect(alert.archivedAt).toBeUndefined();
  });
});

describe.concurrent('pending reboot', () => {
  it('scans, asks, reboots once in the window, and resolves the alert on the changed boot time', async () => {
    const w = world();
    const due = addEnrolled(w, 'West Wind', 40, { needsReboot: true });
    await untilKnown(w);
    const bootedBefore = due.device.state.bootedAt;
    const alert = w.simulator.world.raiseCustomAlert({
      device: due.device,
      title: 'Reboot pending',
      message: 'Windows Update asks for a restart',
      // Times less than two minutes apart are in no known order.
      createdAt: w.simulator.world.now() - 10 * MINUTE,
    });
    const question = await asked(w, due);
    const scannedAt = due.server.lastScan.at;

    await answer(w, question, 'approve');
    await until('the alert is resolved', () => alert.archivedAt !== undefined, 280_000);

    expect(question.asks).toContain('Reboot the server SRV-01');
    expect(scannedAt).toBeGreaterThan(alert.createdAt);
    expect(due.device.state.bootedAt).toBeGreaterThan(bootedBefore);
    expect(await decided(w, alert.id, 'acted')).toMatchObject({ code: 'rebooted', remediation: { state: 'closed' } });
    await polledAgain(w);
    expect(taken(due)).toEqual(['Reboot']);
    expect(ticketsOf(w, due.device)).toEqual([]);
  });
});

describe.concurrent('offline devices', () => {
  it('opens one ticket with what both vendors report, and closes it when the device is back', async () => {
    const w = world();
    const away = addEnrolled(w, 'East Wind', 40);
    await untilKnown(w);
    away.device.goOffline();
    const alertId = await offlineAlert(away.device);
    await decided(w, alertId, 'ticket-opened', 5 * MINUTE);
    const [ticket] = ticketsOf(w, away.device);

    away.device.comeBack();
    await until('a resolved ticket', () => ticket?.status === 'Resolved');

    expect(ticket?.description).toContain('Atera: offline');
    expect(ticket?.description).toContain('Automox: disconnected');
    expect(taken(away)).toEqual([]);
    await decided(w, alertId, 'verified-recovered');
    await polledAgain(w);
    expect(ticketsOf(w, away.device)).toMatchObject([{ status: 'Resolved' }]);
  });

  it('opens one ticket for a site whose servers all go quiet, none for its devices, and closes it when they are back', async () => {
    const w = world();
    const site = addSite(w, 'Harbour');
    await untilKnown(w);
    for (const device of site.servers) device.goOffline();
    const alertIds = await Promise.all(site.servers.map(offlineAlert));
    const ticket = await until('a ticket', () => ticketsOf(w, site)[0]);
    for (const alertId of alertIds) await decided(w, alertId, 'site-incident', 5 * MINUTE);

    for (const device of site.servers) device.comeBack();
    await until('a resolved ticket', () => ticket.status === 'Resolved');

    expect(ticket.title).toContain('Site down: 3 of 3 always-on devices quiet at Harbour');
    for (const alertId of alertIds) await decided(w, alertId, 'alert-cleared');
    await polledAgain(w);
    expect(ticketsOf(w, site)).toMatchObject([{ status: 'Resolved' }]);
  });
});

describe('both vendors', () => {
  it('are never asked more often than the share of each allows', async () => {
    const w = world();
    const { simulator } = w;
    await untilKnown(w);

    const { body } = await w.api('GET', '/api/budgets');

    expect(body.budgets.map(({ budget }: { budget: string }) => budget)).toEqual(BUDGETS);
    expect(overShare(w)).toEqual([]);
    expect(simulator.peakRequests(5 * MINUTE, 'automox')).toBeGreaterThan(0);
    // No worklet was ever ordered to run on every device.
    expect(simulator.automox.remediatedAll).toEqual([]);
  });
});
