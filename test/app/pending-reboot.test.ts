import { describe, expect, it } from 'vitest';
import { policy } from '../../shared/policy/policy.ts';
import { HOUR, MINUTE, type TestApp } from '../helpers/app.ts';
import { answerReboot, rebootId, rebootsOrdered, requestsSince, startRebooting } from '../helpers/reboot-app.ts';

const at = (time: string) => Date.parse(`2026-03-02T${time}:00Z`);
const LOOK = 'GET /agents/{agentId}';
const READ = 'GET /servers/{serverId}';
const COMMAND = 'POST /servers/{serverId}/queues';
const tickets = ({ simulator }: TestApp) => simulator.world.tickets.all();

const longestHistory = ({ host }: TestApp) =>
  Math.max(...host.client.list(() => true).map(({ instanceId }) => host.client.history(instanceId).length));

describe('a server that waits for a reboot', () => {
  it('is rebooted once in its window after an approval, and its alert resolved on the changed boot time', async () => {
    await using stage = await startRebooting();
    const { app, raise, server } = stage;
    const alert = raise();
    await app.clock.advance(HOUR);
    expect(await app.outcomeOf(alert.id)).toMatchObject({ state: 'waiting', code: 'approval-needed' });

    expect(await answerReboot(app, 'approve')).toBe(200);
    await app.clock.advance(HOUR);
    expect(await app.outcomeOf(alert.id)).toMatchObject({ code: 'waits-for-window', nextAt: at('11:00') });
    await app.clock.advance(2 * HOUR);

    const [ordered = 0, ...more] = rebootsOrdered(app);
    expect(more).toEqual([]);
    expect(ordered).toBeGreaterThanOrEqual(at('11:00'));
    expect(ordered).toBeLessThan(at('11:10'));
    expect(server.taken.filter((name) => name === 'Reboot')).toHaveLength(1);
    expect(alert.archivedBy).toBe('api');
    expect(tickets(app)).toEqual([]);
    expect(await app.outcomeOf(alert.id)).toMatchObject({ state: 'acted', code: 'rebooted' });
    const { atera, automox } = requestsSince(app, 0);
    expect(atera).toEqual([LOOK, LOOK, LOOK, LOOK, LOOK, 'PUT /alerts/{alertId}']);
    const queue = 'GET /servers/{serverId}/queues';
    expect(automox).toEqual([READ, COMMAND, READ, READ, READ, READ, queue, COMMAND, READ]);
    expect(longestHistory(app)).toBeLessThanOrEqual(100);
  });

  it('tells whoever is asked what for, why and when, and keeps each history short', async () => {
    await using stage = await startRebooting([{ loggedInUsers: 'CORP\\anna (Since: 3/2/2026, 8:01:12 AM)' }]);
    const { app, raise } = stage;
    const alert = raise();
    await app.clock.advance(HOUR);

    const { text } = (await app.outcomeOf(alert.id)) ?? {};

    expect(text).toMatch(
      /Reboot the server NW-SRV-01 in its maintenance window \(the next opens 2026-03-02 11:00 UTC\)/,
    );
    expect(text).toMatch(/its alert "Reboot pending" and Automox \(scan of 2026-03-02 08:\d\d UTC\) both ask for one/);
    expect(text).toContain('Somebody is signed in.');
    expect(app.log.join('\n')).not.toContain('anna');
    expect(longestHistory(app)).toBeLessThanOrEqual(100);
  });

  it('that a person rejects gets one ticket with the answer, and no reboot', async () => {
    await using stage = await startRebooting();
    const { app, raise } = stage;
    raise();
    await app.clock.advance(HOUR);

    expect(await answerReboot(app, 'reject')).toBe(200);
    await app.clock.advance(3 * HOUR);

    expect(tickets(app)).toMatchObject([
      { status: 'Open', description: expect.stringContaining('Ada said no: month-end.') },
    ]);
    expect(rebootsOrdered(app)).toEqual([]);
  });

  it('gets a ticket and no question where no window is set', async () => {
    await using stage = await startRebooting([{}], { policy: { maintenanceWindows: [] } });
    const { app, raise } = stage;
    raise();

    await app.clock.advance(HOUR);

    expect(tickets(app)).toMatchObject([
      {
        priority: 'High',
        description: expect.stringContaining('No maintenance window is set, so the app never reboots it by itself.'),
      },
    ]);
    expect(app.log.join('\n')).not.toContain('approval-needed');
  });

  it('is left alone, with one ticket, when somebody has signed in since the approval', async () => {
    await using stage = await startRebooting();
    const { app, raise, device } = stage;
    const alert = raise();
    await app.clock.advance(HOUR);
    await answerReboot(app, 'approve');

    device.loggedInUsers = 'CORP\\anna (Since: 3/2/2026, 10:01:12 AM)';
    await app.clock.advance(4 * HOUR);

    expect(rebootsOrdered(app)).toEqual([]);
    expect(tickets(app)).toMatchObject([
      { status: 'Open', description: expect.stringContaining('Somebody is signed in') },
    ]);
    expect(JSON.stringify([tickets(app), await app.outcomeOf(alert.id), app.log])).not.toContain('anna');
  });

  it('is rebooted later when Automox had lost it in its window, and no command waits for it meanwhile', async () => {
    await using stage = await startRebooting();
    const { app, raise, server } = stage;
    const alert = raise();
    await app.clock.advance(HOUR);
    await answerReboot(app, 'approve');
    await app.clock.advance(HOUR);

    server.setAgent('down');
    await app.clock.advance(2 * HOUR);
    expect(server.queue).toEqual([]);
    expect(rebootsOrdered(app)).toEqual([]);
    expect(await app.outcomeOf(alert.id)).toMatchObject({ state: 'waiting', code: 'waits-for-device' });
    server.setAgent('as-device');
    await app.clock.advance(3 * HOUR);

    expect(rebootsOrdered(app)).toHaveLength(1);
    expect(alert.archivedBy).toBe('api');
  });

  it('whose alert Automox contradicts gets a ticket that says so', async () => {
    await using stage = await startRebooting([{ needsReboot: false }]);
    const { app, raise } = stage;
    const alert = raise();

    await app.clock.advance(2 * HOUR);

    expect(tickets(app)).toMatchObject([
      { priority: 'Low', title: expect.stringContaining('Reboot alert is contradicted') },
    ]);
    expect(alert.archivedAt).toBeUndefined();
  });

  it('that is off is waited for, and its reboot asked for when it is back', async () => {
    await using stage = await startRebooting([{ online: false }]);
    const { app, raise, device } = stage;
    const alert = raise();
    await app.clock.advance(2 * HOUR);
    expect(await app.outcomeOf(alert.id)).toMatchObject({ state: 'waiting', code: 'device-offline' });

    device.comeBack();
    await app.clock.advance(2 * HOUR);

    expect(await app.outcomeOf(alert.id)).toMatchObject({ code: 'approval-needed' });
  });
});

