import type { Device } from '../world/device.ts';
import type { CustomAlert } from '../world/world.ts';

/**
 * Alerts no playbook knows, in the wording real tenants show. The first has no agent: a printer
 * watched over SNMP.
 */
export function unknownAlerts(device: Device): CustomAlert[] {
  return [
    {
      title: 'Device down',
      message: 'No SNMP response was received from the device due to a communication problem.',
      severity: 'Critical',
      category: 'Availability',
      customerId: device.customer.id,
      customerName: device.customer.name,
      deviceGuid: '5f0c7a52-0000-4000-a000-00000000beef',
      deviceName: 'Printer 2nd floor',
      deviceType: 'SNMP',
    },
    { device, title: 'Failed Login Attempts', message: '12 failed login attempts during a time period of 10 minutes' },
    {
      device,
      title: 'CPU Load',
      message: 'The CPU Load 98.40% is greater than the threshold of 95% for 10 minutes.',
      severity: 'Warning',
      category: 'Performance',
    },
    {
      device,
      title: 'Memory Usage',
      message:
        'The Memory Usage 96.11% is greater than the threshold of 95%. sqlservr 12,418.20 MB, chrome 1,204.55 MB',
      severity: 'Warning',
      category: 'Performance',
    },
    { device, title: 'Service', message: 'The Windows Service (Spooler) State is Stopped', severity: 'Warning' },
    {
      device,
      title: 'BSOD',
      message: 'The computer has rebooted from a bugcheck. Analysis needed.',
      severity: 'Warning',
    },
    { device, title: 'Print Spooler restart required', message: 'The queue is stuck.', severity: 'Warning' },
    { device, title: 'Reboot required', message: 'A restart is pending since the last update.', severity: 'Warning' },
  ];
}

/**
 * A disk alert that Atera keeps open though the disk is healthy: it ends only when somebody
 * resolves it.
 */
export function leftoverDiskAlert(device: Device): CustomAlert {
  const message = 'The Disk Usage(C:) 93.12% is greater than the threshold of 90%';
  return { device, title: 'Disk Usage(C:)', message, severity: 'Critical', category: 'Disk' };
}

/** Rows a client must survive: each breaks another assumption. */
export function malformedAlerts(device: Device): CustomAlert[] {
  const disk = { device, title: 'Disk Usage(C:)', severity: 'Critical', category: 'Disk' };
  return [
    { ...disk, raw: { AgentId: null, DeviceGuid: null, CustomerID: null, CustomerName: null, DeviceName: null } },
    { ...disk, raw: { AgentId: 999_999, DeviceGuid: '00000000-0000-0000-0000-000000000000' } },
    { ...disk, raw: { AlertID: 'not a number', Created: 'yesterday' } },
    { ...disk, raw: { Created: '0001-01-01T00:00:00', Severity: 'Catastrophic', AlertCategoryID: 7 } },
    { ...disk, raw: { Created: '+275760-09-13T00:00:00Z', Title: null, AlertMessage: null } },
    { ...disk, replaceWith: null },
    { ...disk, replaceWith: 'Internal error' },
    { ...disk, title: '<img src=x onerror=alert(1)> Disk Usage(C:)', message: '</p><script>alert(1)</script>' },
    { device, title: `Disk Usage ${'x'.repeat(1_000_000)}`, message: 'A title of one megabyte.' },
  ];
}
