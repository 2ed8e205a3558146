import { describe, expect, it } from 'vitest';
import type { AgentIdentity, DevicePair, ServerIdentity } from '../../../../shared/domain/devices/device-marks.ts';
import { matchDevices } from '../../../../shared/domain/devices/match-devices.ts';
import { agent, MAC, match, OTHER, SERIAL, server } from '../../../helpers/scenarios/devices.ts';

const macs = { macAddresses: [MAC] };

type Case = [string, AgentIdentity[], ServerIdentity[], string, string];
const elsewhere = { organizationId: 8 };

describe('a device has no actions, and the reason says why', () => {
  it.each<Case>([
    [
      'Automox does not know it',
      [agent(1, 'A', SERIAL)],
      [server(9, 'B', OTHER)],
      'unknown-in-automox',
      'Automox knows no device with its serial number or its host name',
    ],
    [
      'only a placeholder agrees',
      [agent(1, 'A', 'SYS-1234567890')],
      [server(9, 'B', 'SYS-1234567890')],
      'unknown-in-automox',
      'its serial number in Atera, SYS-1234567890, is a placeholder',
    ],
    [
      'only the serial number agrees',
      [agent(1, 'A', SERIAL)],
      [server(9, 'B', SERIAL)],
      'other-name',
      `under the host name B (server 9), Atera says A`,
    ],
    [
      'only the name agrees',
      [agent(1, 'A', 'Default string')],
      [server(9, 'A', 'Default string')],
      'placeholder-serial',
      'Default string, is a placeholder that identifies no device, and its host name alone is not enough; if it is server 9 in Automox (A), name it in the policy',
    ],
    [
      'its serial number is its own name',
      [agent(1, 'NW-SRV-01', 'NW-SRV-01')],
      [server(9, 'NW-SRV-01', 'nwsrv01')],
      'placeholder-serial',
      'is a placeholder',
    ],
    [
      'Atera reports no serial number',
      [agent(1, 'A')],
      [server(9, 'A', SERIAL)],
      'no-serial',
      'Atera reports no serial number of it',
    ],
    [
      'Automox reports no serial number',
      [agent(1, 'A', SERIAL)],
      [server(9, 'A')],
      'no-serial',
      'Automox reports no serial number of it',
    ],
    [
      'Automox reports a placeholder',
      [agent(1, 'A', SERIAL)],
      [server(9, 'A', 'None')],
      'placeholder-serial',
      'in Automox, None, is a placeholder',
    ],
    [
      'two agents carry its serial number',
      [agent(1, 'A', SERIAL), agent(2, 'B', SERIAL, { customerId: 2 })],
      [server(9, 'A', SERIAL)],
      'shared-serial',
      `in Atera, ${SERIAL}, is carried by 2 agents in Atera (A 1, B 2) and identifies none of them`,
    ],
    [
      'it was installed twice',
      [agent(1, 'A', SERIAL), agent(2, 'A', SERIAL)],
      [server(9, 'A', SERIAL)],
      'shared-serial',
      '2 agents in Atera (A 1, A 2)',
    ],
    [
      'two agents share a number and Automox knows neither',
      [agent(1, 'A', SERIAL), agent(2, 'B', SERIAL)],
      [],
      'unknown-in-automox',
      '2 agents in Atera (A 1, B 2)',
    ],
    [
      'two servers carry its serial number, one elsewhere',
      [agent(1, 'A', SERIAL)],
      [server(8, 'A', SERIAL, elsewhere), server(9, 'A', SERIAL)],
      'shared-serial',
      'carried by 2 devices in Automox (A 8, A 9)',
    ],
    [
      'its namesake has another number',
      [agent(1, 'A', SERIAL)],
      [server(9, 'A', OTHER)],
      'other-serial',
      `is another one by the serial numbers (Atera says ${SERIAL}, Automox ${OTHER})`,
    ],
    [
      'its namesake is another agent',
      [agent(1, 'A', SERIAL), agent(2, 'B', OTHER)],
      [server(9, 'A', OTHER)],
      'other-serial',
      'which is that of B 2 in Atera',
    ],
    [
      'two servers have its name',
      [agent(1, 'A')],
      [server(8, 'A'), server(9, 'a.x')],
      'shared-name',
      'Automox has 2 devices of that host name (A 8, a.x 9)',
    ],
    [
      'another agent of its name has the number of the server',
      [agent(1, 'A', OTHER), agent(2, 'A', SERIAL)],
      [server(9, 'A', SERIAL)],
      'shared-name',
      '2 agents that could be the one device in Automox (1, 2)',
    ],
    [
      'it is in another organisation',
      [agent(1, 'A', SERIAL)],
      [server(9, 'A', SERIAL, elsewhere)],
      'wrong-place',
      'server 9: organisation 8',
    ],
    [
      'it has no customer',
      [agent(1, 'A', SERIAL, { customerId: undefined })],
      [server(9, 'A', SERIAL)],
      'customer-unassigned',
      'assigned to no Automox organisation',
    ],
    [
      'a dock lends it a MAC address',
      [agent(1, 'A', '', macs), agent(2, 'B', '', macs)],
      [server(9, 'A', '', macs)],
      'no-serial',
      'no serial number',
    ],
    [
      'its MAC address contradicts its number',
      [agent(1, 'A', SERIAL, macs)],
      [server(9, 'A', OTHER, macs)],
      'other-serial',
      'another one',
    ],
    [
      'a MAC address is that of a hypervisor',
      [agent(1, 'A', '', { macAddresses: ['00:50:56:01:02:03'] })],
      [server(9, 'A', '', { macAddresses: ['00:50:56:01:02:03'] })],
      'no-serial',
      'no serial number',
    ],
  ])('when %s', (_, agents, servers, code, reason) => {
    expect(match(agents, servers)[1]).toMatchObject({ matched: false, code, reason: expect.stringContaining(reason) });
  });

  it('when it is a clone, though its network card is its own', () => {
    const clones = [agent(1, 'A', SERIAL, macs), agent(2, 'B', SERIAL)];

    expect(match(clones, [server(9, 'A', SERIAL, macs)])[1]).toMatchObject({ code: 'shared-serial' });
  });

  it('and says which server a MAC address could make its own', () => {
    const twins = [agent(1, 'A', '', macs), agent(2, 'B', SERIAL, macs)];
    const found = match(twins, [server(9, 'A', 'None'), server(8, 'B', OTHER)]);

    expect([found[1], found[2]]).toMatchObject([{ byMac: 9 }, { code: 'other-serial' }]);
    expect(found[2]).not.toHaveProperty('byMac');
  });

  it('when its customer has no Automox', () => {
    const found = matchDevices({
      agents: [agent(1, 'A', SERIAL)],
      servers: [server(9, 'A', SERIAL)],
      placeOf: () => undefined,
    });

    expect(found.get(1)).toMatchObject({ code: 'customer-unassigned' });
  });
});

