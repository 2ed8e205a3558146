import { describe, expect, it } from 'vitest';
import { HOUR } from '../helpers/app.ts';
import { answerReboot, rebootsOrdered, startRebooting } from '../helpers/reboot-app.ts';

const SECOND = 1_000;

describe('a reboot in its window', () => {
  it('of a workstation comes when its user, who was signed in at the approval, has left', async () => {
    const loggedInUsers = 'CORP\\anna (Since: 3/2/2026, 8:01:12 AM)';
    await using stage = await startRebooting([{ kind: 'workstation', loggedInUsers }]);
    const { app, raise, device } = stage;
    const alert = raise();
    await app.clock.advance(HOUR);
    expect((await app.outcomeOf(alert.id))?.text).toContain('Somebody is signed in.');
    await answerReboot(app, 'approve');

    device.loggedInUsers = '';
    await app.clock.advance(4 * HOUR);

    expect(rebootsOrdered(app)).toHaveLength(1);
    expect(await app.outcomeOf(alert.id)).toMatchObject({ state: 'acted', code: 'rebooted' });
    expect(app.log.join('\n')).not.toContain('anna');
  });

  it('of a workstation does not come when a scan right before finds somebody of whom nobody knew', async () => {
    await using stage = await startRebooting([{ kind: 'workstation', raw: { CurrentLoggedUsers: '' } }]);
    const { app, raise, device, server } = stage;
    raise();
    await app.clock.advance(HOUR);
    await answerReboot(app, 'approve');

    device.loggedInUsers = 'CORP\\anna (Since: 3/2/2026, 10:01:12 AM)';
    await app.clock.advance(4 * HOUR);

    expect(server.taken).toEqual(['GetOS', 'GetOS']);
    expect(app.simulator.world.tickets.all()).toMatchObject([
      { status: 'Open', description: expect.stringContaining('different from what had been approved') },
    ]);
  });

  it('that makes a server go away for good ends in one urgent ticket, and its alert stays', async () => {
    await using stage = await startRebooting();
    const { app, raise, device } = stage;
    const alert = raise();
    await app.clock.advance(HOUR);
    await answerReboot(app, 'approve');
    while (rebootsOrdered(app).length === 0) await app.clock.advance(2 * SECOND);

    device.goOffline();
    await app.clock.advance(3 * HOUR);

    const [ticket, ...more] = app.simulator.world.tickets.all().filter(({ title }) => !title.includes('is offline'));
    expect(more).toEqual([]);
    expect(ticket).toMatchObject({
      priority: 'High',
      title: expect.stringContaining('Not back after a reboot: NW-SRV-01'),
      description: expect.stringMatching(
        /Tried: Reboot the server .* Approved by Ada, sent .* It is offline and has not come back\./,
      ),
    });
    expect(alert.archivedAt).toBeUndefined();
    expect(rebootsOrdered(app)).toHaveLength(1);
  });
});
