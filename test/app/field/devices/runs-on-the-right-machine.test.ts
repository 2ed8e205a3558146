import { afterAll, describe } from 'vitest';
import type { EnrollOptions } from '../../../../dev/simulator/automox/enrolled-server.ts';
import type { Device, DeviceOptions } from '../../../../dev/simulator/world/device.ts';
import { FIRST_CUSTOMER } from '../../../helpers/app/app-setup.ts';
import { type Ending, printRequests, type Stage, scenario } from '../../../helpers/app/scenario.ts';
import { addFull, addWorklet, CLEANUP, withAutomoxMatch } from '../../../helpers/scenarios/disk-scenarios.ts';

/** Devices are found by listing both vendors, as in production. */
const listed = { ...withAutomoxMatch, directory: 'none' } as const;

/** Nothing ran anywhere, and the ticket says why. */
const left = (...says: string[]): Ending => ({
  ...{ outcomes: ['ticket-opened'], tickets: ['Open'], openAlerts: 1, commands: [], most: { atera: 5 } },
  says: says.map((one, at) => (at === 0 ? `A cleanup could not be run: ${one}` : one)),
});

const SHARED = '5TG8QN3';

afterAll(printRequests);

/** A full device that Automox knows as `known` says, or not at all. */
function addKnown(stage: Stage, options: Partial<DeviceOptions>, known?: EnrollOptions): Device {
  const device = addFull(stage, options);
  if (known) stage.app.simulator.automox.enroll(device, known);
  return device;
}

/** Another machine of the customer, in both systems, that is not full. */
function addOther(stage: Stage, options: Partial<DeviceOptions>, known: EnrollOptions = {}): Device {
  const device = stage.add(options);
  stage.app.simulator.automox.enroll(device, known);
  return device;
}

async function untilTicket(stage: Stage): Promise<void> {
  addWorklet(stage);
  await stage.minutes(40);
}

