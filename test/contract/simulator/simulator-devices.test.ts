import { expect, test } from 'vitest';
import { startCalling } from '../../helpers/vendors/simulator-call.ts';

test('rows of network devices have the members of their kind, and no others', async () => {
  await using atera = await startCalling({ behaviour: { extraMembers: false } });
  const customer = atera.world.addCustomer('Acme');
  const monitoringAgent = atera.world.addDevice(customer, { name: 'ACME-SRV' });
  const add = (kind: 'snmp' | 'tcp' | 'http' | 'generic') =>
    atera.world.network.add(customer, { kind, name: 'Firewall', monitoringAgent });
  const devices = [add('snmp'), add('tcp'), add('http'), add('generic')];

  const rows = [];
  for (const { id, options } of devices) rows.push((await atera.call(`/devices/${options.kind}device/${id}`)).json);

  const common = ['CustomerID', 'CustomerName', 'DeviceGuid', 'DeviceID', 'FolderID'];
  const watched = ['Monitored', 'MonitoringAgentID', 'Name'];
  const own = [
    [
      'Authentication',
      'Community',
      'Hostname',
      'Model',
      'Online',
      'Port',
      'Privacy',
      'SecurityLevel',
      'Type',
      'Version',
    ],
    ['Hostname', 'Ports'],
    ['ContainsPattern', 'Pattern', 'URL', 'URLUp'],
    [],
  ];
  expect(rows.map((row) => Object.keys(row).sort())).toEqual(
    own.map((names) => [...common, ...watched, ...names].sort()),
  );
  expect(rows[0]).toMatchObject({ MonitoringAgentID: monitoringAgent.agentId, Port: '161', Online: true });
});

test('lists of network devices are filtered by customer and monitoring agent, and by nothing else', async () => {
  await using atera = await startCalling();
  const [acme, other] = [atera.world.addCustomer('Acme'), atera.world.addCustomer('Other')];
  const agents = [acme, other].map((customer) => atera.world.addDevice(customer, { name: 'SRV' }));
  for (const monitoringAgent of agents)
    atera.world.network.add(monitoringAgent.customer, { kind: 'snmp', name: 'Printer', monitoringAgent });

  const counts = [];
  for (const query of [`customerId=${acme.id}`, `monitoringAgentId=${agents[1]?.agentId}`, 'customerId=9', 'name=x'])
    counts.push((await atera.call(`/devices/snmpdevices?${query}`)).json.totalItemCount);

  expect(counts).toEqual([1, 1, 0, 2]);
});

test('a network device is searched by GUID for SNMP only, and a wrong GUID is refused', async () => {
  await using atera = await startCalling();
  const customer = atera.world.addCustomer('Acme');
  const monitoringAgent = atera.world.addDevice(customer, { name: 'SRV' });
  const device = atera.world.network.add(customer, { kind: 'snmp', name: 'Printer', monitoringAgent });

  const statuses = [];
  for (const path of ['snmpdevice/guid/', 'tcpdevice/guid/'])
    statuses.push((await atera.call(`/devices/${path}${device.guid}`)).status);
  for (const guid of ['1', '00000000-0000-0000-0000-000000000000'])
    statuses.push((await atera.call(`/devices/snmpdevice/guid/${guid}`)).status);

  expect(statuses).toEqual([200, 404, 400, 404]);
});
