import { afterAll, describe, expect } from 'vitest';
import type { EnrolledServer } from '../../../../dev/simulator/automox/enrolled-server.ts';
import type { Device } from '../../../../dev/simulator/world/device.ts';
import { FIRST_CUSTOMER } from '../../../helpers/app/app-setup.ts';
import { type Ending, printRequests, type Stage, scenario } from '../../../helpers/app/scenario.ts';
import {
  addFull,
  addWorklet,
  CLEANUP,
  cleaning,
  seldomPolled,
  withAutomoxMatch,
} from '../../../helpers/scenarios/disk-scenarios.ts';

/** Devices are found by listing both vendors, as in production. */
const listed = { ...withAutomoxMatch, directory: 'none' } as const;

const OTHER_SERIAL = 'JX7K2M3';

/** Nothing ran anywhere, and the ticket says why. */
const notSent = (...says: string[]): Ending => ({
  ...{ outcomes: ['ticket-opened'], tickets: ['Open'], openAlerts: 1, commands: [], most: { atera: 7, automox: 4 } },
  says: ['Nothing was done to the device. Proposed: Run Automox worklet', ...says],
});

interface Pair {
  readonly device: Device;
  readonly server: EnrolledServer;
  readonly stage: Stage;
}

/** A full device that is matched, about which a person is asked. */
async function untilAsked(stage: Stage, minutes = 20): Promise<Pair> {
  addWorklet(stage);
  const device = addFull(stage);
  const server = stage.app.simulator.automox.enroll(device);
  await stage.minutes(minutes);
  return { device, server, stage };
}

/**
 * The person says yes; `change` happens once the last inspection was answered, right before the
 * command is sent.
 */
async function changeAfterInspection(stage: Stage, change: (pair: Pair) => void): Promise<void> {
  const pair = await untilAsked(stage);
  const run = () => change(pair);
  stage.app.simulator.faults.inject({ on: 'GET /agents/{agentId}', fault: { kind: 'then', run } });
  await stage.answer('approve');
  await stage.minutes(10);
}

const atera = 'It was not done, because the device is another one in Atera than when the devices were last listed';
const automox = 'It was not done, because the device is another one in Automox than when the devices were last listed';

afterAll(printRequests);

describe('an approved cleanup is not sent when, after the last inspection,', () => {
  const cases: readonly [string, (pair: Pair) => void, Ending][] = [
    [
      'the agent got another name',
      ({ device }) => {
        device.name = 'NW-OTHER';
      },
      notSent(`${atera} (its name was NW-SRV-01 and is now NW-OTHER)`),
    ],
    [
      'the agent got another serial number',
      ({ device }) => {
        device.serialNumber = OTHER_SERIAL;
      },
      notSent(atera, `and is now ${OTHER_SERIAL}); the next listing matches it again.`),
    ],
    [
      'the agent lost its serial number',
      ({ device }) => {
        device.serialNumber = '';
      },
      notSent(atera, 'and is now none)'),
    ],
    [
      'the agent was moved to another customer',
      ({ device, stage }) => {
        device.customer = stage.app.simulator.world.addCustomer('South Wind');
      },
      {
        ...{
          outcomes: ['ticket-opened'],
          tickets: ['Open'],
          openAlerts: 1,
          commands: [],
          most: { atera: 8, automox: 2 },
        },
        says: [
          'Approved by Ada (typed, not verified) 2026-03-02 09:20 CET, but it was not done: the device belongs to another customer by now (12 in Atera, before 11).',
        ],
      },
    ],
    [
      'the server in Automox got another name',
      ({ server }) => {
        server.name = 'nw-other.north.example';
      },
      notSent(`${automox} (its name was NW-SRV-01 and is now nw-other.north.example)`),
    ],
    [
      'the server in Automox is only named alike',
      ({ server }) => {
        server.name = 'NW-SRV-010';
      },
      notSent(automox),
    ],
    [
      'the server in Automox got another serial number',
      ({ server }) => {
        server.serialNumber = OTHER_SERIAL;
      },
      notSent(automox, `and is now ${OTHER_SERIAL})`),
    ],
    [
      'the server in Automox reports no serial number any more',
      ({ server }) => {
        server.serialNumber = null;
      },
      notSent(automox, 'and is now none)'),
    ],
    [
      'both got the same other serial number and name',
      ({ device, server }) => {
        Object.assign(device, { name: 'NW-NEW', serialNumber: OTHER_SERIAL });
        Object.assign(server, { name: 'NW-NEW', serialNumber: OTHER_SERIAL });
      },
      notSent(atera),
    ],
  ];
  for (const [what, change, ending] of cases)
    scenario(what, listed, (stage) => changeAfterInspection(stage, change), ending);

  scenario(
    'the server was moved to the group of another customer',
    { ...listed, automox: { [FIRST_CUSTOMER]: { serverGroupIds: [900] } } },
    (stage) =>
      changeAfterInspection(stage, ({ server }) => {
        server.groupId = 901;
      }),
    notSent('because Automox has its serial number in another place (server 3000001: organisation', 'group 901)'),
  );

  scenario(
    'another agent with its serial number is in the directory',
    listed,
    async (stage) => {
      const { device } = await untilAsked(stage);
      const { deps, clock } = stage.app;
      const twin = { id: 9_999, machineName: 'TWIN', serialNumber: device.serialNumber, listedAt: clock.now() };
      await deps.directory.saveAgents([{ ...twin, deviceClass: 'workstation' }]);
      await stage.answer('approve');
      await stage.minutes(10);
    },
    notSent('is carried by 2 agents in Atera (NW-SRV-01 1001, TWIN 9999)'),
  );
});

