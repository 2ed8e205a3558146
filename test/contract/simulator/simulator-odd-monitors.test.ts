import { expect, it } from 'vitest';
import { noServiceAlerts, oddDownAlerts, oddServiceAlerts } from '../../../dev/simulator/scenarios/odd-monitors.ts';
import type { Alert } from '../../../shared/atera/alert-schema.ts';
import { isUnreadable } from '../../../shared/http/rows.ts';
import { ateraTenant } from '../../helpers/vendors/atera-tenant.ts';

/** The alerts as the client reads them, in the order in which they were raised. */
async function readAll(alertsOf: (tenant: Awaited<ReturnType<typeof ateraTenant>>) => void): Promise<Alert[]> {
  await using tenant = await ateraTenant();
  alertsOf(tenant);
  const { rows } = await tenant.client.listAlerts(tenant.session, { status: 'Open', page: 1 });
  return rows.flatMap((row) => (isUnreadable(row) ? [] : [row])).reverse();
}

it('odd alerts of network devices are read, most of them with a GUID in small letters and no agent', async () => {
  let guid = '';
  const alerts = await readAll(({ world, customer }) => {
    const machine = world.addDevice(customer, { name: 'NW-SRV' });
    const device = world.network.add(customer, { name: 'Printer', kind: 'snmp', monitoringAgent: machine });
    guid = device.guid;
    for (const alert of oddDownAlerts(device, machine)) world.raiseCustomAlert(alert);
  });

  expect(alerts).toHaveLength(11);
  expect(alerts.filter(({ agentId }) => agentId !== undefined)).toHaveLength(2);
  expect(alerts.filter(({ deviceGuid }) => deviceGuid === guid)).toHaveLength(8);
  expect(alerts.filter(({ deviceGuid }) => deviceGuid === undefined)).toHaveLength(1);
});

it('odd alerts of services are read whole, brackets and all', async () => {
  const alerts = await readAll(({ world, customer }) => {
    const machine = world.addDevice(customer, { name: 'NW-SRV' });
    for (const alert of [...oddServiceAlerts(machine), ...noServiceAlerts(machine)]) world.raiseCustomAlert(alert);
  });

  expect(alerts).toHaveLength(16);
  expect(alerts.every(({ agentId, deviceGuid }) => agentId !== undefined && deviceGuid !== undefined)).toBe(true);
  expect(alerts.map(({ message }) => message)).toContain(
    'The Windows Service (SQL Server (SQLEXPRESS)) State is Stopped',
  );
});
