import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hostName, isSameHost, serialKey } from '../../shared/domain/device-identity.ts';
import {
  type AgentIdentity,
  type AutomoxPlace,
  matchDevices,
  type ServerIdentity,
} from '../../shared/domain/match-devices.ts';

const ORGANIZATION: AutomoxPlace = { organizationId: 7 };

const agent = (id: number, machineName: string, serialNumber = '', customerId = 1): AgentIdentity => ({
  id,
  machineName,
  serialNumber,
  customerId,
});
const server = (id: number, name: string, serialNumber = '', organizationId = 7): ServerIdentity => ({
  id,
  name,
  serialNumber,
  organizationId,
});
const match = (agents: AgentIdentity[], servers: ServerIdentity[], placeOf = (_: number) => ORGANIZATION) =>
  Object.fromEntries(matchDevices({ agents, servers, placeOf }));

describe('a device', () => {
  it('is known by its serial number, however it is written and whatever its names', () => {
    expect(match([agent(1, 'OLD-NAME', 'VMware-56 4d 1a')], [server(9, 'new-name', 'vmware-564d1a')])).toEqual({
      1: { hands: true, serverId: 9, by: 'serial' },
    });
  });

  it.each([
    'To be filled by O.E.M.',
    'Default string',
    '0',
    'None',
    'System Serial Number',
    'N/A',
    '00000000',
    'XXXXXXX',
    '  ',
    '123456789',
    'Not Specified',
  ])('is not known by %j', (junk) => {
    expect(match([agent(1, 'A', junk)], [server(9, 'B', junk)])[1]).toMatchObject({ hands: false });
  });

  it.each([
    ['NW-SRV-01', 'nw-srv-01'],
    ['NW-SRV-01', 'NW-SRV-01.north.example'],
    ['nw-srv-01.north.example.', 'NW-SRV-01'],
    ['RECEPTION-DESK-01', 'RECEPTION-DESK-'],
    ['RECEPTION-DESK-', 'reception-desk-01.north.example'],
  ])('is known by its host name: %s is %s', (atera, automox) => {
    expect(match([agent(1, atera, 'None')], [server(9, automox, '')])).toEqual({
      1: { hands: true, serverId: 9, by: 'name' },
    });
  });

  it.each([
    ['RECEPTION-DESK-01', 'RECEPTION-DESK-02'],
    ['NW-SRV', 'NW-SRV-01'],
    ['localhost', 'localhost.localdomain'],
    ['192.168.1.5', '192.168.1.6'],
    ['', ''],
  ])('is not known by names that only resemble each other: %j and %j', (atera, automox) => {
    expect(match([agent(1, atera)], [server(9, automox)])[1]).toMatchObject({ hands: false });
  });

  it('whose serial number several carry is known by its name, as cloned machines are', () => {
    const clones = ['A', 'B'].map((name, index) => agent(index + 1, name, 'VMware-56 4d 1a'));
    const servers = ['B', 'A'].map((name, index) => server(index + 8, name, 'VMware-56 4d 1a'));

    expect(match(clones, servers)).toEqual({
      1: { hands: true, serverId: 9, by: 'name' },
      2: { hands: true, serverId: 8, by: 'name' },
    });
  });
});

describe('without hands, and with the reason, is a device', () => {
  it.each<[string, AgentIdentity[], ServerIdentity[], string]>([
    ['that Automox does not know', [agent(1, 'A', 'SN-12345')], [server(9, 'B')], 'Automox knows no device'],
    ['whose name two servers have', [agent(1, 'A')], [server(8, 'A'), server(9, 'a.x')], 'Automox has 2 devices'],
    [
      'whose name two agents have',
      [agent(1, 'A'), agent(2, 'A')],
      [server(9, 'A')],
      '2 agents that could be the one device in Automox (1, 2)',
    ],
    [
      'that was installed twice',
      [agent(1, 'A', 'SN-12345'), agent(2, 'A', 'SN-12345')],
      [server(9, 'A', 'SN-12345')],
      '2 agents',
    ],
    [
      'whose namesake has another serial number',
      [agent(1, 'A', 'SN-12345')],
      [server(9, 'A', 'SN-99999')],
      'is another one by the serial numbers',
    ],
    [
      'whose namesake is another agent by its serial number',
      [agent(1, 'A'), agent(2, 'B', 'SN-12345')],
      [server(9, 'A', 'SN-12345')],
      'is another one by the serial numbers',
    ],
    [
      'in another organisation',
      [agent(1, 'A', 'SN-12345')],
      [server(9, 'A', 'SN-12345', 8)],
      'Automox knows no device',
    ],
    [
      'of no customer',
      [{ ...agent(1, 'A', 'SN-12345'), customerId: undefined }],
      [server(9, 'A', 'SN-12345')],
      'assigned to no Automox organisation',
    ],
  ])('%s', (_, agents, servers, reason) => {
    expect(match(agents, servers)[1]).toEqual({ hands: false, reason: expect.stringContaining(reason) });
  });

  it('of a customer without Automox', () => {
    const places = matchDevices({
      agents: [agent(1, 'A', 'SN-12345')],
      servers: [server(9, 'A', 'SN-12345')],
      placeOf: () => undefined,
    });

    expect(places.get(1)).toMatchObject({ hands: false });
  });
});