describe('an approved cleanup is not sent when the directory is old:', () => {
  scenario(
    'whether another device has the same serial number by now is not known',
    { ...listed, ...seldomPolled },
    async (stage) => {
      await untilAsked(stage, 40);
      const broken = { kind: 'status', status: 503 } as const;
      stage.app.simulator.faults.inject({ on: 'GET /agents', times: Number.POSITIVE_INFINITY, fault: broken });
      await stage.hours(13);
      await stage.answer('approve');
      await stage.minutes(10);
    },
    notSent('It was not done, because the devices were last listed 13 hours ago: whether another one has its serial'),
  );
});

describe('an approved cleanup is sent', () => {
  scenario(
    'when only the case and the domain of the name in Automox changed',
    listed,
    async (stage) => {
      await changeAfterInspection(stage, ({ server }) => {
        server.name = 'nw-srv-01.north.example';
      });
      await stage.hours(2);
    },
    { outcomes: ['cleanup-verified'], commands: [CLEANUP], most: { atera: 7, automox: 8 } },
  );
});

describe('an approved cleanup of a device that is enrolled in Automox again', () => {
  /** Its server is gone, and the same machine has another one, with the same marks. */
  const enrollAnew = ({ device, server, stage }: Pair) => {
    const { automox } = stage.app.simulator;
    automox.remove(server);
    return automox.enroll(device);
  };
  const seldom = { ...listed, policy: { ...cleaning, directoryRefreshMinutes: 60 } };

  scenario(
    'is asked for again, for the new server, once the devices were listed again',
    seldom,
    async (stage) => {
      const pair = await untilAsked(stage);
      const again = enrollAnew(pair);
      await stage.answer('approve');
      await stage.minutes(10);
      expect((await stage.app.outcomes())[0]?.text).toContain('Automox does not know the device any more');
      await stage.hours(3);
      const [asked] = await stage.app.outcomes();
      expect(asked).toMatchObject({ code: 'approval-needed' });
      expect(asked?.text).toContain(
        'What Ada (typed, not verified) approved 2026-03-02 09:20 CET has changed since, so it is asked again.',
      );
      expect(again.taken).not.toContain(CLEANUP);
      await stage.answer('approve');
      await stage.hours(2);
      expect(again.taken).toContain(CLEANUP);
    },
    { outcomes: ['cleanup-verified'], commands: [CLEANUP] },
  );

  scenario(
    'while the question is open is asked for again, whoever answered the first one',
    seldom,
    async (stage) => {
      const pair = await untilAsked(stage);
      const again = enrollAnew(pair);
      await stage.hours(2);
      await stage.answer('approve');
      await stage.minutes(10);
      const [asked] = await stage.app.outcomes();
      expect(asked).toMatchObject({ code: 'approval-needed' });
      expect(asked?.text).toContain('What Ada (typed, not verified) approved');
      await stage.answer('approve');
      await stage.hours(2);
      expect(again.taken).toContain(CLEANUP);
    },
    { outcomes: ['cleanup-verified'], commands: [CLEANUP] },
  );

  scenario(
    'that is not for certain the same is reported in a ticket, and nothing is sent',
    seldom,
    async (stage) => {
      const { device, server } = await untilAsked(stage);
      const { automox } = stage.app.simulator;
      automox.remove(server);
      automox.enroll(device, { serialNumber: OTHER_SERIAL });
      await stage.answer('approve');
      await stage.hours(3);
    },
    {
      ...{ outcomes: ['still-occurring'], tickets: ['Open'], openAlerts: 1, commands: [] },
      says: ['Approved by Ada (typed, not verified) 2026-03-02 09:20 CET; it was not done.'],
    },
  );
});
