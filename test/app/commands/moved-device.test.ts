import { describe, expect, it } from 'vitest';
import { HOUR } from '../../helpers/app/app.ts';
import { answerReboot, rebootsOrdered, startRebooting } from '../../helpers/scenarios/reboot-app.ts';

describe('an approved reboot', () => {
  it.each([['has another serial number', { VendorSerialNumber: 'ZZ-OTHER-99' }, 'the device is another one in Atera']])(
    'is not sent when its device by now %s in Atera',
    async (_what, other, said) => {
      const raw: Record<string, unknown> = {};
      await using stage = await startRebooting([{ raw }]);
      const { app, raise } = stage;
      raise();
      await app.clock.advance(HOUR);
      expect(await answerReboot(app, 'approve')).toBe(200);

      Object.assign(raw, other);
      await app.clock.advance(3 * HOUR);

      expect(rebootsOrdered(app)).toEqual([]);
      expect(app.simulator.world.tickets.all()).toMatchObject([{ description: expect.stringContaining(said) }]);
    },
  );

  it('is not sent when its device belongs to another customer by now, whose the ticket is', async () => {
    await using stage = await startRebooting();
    const { app, device, raise } = stage;
    const other = app.simulator.world.addCustomer('South Wind');
    raise();
    await app.clock.advance(HOUR);
    expect(await answerReboot(app, 'approve')).toBe(200);

    device.customer = other;
    await app.clock.advance(6 * HOUR);

    expect(rebootsOrdered(app)).toEqual([]);
    const description = expect.stringContaining('but it was not done: the device belongs to another customer by now');
    expect(app.simulator.world.tickets.all()).toMatchObject([{ customerId: other.id, description }]);
  });
});
