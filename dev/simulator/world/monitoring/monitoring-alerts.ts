import type { Device } from '../device.ts';
import type { AlertContent } from './alerts.ts';

/**
 * The alert of a volume above its threshold, in the wording real tenants show (vendor-apis 1.6 [C]:
 * no space before the bracket).
 */
export function diskAlert(device: Device, drive: string, threshold: number): AlertContent {
  const percent = device.diskUsedPercent(drive).toFixed(2);
  return {
    ...ofDevice(device),
    title: `Disk Usage(${drive})`,
    message: `The Disk Usage(${drive}) ${percent}% is greater than the threshold of ${threshold}%`,
    severity: 'Critical',
    category: 'Disk',
  };
}

/** The alert of a machine that lost contact, in the vendor's own words (vendor-apis 1.6 [C]). */
export function offlineAlert(device: Device): AlertContent {
  return {
    ...ofDevice(device),
    title: 'Machine status unknown',
    message: 'Machine status unknown - agent has not established communication within the expected interval.',
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
