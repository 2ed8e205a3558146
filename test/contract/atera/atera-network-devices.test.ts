import { describe, expect, it } from 'vitest';
import type { NetworkDeviceOptions } from '../../../dev/simulator/world/network/network-options.ts';
import { NETWORK_KINDS } from '../../../shared/domain/devices/network-kind.ts';
import { isUnreadable } from '../../../shared/http/rows.ts';
import { fixedApiKey } from '../../../shared/secrets/api-key-source.ts';
import { sessionOf } from '../../helpers/hosts/leases.ts';
import { ateraTenant } from '../../helpers/vendors/atera-tenant.ts';
import { everyFault, failureOf, textsOf } from '../../helpers/vendors/vendor-faults.ts';

const MINUTE = 60_000;

/** A tenant with one machine whose agent watches network devices, and a short way to add one. */
async function networkTenant() {
  const tenant = await ateraTenant();
  const agent = tenant.world.addDevice(tenant.customer, { name: 'NW-SRV' });
  const add = (options: Partial<NetworkDeviceOptions> & Pick<NetworkDeviceOptions, 'kind'>) =>
    tenant.world.network.add(tenant.customer, { name: 'Firewall', monitoringAgent: agent, ...options });
  return {
    ...tenant,
    agent,
    add,
    [Symbol.asyncDispose]: () => tenant[Symbol.asyncDispose](),
  };
}

describe('network devices', () => {
  it('are read of all four kinds, each with what its kind reports', async () => {
    await using tenant = await networkTenant();
    const { client, session, agent, customer, add } = tenant;
    for (const kind of NETWORK_KINDS) add({ kind, name: `${kind} one` });

    const found = [];
    for (const kind of NETWORK_KINDS) found.push(...(await client.listNetworkDevices(session, kind, 1)).rows);

    const common = { customerId: customer.id, customerName: 'North Wind Ltd', closedPorts: [], monitored: true };
    expect(found).toEqual(
      [
        { kind: 'snmp', hostname: '198.51.100.1', up: true },
        { kind: 'tcp', hostname: '198.51.100.2', up: true },
        { kind: 'http', hostname: 'www.north-wind-ltd.example', up: true },
        { kind: 'generic', hostname: '', up: undefined },
      ].map((own, index) => ({
        ...common,
        ...own,
        id: 20_001 + index,
        name: `${own.kind} one`,
        deviceGuid: expect.stringMatching(/^[0-9a-f-]{36}$/),
        monitoringAgentId: agent.agentId,
      })),
    );
  });

  it('are read one by one, and an SNMP device by its GUID in any case', async () => {
    await using tenant = await networkTenant();
    const { client, session, add } = tenant;
    const printer = add({ kind: 'snmp', name: 'Printer' });
    const site = add({ kind: 'http', name: 'Website' });

    expect(await client.findSnmpDevice(session, printer.guid.toUpperCase())).toMatchObject({
      id: printer.id,
      up: true,
    });
    expect(await client.getNetworkDevice(session, 'http', site.id)).toMatchObject({ name: 'Website' });
    expect(await client.getNetworkDevice(session, 'snmp', site.id)).toBeUndefined();
    expect(await client.findSnmpDevice(session, site.guid)).toBeUndefined();
  });

  it.each(['not-found', 'null'] as const)(
    'that are gone are undefined where the vendor answers %s',
    async (missing) => {
      await using tenant = await networkTenant();
      tenant.simulator.behaviour.missing = missing;
      const unlisted = tenant.add({ kind: 'snmp', listed: false });

      expect(await tenant.client.getNetworkDevice(tenant.session, 'snmp', unlisted.id)).toBeUndefined();
      expect(await tenant.client.findSnmpDevice(tenant.session, unlisted.guid)).toBeUndefined();
      expect((await tenant.client.listNetworkDevices(tenant.session, 'snmp', 1)).rows).toEqual([]);
    },
  );

  it('are listed in pages of 50', async () => {
    await using tenant = await networkTenant();
    for (let n = 0; n < 51; n++) tenant.add({ kind: 'tcp', name: `Switch ${n}` });

    const pages = [1, 2].map((page) => tenant.client.listNetworkDevices(tenant.session, 'tcp', page));

    expect((await Promise.all(pages)).map(({ rawCount, totalPages }) => [rawCount, totalPages])).toEqual([
      [50, 2],
      [1, 2],
    ]);
  });

  it('that are down say so after the next check of their agent', async () => {
    await using tenant = await networkTenant();
    const { client, clock, add } = tenant;
    const [firewall, mail, site, generic] = [
      add({ kind: 'snmp' }),
      add({ kind: 'tcp', ports: [25, 443], unmonitoredPorts: [3389] }),
      add({ kind: 'http', pattern: 'Welcome' }),
      add({ kind: 'generic' }),
    ];
    const read = async () => {
      const session = await sessionOf(clock);
      return [
        (await client.getNetworkDevice(session, 'snmp', firewall.id))?.up,
        (await client.getNetworkDevice(session, 'tcp', mail.id))?.closedPorts,
        (await client.getNetworkDevice(session, 'http', site.id))?.up,
        (await client.getNetworkDevice(session, 'generic', generic.id))?.up,
      ];
    };

    const before = await read();
    firewall.goDown();
    mail.closePort(25);
    site.losePattern();
    generic.goDown();
    await clock.advance(2 * MINUTE);

    expect(before).toEqual([true, [], true, undefined]);
    expect(await read()).toEqual([false, [25], false, undefined]);
  });
});

