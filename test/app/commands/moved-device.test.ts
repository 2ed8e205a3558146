import { describe, expect, it } from 'vitest';
import { HOUR } from '../../helpers/app/app.ts';
import { answerReboot, rebootsOrdered, startRebooting } from '../../helpers/stories/reboot-app.ts';

describe('an approved reboot', () => {
  it.each([
    ['belongs to another customer', { CustomerID: 9_999 }, 'the device has moved to another customer'],
    ['has another serial number', { VendorSerialNumber: 'ZZ-OTHER-99' }, 'the device is another one in Atera'],
  ])('is not sent when its device by now %s in Atera', async (_what, other, said) => {
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
  });
});
