import { describe, expect, it } from 'vitest';
import { HOUR, MINUTE, type TestApp } from '../../helpers/app/app.ts';
import { answerReboot, requestsSince, startRebooting } from '../../helpers/scenarios/reboot-app.ts';

const INSPECT = 'GET /agents/{agentId}';
const READ = 'GET /servers/{serverId}';
const COMMAND = 'POST /servers/{serverId}/queues';

const longestHistory = ({ host }: TestApp) =>
  Math.max(...host.client.list(() => true).map(({ instanceId }) => host.client.history(instanceId).length));

describe('a server that waits for a reboot', () => {
  it('says to whoever is asked what for, why and when, and keeps each history short', async () => {
    await using stage = await startRebooting([{ loggedInUsers: 'CORP\\anna (Since: 3/2/2026, 8:01:12 AM)' }]);
    const { app, raise } = stage;
    const alert = raise();
    await app.clock.advance(HOUR);

    const { text } = (await app.outcomeOf(alert.id)) ?? {};

    expect(text).toMatch(
      /Reboot the server NW-SRV-01 in its maintenance window \(the next opens 2026-03-02 11:00 UTC\)/,
    );
    expect(text).toMatch(/its alert "Reboot pending" and Automox \(scan of 2026-03-02 08:\d\d UTC\) both ask for one/);
    expect(text).toContain('Somebody was signed in when this was proposed, says Atera: that session ends');
    expect(app.log.join('\n')).not.toContain('anna');
    expect(longestHistory(app)).toBeLessThanOrEqual(100);
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

    expect(escalated.atera).toEqual([INSPECT, INSPECT, INSPECT, 'GET /alerts/{alertId}', 'POST /tickets']);
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
    await app.clock.advance(5 * MINUTE);
    server.scanNow();
    await app.clock.advance(HOUR);

    const recovered = requestsSince(app, 0);

    expect(await app.outcomeOf(alert.id)).toMatchObject({ state: 'acted', code: 'rebooted' });
    expect(recovered.atera).toEqual([INSPECT, INSPECT, 'PUT /alerts/{alertId}']);
    expect(recovered.automox).toEqual([READ, READ]);
  });

  it('are seven to Atera and ten to Automox for one that is done in its window', async () => {
    await using stage = await startRebooting();
    const { app, raise, server } = stage;
    raise();
    await app.clock.advance(HOUR);
    await answerReboot(app, 'approve');
    await app.clock.advance(3 * HOUR);

    const { atera, automox } = requestsSince(app, 0);

    expect(server.taken.filter((name) => name === 'Reboot')).toHaveLength(1);
    expect(atera).toEqual([...Array.from({ length: 6 }, () => INSPECT), 'PUT /alerts/{alertId}']);
    const done = ['GET /servers/{serverId}/queues', COMMAND];
    expect(automox).toEqual([READ, COMMAND, READ, READ, READ, ...done, READ, COMMAND, READ]);
    expect(longestHistory(app)).toBeLessThanOrEqual(100);
  });
});
