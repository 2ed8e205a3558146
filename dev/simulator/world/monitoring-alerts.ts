import type { AlertContent } from './alerts.ts';
import type { Device } from './device.ts';

/** The alert of a drive above its threshold, in the wording real tenants show (no space before the bracket). */
export function diskAlert(device: Device, drive: string, threshold: number): AlertContent {
  const percent = device.diskUsedPercent(drive).toFixed(2);
  return {
    ...ofDevice(device),
    title: `Disk Usage(${drive})`,
    message: `The Disk Usage(${drive}) ${percent}% is greater than the threshold of ${threshold}%.`,
    severity: 'Critical',
    category: 'Disk',
  };
}

/** The alert of a machine that lost contact. */
export function offlineAlert(device: Device): AlertContent {
  return {
    ...ofDevice(device),
    title: 'Machine status unknown',
    message: 'Machine status unknown - The agent has not made contact within the expected interval.',
    severity: 'Critical',
    category: 'Availability',
  };
}

function ofDevice(device: Device) {
  return {
    deviceGuid: device.guid,
    agentId: device.agentId,
    deviceName: device.name,
    deviceType: 'Agent',
    customerId: device.customer.id,
    customerName: device.customer.name,
  };
}