describe('servers of one customer', () => {
  it('are rebooted one at a time', async () => {
    await using stage = await startRebooting([{}, {}]);
    const { app, raise } = stage;
    raise(0);
    raise(1);
    await app.clock.advance(HOUR);
    await answerReboot(app, 'approve', 0);
    await answerReboot(app, 'approve', 1);

    await app.clock.advance(5 * HOUR);

    const [first = 0, second = 0, ...more] = rebootsOrdered(app);
    expect(more).toEqual([]);
    expect(second - first).toBeGreaterThanOrEqual(35 * MINUTE);
    expect(second).toBeLessThan(at('16:00'));
    expect(app.simulator.world.alerts.in('Open')).toEqual([]);
  });
});

describe('a reboot alert without Automox', () => {
  it('gets a ticket with the reasons and the next window, and is closed when a person has rebooted', async () => {
    await using stage = await startRebooting([{}], { automox: {} });
    const { app, raise, device } = stage;
    raise();
    await app.clock.advance(HOUR);
    const [ticket] = tickets(app);
    expect(ticket?.description).toMatch(
      /Automox says nothing: the customer of the device is assigned to no Automox organisation/,
    );
    expect(ticket?.description).toContain('The next maintenance window opens 2026-03-02 11:00 UTC.');

    device.reboot();
    await app.clock.advance(4 * HOUR);

    expect(tickets(app)).toMatchObject([{ status: 'Resolved' }]);
    expect(app.simulator.world.alerts.in('Open')).toEqual([]);
  });

  it("in a tenant's own language is recognised by the policy", async () => {
    const { classification } = policy.parse({ classification: { pendingReboot: [{ title: 'Neustart ausstehend*' }] } });
    await using stage = await startRebooting([{}], { policy: { classification } });
    const { app, raise } = stage;
    const alert = raise(0, 'Neustart ausstehend seit 3 Tagen');

    await app.clock.advance(HOUR);

    expect(await app.outcomeOf(alert.id)).toMatchObject({
      playbook: 'pending-reboot',
      code: 'approval-needed',
      remediationId: rebootId(),
    });
  });
});

describe('requests for a reboot alert', () => {
  it('are five to Atera and four to Automox for a ticket after a no', async () => {
    await using stage = await startRebooting();
    const { app, raise } = stage;
    raise();
    await app.clock.advance(HOUR);
    await answerReboot(app, 'reject');
    await app.clock.advance(20 * MINUTE);

    const escalated = requestsSince(app, 0);

    expect(escalated.atera).toEqual([LOOK, LOOK, LOOK, 'GET /alerts/{alertId}', 'POST /tickets']);
    expect(escalated.automox).toEqual([READ, COMMAND, READ, READ]);
  });

  it('are three to Atera for a device that has booted since', async () => {
    await using stage = await startRebooting();
    const { app, raise, server, device } = stage;
    server.setAgent('down');
    const alert = raise();
    await app.clock.advance(4 * MINUTE);
    device.reboot();
    server.setAgent('as-device');
    server.scanNow();
    await app.clock.advance(HOUR);

    const recovered = requestsSince(app, 0);

    expect(await app.outcomeOf(alert.id)).toMatchObject({ state: 'acted', code: 'rebooted' });
    expect(recovered.atera).toEqual([LOOK, LOOK, 'PUT /alerts/{alertId}']);
    expect(recovered.automox).toEqual([READ, READ]);
  });
});