describe('a pair that the policy names', () => {
  const pair: DevicePair = { agentId: 1, serverId: 9, serialNumber: 'Default string', name: 'A', customerId: 1 };
  const twins = [agent(1, 'A', 'Default string'), agent(2, 'A', 'Default string')];

  it.each([
    ['both marks are what it says', server(9, 'a.x', 'default string')],
    ['one vendor reports no serial number', server(9, 'A', '')],
  ])('is the device where %s, though the marks alone identify nothing', (_what, paired) => {
    expect(match(twins, [paired, server(8, 'A')], { pairs: [pair] })).toMatchObject({
      1: { serverId: 9, by: 'policy' },
      2: { matched: false },
    });
  });

  it.each<[string, AgentIdentity, ServerIdentity, string]>([
    [
      'Automox reports another number',
      agent(1, 'A', 'Default string'),
      server(9, 'A', SERIAL),
      `Automox says the serial number ${SERIAL}`,
    ],
    [
      'Atera reports another number',
      agent(1, 'A', SERIAL),
      server(9, 'A', 'Default string'),
      `Atera says the serial number ${SERIAL}`,
    ],
    [
      'Automox reports another name',
      agent(1, 'A', 'Default string'),
      server(9, 'B', 'Default string'),
      'Automox says the name B',
    ],
    [
      'Atera reports another name',
      agent(1, 'B', 'Default string'),
      server(9, 'A', 'Default string'),
      'Atera says the name B',
    ],
    ['neither reports a number', agent(1, 'A'), server(9, 'A'), 'neither vendor reports a serial number'],
    [
      'the agent has another customer',
      agent(1, 'A', 'Default string', { customerId: 2 }),
      server(9, 'A', 'Default string'),
      'belongs to another customer',
    ],
    [
      'the server is elsewhere',
      agent(1, 'A', 'Default string'),
      server(9, 'A', 'Default string', elsewhere),
      "not where the customer's devices are",
    ],
    ['the server is gone', agent(1, 'A', 'Default string'), server(8, 'A', 'Default string'), 'lists no such device'],
  ])('is not when %s', (_what, one, other, reason) => {
    expect(match([one], [other], { pairs: [pair] })[1]).toMatchObject({
      matched: false,
      code: 'pair-differs',
      reason: expect.stringContaining(reason),
    });
  });

  it('keeps its server from every other agent', () => {
    const found = match([agent(1, 'A'), agent(2, 'A2', SERIAL)], [server(9, 'A2', SERIAL)], { pairs: [pair] });

    expect(found[2]).toMatchObject({ code: 'pair-of-another', reason: expect.stringContaining('for agent 1') });
  });
});
