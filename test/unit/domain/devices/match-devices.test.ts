import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isSameHost, serialKey } from '../../../../shared/domain/devices/device-identity.ts';
import type { AgentIdentity, ServerIdentity } from '../../../../shared/domain/devices/device-marks.ts';
import { matchDevices } from '../../../../shared/domain/devices/match-devices.ts';
import { agent, MAC, match, ORGANIZATION, OTHER, SERIAL, server } from '../../../helpers/scenarios/devices.ts';

describe('a device is matched', () => {
  it('where serial number and host name agree, however they are written', () => {
    const found = match(
      [agent(1, 'NW-SRV-01', 'VMware-56 4d 1a 7b')],
      [server(9, 'nw-srv-01.north.example', 'vmware-564d1a7b')],
    );

    expect(found[1]).toEqual({
      matched: true,
      serverId: 9,
      by: 'serial+name',
      marks: {
        agent: { machineName: 'NW-SRV-01', serialNumber: 'VMware-56 4d 1a 7b' },
        server: { name: 'nw-srv-01.north.example', serialNumber: 'vmware-564d1a7b' },
      },
    });
  });

  it.each([
    ['NW-SRV-01', 'nw-srv-01'],
    ['NW-SRV-01', 'NW-SRV-01.north.example'],
    ['nw-srv-01.north.example.', 'NW-SRV-01'],
    ['RECEPTION-DESK-01', 'RECEPTION-DESK-'],
    ['RECEPTION-DESK-', 'reception-desk-01.north.example'],
    ['  NW-SRV-01 ', 'NW-SRV-01\u200b'],
    ['ＮＷ－ＳＲＶ', 'nw-srv'],
    ['MÜNCHEN-01', 'münchen-01'],
  ])('with the names %j and %j', (atera, automox) => {
    expect(match([agent(1, atera, SERIAL)], [server(9, automox, SERIAL)])[1]).toMatchObject({ serverId: 9 });
  });

  it.each([
    ['RECEPTION-DESK-01', 'RECEPTION-DESK-02'],
    ['NW-SRV', 'NW-SRV-01'],
    ['nw-srv.north.example', 'nw-srv.south.example'],
    ['localhost', 'localhost.localdomain'],
    ['192.168.1.5', '192.168.1.5'],
    ['А-PC', 'A-PC'],
    ['', ''],
  ])('not with the names %j and %j, whatever the serial number', (atera, automox) => {
    expect(match([agent(1, atera, SERIAL)], [server(9, automox, SERIAL)])[1]).toMatchObject({ code: 'other-name' });
  });

  it.each([
    ['identifies nothing', 'Default string', 'Default string'],
    ['is missing in Atera', '', SERIAL],
    ['is missing in Automox', SERIAL, ''],
  ])('where host name and MAC address agree and the serial number %s', (_what, atera, automox) => {
    const agents = [agent(1, 'A', atera, { macAddresses: [MAC] }), agent(2, 'B', 'None')];
    const servers = [
      server(8, 'B', 'None'),
      server(9, 'A', automox, { macAddresses: [MAC.toLowerCase().replaceAll(':', '-')] }),
    ];

    expect(match(agents, servers)).toMatchObject({ 1: { serverId: 9, by: 'name+mac' }, 2: { matched: false } });
  });

  it('in the group of its customer, where customers share an organisation', () => {
    const placeOf = (customerId: number) => ({ ...ORGANIZATION, serverGroupIds: [customerId * 10] });
    const agents = [agent(1, 'DC01', SERIAL), agent(2, 'DC01', OTHER, { customerId: 2 })];
    const servers = [server(8, 'DC01', SERIAL, { serverGroupId: 10 }), server(9, 'DC01', OTHER, { serverGroupId: 20 })];

    expect(match(agents, servers, { placeOf })).toMatchObject({ 1: { serverId: 8 }, 2: { serverId: 9 } });
  });

  it('beside namesakes with other serial numbers: customers that share an organisation all have an SRV-01', () => {
    const agents = [agent(1, 'SRV-01', SERIAL), agent(2, 'SRV-01', OTHER), agent(3, 'SRV-01', '')];
    const servers = [server(8, 'SRV-01', OTHER), server(9, 'srv-01', SERIAL), server(10, 'SRV-01', '')];

    const found = match(agents, servers);

    expect(found[1]).toMatchObject({ matched: true, serverId: 9 });
    expect(found[2]).toMatchObject({ matched: true, serverId: 8 });
    expect(found[3]).toMatchObject({ matched: false });
  });

  it('although a device of the same name is in another organisation', () => {
    const servers = [server(8, 'A', OTHER, { organizationId: 6 }), server(9, 'A', SERIAL)];

    expect(match([agent(1, 'A', SERIAL)], servers)[1]).toMatchObject({ serverId: 9 });
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
  const serial = fc.constantFrom('', 'None', SERIAL, '5tg8 qn3', OTHER, 'SYS-1234567890');
  const macAddresses = fc.constantFrom(undefined, [MAC], ['D4:BE:D9:01:02:04'], [MAC, '00:50:56:01:02:03']);
  const id = fc.integer({ min: 1, max: 8 });
  const byId = { selector: (row: { id: number }) => row.id };
  const customerId = fc.constantFrom(1, 2, 3, undefined);
  const organizationId = fc.constantFrom(7, 8, undefined);
  const agents = fc.uniqueArray(
    fc.record({ id, machineName: name, serialNumber: serial, macAddresses, customerId }),
    byId,
  );
  const servers = fc.uniqueArray(fc.record({ id, name, serialNumber: serial, macAddresses, organizationId }), byId);
  const placeOf = (customer: number) => (customer === 3 ? undefined : { organizationId: customer + 6 });
  const all = (a: AgentIdentity[], s: ServerIdentity[]) => matchDevices({ agents: a, servers: s, placeOf });

  it('each agent has an answer, and no server is given twice', () => {
    fc.assert(
      fc.property(agents, servers, (a, s) => {
        const matches = all(a, s);
        const given = [...matches.values()].flatMap((automoxMatch) =>
          automoxMatch.matched ? [automoxMatch.serverId] : [],
        );

        expect([...matches.keys()]).toEqual(a.map((one) => one.id));
        expect(new Set(given).size).toBe(given.length);
      }),
    );
  });

  it('a match lies in the place of the customer, and its host names and one more mark agree', () => {
    fc.assert(
      fc.property(agents, servers, (a, s) => {
        for (const [agentId, automoxMatch] of all(a, s)) {
          if (!automoxMatch.matched) continue;
          const one = a.find((row) => row.id === agentId);
          const other = s.find((row) => row.id === automoxMatch.serverId);
          const ours: readonly string[] = one?.macAddresses ?? [];
          const theirs: readonly string[] = other?.macAddresses ?? [];
          const serials = [one, other].map((device) => serialKey(device?.serialNumber ?? ''));

          expect(other?.organizationId).toBe(placeOf(one?.customerId ?? 0)?.organizationId);
          expect(isSameHost(one?.machineName ?? '', other?.name ?? '')).toBe(true);
          if (automoxMatch.by === 'serial+name')
            expect([serials[0], serials[0]]).toEqual([serials[1] ?? '', serials[1]]);
          else expect(theirs.some((mac) => ours.includes(mac))).toBe(true);
        }
      }),
    );
  });

  it('neither order nor repeated rows change anything', () => {
    fc.assert(
      fc.property(agents, servers, (a, s) => {
        const sorted = (matches: ReturnType<typeof all>) =>
          [...matches]
            .map(([key, automoxMatch]) => [key, automoxMatch.matched && automoxMatch.serverId])
            .sort(([x], [y]) => Number(x) - Number(y));

        expect(sorted(all([...a.toReversed(), ...a], [...s, ...s.toReversed()]))).toEqual(sorted(all(a, s)));
      }),
    );
  });

  it('a double of a matched server, or of its agent, takes the actions away', () => {
    fc.assert(
      fc.property(agents, servers, (a, s) => {
        for (const [agentId, automoxMatch] of all(a, s)) {
          const server = automoxMatch.matched && s.find((row) => row.id === automoxMatch.serverId);
          const one = a.find((row) => row.id === agentId);
          if (!server || !one) continue;
          expect(all(a, [...s, { ...server, id: 99 }]).get(agentId)).toMatchObject({ matched: false });
          expect(all([...a, { ...one, id: 99 }], s).get(agentId)).toMatchObject({ matched: false });
        }
      }),
    );
  });
});