describe('the state of a network device', () => {
  it.each<[string, Partial<NetworkDeviceOptions> & Pick<NetworkDeviceOptions, 'kind'>]>([
    ['is paused', { kind: 'snmp', monitored: false }],
    ['leaves its state out', { kind: 'snmp', raw: { Online: undefined } }],
    ['says it in words', { kind: 'snmp', raw: { Online: 'Online' } }],
    ['has no ports', { kind: 'tcp', ports: [] }],
    ['has ports only nobody watches', { kind: 'tcp', ports: [], unmonitoredPorts: [22] }],
    ['has a port of unknown state', { kind: 'tcp', raw: { Ports: [{ PortNumber: 80, Available: null }] } }],
    ['has ports that are no list', { kind: 'tcp', raw: { Ports: 'all' } }],
    ['has a port that is no object', { kind: 'tcp', raw: { Ports: [{ PortNumber: 80, Available: true }, 443] } }],
    ['does not report whether the text is there', { kind: 'http', pattern: 'ok', raw: { ContainsPattern: null } }],
    ['is generic, whatever its row says', { kind: 'generic', raw: { Online: true, URLUp: true } }],
  ])('is not reported where the device %s', async (_, options) => {
    await using tenant = await networkTenant();
    const { id } = tenant.add(options);

    const device = await tenant.client.getNetworkDevice(tenant.session, options.kind, id);

    expect([device?.id, device?.up]).toEqual([id, undefined]);
  });

  it('is down where one monitored port of several is closed', async () => {
    await using tenant = await networkTenant();
    const Ports = [
      { PortNumber: '25', Available: false },
      { PortNumber: 443, Monitored: true, Available: true },
    ];
    const { id } = tenant.add({ kind: 'tcp', raw: { Ports } });

    const device = await tenant.client.getNetworkDevice(tenant.session, 'tcp', id);

    expect([device?.up, device?.closedPorts]).toEqual([false, [25]]);
  });

  it('is not taken from another device than the one asked for', async () => {
    await using tenant = await networkTenant();
    const { client, session } = tenant;
    const wrongId = tenant.add({ kind: 'snmp', raw: { DeviceID: 1 } });
    const wrongGuid = tenant.add({ kind: 'snmp', raw: { DeviceGuid: null } });

    const errors = [
      await failureOf(client.getNetworkDevice(session, 'snmp', wrongId.id)),
      await failureOf(client.findSnmpDevice(session, wrongGuid.guid)),
    ];

    expect(errors).toMatchObject([{ code: 'vendor_response_invalid' }, { code: 'vendor_response_invalid' }]);
  });
});

