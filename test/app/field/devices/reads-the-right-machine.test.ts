import { describe } from 'vitest';
import { scenario } from '../../../helpers/app/scenario.ts';
import { addRebootable, untilAsked, withReboots } from '../../../helpers/scenarios/reboot-scenarios.ts';

describe('a device whose number in Automox is by now that of another machine', () => {
  scenario(
    'is judged without Automox, which is asked for no scan: the ticket says what changed',
    withReboots,
    async (stage) => {
      const { server } = await addRebootable(stage);
      server.name = 'NW-OTHER';
      await untilAsked(stage);
    },
    {
      ...{ outcomes: ['ticket-opened'], tickets: ['Open'], openAlerts: 1, most: { atera: 4, automox: 2 } },
      says: [
        'Automox reports nothing: the device is another one in Automox than when the devices were last listed (its name was NW-SRV-01 and is now NW-OTHER)',
      ],
    },
  );

  scenario(
    'and that is offline has no second witness: the ticket says what changed',
    withReboots,
    async (stage) => {
      const device = stage.add();
      const server = await stage.enroll(device);
      server.serialNumber = 'JX7K2M3';
      device.goOffline();
      await stage.hours(1);
    },
    {
      ...{ outcomes: ['ticket-opened'], tickets: ['Open'], openAlerts: 1, most: { atera: 4, automox: 1 } },
      says: [
        'Automox reports nothing: the device is another one in Automox',
        'There is no second witness: the device is another',
      ],
    },
  );
});
