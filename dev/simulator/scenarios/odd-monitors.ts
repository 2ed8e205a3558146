import type { Device } from '../world/device.ts';
import type { NetworkDevice } from '../world/network/network-device.ts';
import type { CustomAlert } from '../world/world.ts';

/**
 * "Device down" alerts of one device as they may come: each breaks another assumption. The last two
 * are not about a network device.
 */
export function oddDownAlerts({ guid, name, customer }: NetworkDevice, machine: Device): CustomAlert[] {
  const down: CustomAlert = {
    title: 'Device down',
    message: 'No SNMP response was received from the device due to a communication problem.',
    severity: 'Critical',
    category: 'Availability',
    deviceGuid: guid,
    deviceName: name,
    deviceType: 'SNMP',
    customerId: customer.id,
    customerName: customer.name,
  };
  return [
    { ...down, deviceName: null, deviceType: null },
    { ...down, customerId: null, customerName: null },
    { ...down, agentId: 0, title: ' DEVICE  DOWN ' },
    { ...down, deviceGuid: guid.toUpperCase(), message: '' },
    { ...down, deviceName: `<b>${name}</b>`, title: '<i>Device down</i>' },
    { ...down, title: `Device down: ${name}`, severity: 'Warning', category: 'General' },
    { ...down, title: 'Gerät nicht erreichbar', message: 'Keine SNMP-Antwort vom Gerät.' },
    // A device that was deleted, or that its list does not hold.
    { ...down, deviceGuid: '5f0c7a52-0000-4000-a000-00000000dead' },
    { ...down, raw: { DeviceGuid: undefined, AgentId: undefined } },
    // The agent that watches it in place of none: then only the title says what it is about.
    { ...down, agentId: machine.agentId, deviceType: 'Agent' },
    { ...down, device: machine, deviceGuid: machine.guid, deviceName: machine.name, deviceType: 'Agent' },
  ];
}

/**
 * Alerts for stopped services as they may come, with names that hold brackets, signs and other
 * alerts' words.
 */
export function oddServiceAlerts(device: Device): CustomAlert[] {
  const stopped = (name: string, title = 'Windows Service'): CustomAlert => ({
    device,
    title,
    message: `The Windows Service (${name}) State is Stopped`,
    severity: 'Warning',
    category: 'General',
  });
  return [
    stopped('Spooler'),
    stopped('SQL Server (SQLEXPRESS)'),
    stopped('MSSQL$SQLEXPRESS', 'The Windows Service (MSSQL$SQLEXPRESS) State is Stopped'),
    stopped('  Print Spooler  ', 'Service'),
    stopped('Druckwarteschlange'),
    stopped('<b>Agent</b>'),
    stopped('Reboot Required Notifier'),
    stopped('Disk Usage(C:) Monitor'),
    stopped('A) State is Stopped (B'),
    stopped(''),
    { ...stopped('Spooler'), title: 'Our print service', message: 'the windows service (spooler) state is stopped' },
    { ...stopped('Spooler'), message: '' },
  ];
}

/** Alerts that look like the ones above and are about something else. */
export function noServiceAlerts(device: Device): CustomAlert[] {
  return [
    { device, title: 'Windows Service', message: 'The Windows Service (Spooler) State is Running' },
    { device, title: 'Service desk', message: 'The service contract of this device has stopped.' },
    { device, title: 'Print Spooler restart required', message: 'The queue is stuck.' },
    { device, title: 'Windows Service', message: '3 services are stopped: Spooler, W32Time, BITS' },
  ];
}