describe('odd rows of network devices', () => {
  it('keep what can be read: names missing, in other cases, with markup', async () => {
    await using tenant = await networkTenant();
    const { client, session, add } = tenant;
    add({ kind: 'snmp', raw: { Name: null, CustomerID: 0, MonitoringAgentID: 0, DeviceGuid: 'ABCD' } });
    add({
      kind: 'snmp',
      name: '<b>Printer</b>',
      raw: { DeviceID: undefined, deviceid: '77', CustomerName: undefined },
    });
    add({ kind: 'snmp', raw: { DeviceID: 'none' } });

    const { rows } = await client.listNetworkDevices(session, 'snmp', 1);

    expect(rows[0]).toMatchObject({
      name: '',
      customerId: undefined,
      monitoringAgentId: undefined,
      deviceGuid: 'abcd',
    });
    expect(rows[1]).toMatchObject({ id: 77, name: '<b>Printer</b>', customerName: '' });
    expect(rows.filter(isUnreadable)).toMatchObject([{ unreadable: true, id: 'none' }]);
  });

  it.each([
    [404, 'vendor_not_found'],
    [500, 'vendor_failed'],
    [403, 'vendor_forbidden'],
  ])('and a list that answers %i is no empty list', async (status, code) => {
    await using tenant = await networkTenant();
    tenant.simulator.faults.inject({ on: 'GET /devices/tcpdevices', fault: { kind: 'status', status } });

    expect(await failureOf(tenant.client.listNetworkDevices(tenant.session, 'tcp', 1))).toMatchObject({ code });
  });
});

it('a token without the right to devices is refused, which is no empty list', async () => {
  await using tenant = await ateraTenant({
    keys: (simulator) => fixedApiKey(simulator.keys.addToken({ Alerts: ['Read'], Agents: ['Read'] })),
  });

  const error = await failureOf(tenant.client.listNetworkDevices(tenant.session, 'snmp', 1));

  expect(error).toMatchObject({ code: 'vendor_forbidden' });
});

describe('the community string, passphrases and the password in a URL', () => {
  it('reach nothing that the client returns or throws, whatever goes wrong', async () => {
    const reported: string[] = [];
    const secrets: string[] = [];
    for (const fault of everyFault) {
      await using tenant = await networkTenant();
      const { client, session, clock, add, simulator } = tenant;
      const devices = [
        add({ kind: 'snmp' }),
        add({ kind: 'snmp', raw: { DeviceID: undefined } }),
        add({ kind: 'http' }),
        add({ kind: 'http', url: 'not a url', raw: { DeviceID: { Community: 'community-inside' } } }),
      ];
      secrets.push(...devices.flatMap((device) => device.secrets), 'community-inside');
      if (fault) simulator.faults.inject({ on: () => true, times: 100, fault });
      const calls = [
        client.listNetworkDevices(session, 'snmp', 1),
        client.listNetworkDevices(session, 'http', 1),
        client.getNetworkDevice(session, 'snmp', devices[0]?.id ?? 0),
        client.findSnmpDevice(session, devices[1]?.guid ?? ''),
      ];
      reported.push(...(await textsOf(clock, calls)));
    }

    expect(reported.some((text) => text.includes('"hostname":"198.51.100.1"'))).toBe(true);
    for (const secret of secrets) expect(reported.join('\n')).not.toContain(secret);
  });

  it('make no difference to the mark of a row without an id', async () => {
    const raw = { DeviceID: undefined, DeviceGuid: null, Hostname: 'x', SimulatedExtra: undefined };
    const marks = [];
    for (const Community of ['public', 'private']) {
      await using tenant = await networkTenant();
      tenant.add({ kind: 'snmp', raw: { ...raw, Community, Authentication: Community, Privacy: Community } });
      marks.push((await tenant.client.listNetworkDevices(tenant.session, 'snmp', 1)).rows);
    }

    expect(marks[0]).toMatchObject([{ unreadable: true, fingerprint: expect.any(String) }]);
    expect(marks[0]).toEqual(marks[1]);
  });
});