describe('customers that share an organisation', () => {
  it('are told apart by their groups', () => {
    const place = (customerId: number) => ({ ...ORGANIZATION, serverGroupIds: [customerId * 10] });
    const servers = [10, 20].map((serverGroupId) => ({ ...server(serverGroupId, 'DC01'), serverGroupId }));

    expect(match([agent(1, 'DC01', '', 1), agent(2, 'DC01', '', 2)], servers, place)).toMatchObject({
      1: { serverId: 10 },
      2: { serverId: 20 },
    });
  });
});

describe('whatever the devices are', () => {
  const name = fc.constantFrom(
    'A',
    'a.x.example',
    'B',
    'RECEPTION-DESK-',
    'RECEPTION-DESK-01',
    'RECEPTION-DESK-02',
    '',
  );
  const serial = fc.constantFrom('', 'None', 'SN-11111', 'sn 11111', 'SN-22222');
  const agents = fc.uniqueArray(
    fc.record({
      id: fc.integer({ min: 1, max: 8 }),
      machineName: name,
      serialNumber: serial,
      customerId: fc.constantFrom(1, 2, 3, undefined),
    }),
    { selector: ({ id }) => id },
  );
  const servers = fc.uniqueArray(
    fc.record({
      id: fc.integer({ min: 1, max: 8 }),
      name,
      serialNumber: serial,
      organizationId: fc.constantFrom(7, 8, undefined),
    }),
    { selector: ({ id }) => id },
  );
  const placeOf = (customerId: number) => (customerId === 3 ? undefined : { organizationId: customerId + 6 });
  const all = (a: AgentIdentity[], s: ServerIdentity[]) => matchDevices({ agents: a, servers: s, placeOf });

  it('each agent has an answer, and no server is given twice', () => {
    fc.assert(
      fc.property(agents, servers, (a, s) => {
        const matches = all(a, s);
        const given = [...matches.values()].flatMap((hands) => (hands.hands ? [hands.serverId] : []));

        expect([...matches.keys()]).toEqual(a.map(({ id }) => id));
        expect(new Set(given).size).toBe(given.length);
      }),
    );
  });

  it('a match lies in the place of the customer, and its serial numbers or its names agree', () => {
    fc.assert(
      fc.property(agents, servers, (a, s) => {
        for (const [agentId, hands] of all(a, s)) {
          if (!hands.hands) continue;
          const one = a.find(({ id }) => id === agentId);
          const other = s.find(({ id }) => id === hands.serverId);
          const serials = [one, other].map((device) => serialKey(device?.serialNumber ?? ''));

          expect(other?.organizationId).toBe(placeOf(one?.customerId ?? 0)?.organizationId);
          if (hands.by === 'serial') expect(serials[0]).toBe(serials[1]);
          else
            expect(isSameHost(hostName(one?.machineName ?? '') ?? '-', hostName(other?.name ?? '') ?? '+')).toBe(true);
          if (serials[0] && serials[1]) expect(serials[0]).toBe(serials[1]);
        }
      }),
    );
  });

  it('neither order nor repeated rows change anything', () => {
    fc.assert(
      fc.property(agents, servers, (a, s) => {
        const sorted = (matches: ReturnType<typeof all>) => [...matches].sort(([x], [y]) => x - y);

        expect(sorted(all([...a.toReversed(), ...a], [...s, ...s.toReversed()]))).toEqual(sorted(all(a, s)));
      }),
    );
  });

  it('a double of a matched server takes the hands away', () => {
    fc.assert(
      fc.property(agents, servers, (a, s) => {
        for (const [agentId, hands] of all(a, s)) {
          const twin = hands.hands && s.find(({ id }) => id === hands.serverId);
          if (twin) expect(all(a, [...s, { ...twin, id: 99 }]).get(agentId)).toMatchObject({ hands: false });
        }
      }),
    );
  });
});