describe('a full device that is not the one in Automox for certain', () => {
  scenario(
    'has the placeholder serial number of another one: neither is touched',
    listed,
    async (stage) => {
      addKnown(stage, { name: 'NW-SRV-01', serialNumber: 'SYS-1234567890' });
      addOther(stage, { name: 'NW-PC-77' }, { serialNumber: 'SYS-1234567890' });
      await untilTicket(stage);
    },
    left(
      'Automox knows no device with its host name, and its serial number in Atera, SYS-1234567890, is a placeholder',
    ),
  );

  scenario(
    'has only a placeholder beside its name: the ticket says how to name it in the policy',
    listed,
    async (stage) => {
      addKnown(stage, { name: 'NW-PC-01', serialNumber: 'Default string' }, {});
      await untilTicket(stage);
    },
    left(
      'its serial number in Atera, Default string, is a placeholder that identifies no device, and its host name alone is not enough; ',
      'if it is server 3000001 in Automox (NW-PC-01), name it in the policy (automox.devices of the customer) with agent id, server id, serial number and name.',
    ),
  );

  scenario(
    'shares its serial number with another agent: the ticket names both',
    listed,
    async (stage) => {
      addKnown(stage, { name: 'NW-SRV-01', serialNumber: SHARED }, {});
      stage.add({ name: 'NW-SRV-02', serialNumber: SHARED });
      await untilTicket(stage);
    },
    left(
      `its serial number in Atera, ${SHARED}, is carried by 2 agents in Atera (NW-SRV-01 1001, NW-SRV-02 1002) and identifies none`,
    ),
  );

  scenario(
    'was installed twice: the ticket names both agents and says to delete the stale one',
    listed,
    async (stage) => {
      addKnown(stage, { name: 'NW-SRV-01', serialNumber: SHARED }, {});
      stage.add({ name: 'NW-SRV-01', serialNumber: SHARED, online: true });
      await untilTicket(stage);
    },
    left('its serial number in Atera', '2 agents in Atera (NW-SRV-01 1001, NW-SRV-01 1002)', 'delete what is stale'),
  );

  scenario(
    'shares its serial number with a machine of another customer: the ticket names both',
    { ...listed, automox: { [FIRST_CUSTOMER]: {}, [FIRST_CUSTOMER + 1]: {} } },
    async (stage) => {
      addKnown(stage, { name: 'NW-SRV-01', serialNumber: SHARED }, {});
      const { world } = stage.app.simulator;
      world.addDevice(world.addCustomer('South Wind'), { name: 'SW-SRV-09', serialNumber: SHARED });
      await untilTicket(stage);
    },
    left('its serial number in Atera', '2 agents in Atera (NW-SRV-01 1001, SW-SRV-09 1002)'),
  );

  scenario(
    'is one of two clones of a virtual machine: the ticket names all four',
    listed,
    async (stage) => {
      const serialNumber = 'VMware-56 4d 1a 7b c2 03 9e 55-81 f0 6a 2d 44 e9 b7 10';
      const macAddresses = ['00:50:56:9A:10:20'];
      addKnown(stage, { name: 'NW-VM-01', serialNumber, macAddresses }, {});
      addOther(stage, { name: 'NW-VM-02', serialNumber, macAddresses });
      await untilTicket(stage);
    },
    left(
      'its serial number in Atera, VMware-56 4d 1a',
      '2 agents in Atera (NW-VM-01 1001, NW-VM-02 1002) and 2 devices in Automox (NW-VM-01 3000001, NW-VM-02 3000002)',
    ),
  );

  scenario(
    'got a new mainboard of which only Atera knows: the ticket names both serial numbers',
    listed,
    async (stage) => {
      addKnown(stage, { name: 'NW-SRV-01', serialNumber: SHARED }, { serialNumber: 'JX7K2M3' });
      await untilTicket(stage);
    },
    left(
      'the Automox device of that host name is another one by the serial numbers (Atera says 5TG8QN3, Automox JX7K2M3)',
      'if its mainboard was replaced, install the Automox agent again',
    ),
  );

  scenario(
    'has another name in Automox: the ticket names both',
    listed,
    async (stage) => {
      addKnown(stage, { name: 'NW-SRV-01', serialNumber: SHARED }, { name: 'NW-SRV-OLD' });
      await untilTicket(stage);
    },
    left('Automox has its serial number under the host name NW-SRV-OLD (server 3000001), Atera says NW-SRV-01'),
  );

  scenario(
    'has no serial number in Automox: the ticket says so',
    listed,
    async (stage) => {
      addKnown(stage, { name: 'NW-SRV-01' }, { serialNumber: null });
      await untilTicket(stage);
    },
    left('Automox reports no serial number of it, and its host name alone is not enough; if it is server 3000001'),
  );

  scenario(
    'has no serial number in Atera: the ticket says so',
    listed,
    async (stage) => {
      addKnown(stage, { name: 'NW-SRV-01', serialNumber: '' }, { serialNumber: SHARED });
      await untilTicket(stage);
    },
    left('Atera reports no serial number of it, and its host name alone is not enough; if it is server 3000001'),
  );

  scenario(
    'calls itself localhost as others do: the ticket says so',
    listed,
    async (stage) => {
      addKnown(stage, { name: 'localhost', serialNumber: SHARED }, { name: 'localhost.localdomain' });
      await untilTicket(stage);
    },
    left('Automox has its serial number under the host name localhost.localdomain'),
  );

  scenario(
    'is not in the group of its customer: the ticket says where it is',
    { ...listed, automox: { [FIRST_CUSTOMER]: { serverGroupIds: [55] } } },
    async (stage) => {
      addKnown(stage, { name: 'NW-SRV-01', serialNumber: SHARED }, { groupId: 56 });
      await untilTicket(stage);
    },
    left('Automox has its serial number in another place (server 3000001: organisation', 'group 56'),
  );
});

describe('a full device that the policy names at both vendors', () => {
  const pair = { agentId: 1_001, serverId: 3_000_001, serialNumber: 'Default string', name: 'NW-PC-01' };
  const named = { ...listed, automox: { [FIRST_CUSTOMER]: { devices: [pair] } } };

  scenario(
    'is cleaned, although its serial number identifies nothing',
    named,
    async (stage) => {
      addWorklet(stage);
      addKnown(stage, { name: 'NW-PC-01', serialNumber: 'Default string' }, {});
      addOther(stage, { name: 'NW-PC-02', serialNumber: 'Default string' });
      await stage.minutes(30);
      await stage.answer('approve');
      await stage.hours(3);
    },
    { outcomes: ['cleanup-verified'], commands: [CLEANUP], most: { atera: 6, automox: 8 } },
  );

  scenario(
    'and that another machine has taken the place of is left alone',
    named,
    async (stage) => {
      addKnown(stage, { name: 'NW-PC-01', serialNumber: 'Default string' }, { serialNumber: SHARED });
      await untilTicket(stage);
    },
    left(
      'the policy pairs it with server 3000001 (serial number Default string, name NW-PC-01), but Automox says the serial number 5TG8QN3; correct automox.devices',
    ),
  );
});
