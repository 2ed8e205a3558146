import { afterAll, describe } from 'vitest';
import { printRequests, scenario } from '../../../helpers/app/scenario.ts';
import { addFull, addWorklet, withAutomoxMatch } from '../../../helpers/scenarios/disk-scenarios.ts';

/** What stands in the inventory in place of the drives, and what the ticket says of it. */
const INVENTORIES: readonly [what: string, disks: unknown, says: string][] = [
  ['does not list the drive', [{ Drive: 'D:', Free: 900, Used: 100, Total: 1_000 }], 'the inventory lists no drive C:'],
  ['is missing', null, 'the inventory lists no drive C:'],
  ['is no list', 'none', 'the inventory lists no drive C:'],
  ['gives the drive words for sizes', [{ Drive: 'C:', Free: 'plenty', Used: 1, Total: 'all' }], 'no usable reading'],
  [
    'contradicts itself',
    [
      { Drive: 'C:', Free: 900, Used: 100, Total: 1_000 },
      { Drive: 'C:', Free: 10, Used: 990, Total: 1_000 },
    ],
    'the inventory lists drive C: with different sizes',
  ],
  [
    'says that nothing is used and nothing free',
    [{ Drive: 'C:', Free: 0, Used: 0, Total: 1_000 }],
    'without usable sizes',
  ],
  [
    'gives impossible sizes',
    [{ Drive: 'C:', Free: 2_000, Used: 0, Total: 1_000 }],
    'the inventory gives drive C: impossible sizes',
  ],
];

afterAll(printRequests);

describe('disk space that cannot be read', () => {
  for (const [what, HardwareDisks, says] of INVENTORIES) {
    scenario(
      `because the inventory ${what}: a ticket says so, no cleanup, no success`,
      withAutomoxMatch,
      async (stage) => {
        const server = addFull(stage, { raw: { HardwareDisks } });
        await stage.enroll(server);
        addWorklet(stage);
        await stage.hours(2);
      },
      {
        outcomes: ['not-verified'],
        tickets: ['Open'],
        openAlerts: 1,
        says: [
          says,
          'A cleanup could not be run: nothing shows for certain that the drive is full.',
          'Please do: check the drive by hand; the app could not read it.',
        ],
      },
    );
  }

  scenario(
    'when its alert is gone: ended on the word of Atera alone, without a ticket',
    {},
    async (stage) => {
      const server = addFull(stage, { raw: { HardwareDisks: null } });
      await stage.minutes(7);
      server.setDiskUsedPercent('C:', 50);
      await stage.hours(2);
    },
    { outcomes: ['alert-cleared'], most: { atera: 3 } },
  );

  scenario(
    'because the whole device is unreadable: nothing is claimed, the alert stays, and a person is notified in the end',
    {},
    async (stage) => {
      addFull(stage, { raw: { AgentID: 'one', DeviceGuid: 7 } });
      await stage.hours(6);
    },
    {
      outcomes: ['inspection-failed'],
      openAlerts: 1,
      tickets: ['Open'],
      explained: ['Could not inspect the device'],
      says: ['could not be verified.', 'The state of the device is not known.'],
    },
  );

  scenario(
    'because its alert does not say its limit: a ticket says so, and the alert stays',
    {},
    async (stage) => {
      const device = stage.add();
      stage.app.simulator.world.raiseCustomAlert({
        device,
        title: 'Disk Usage(C:)',
        message: 'Disk Usage(C:) is too high',
        category: 'Disk',
      });
      await stage.hours(5);
    },
    {
      outcomes: ['not-verified'],
      tickets: ['Open'],
      openAlerts: 1,
      says: [
        'is over its limit (the alert does not say which); whether it still is could not be verified',
        'Atera\'s alert says "Disk Usage(C:) is too high"',
        '(40 % used); the alert does not say its limit',
      ],
    },
  );
});
