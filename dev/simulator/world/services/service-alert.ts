import type { Device } from '../device.ts';
import type { AlertContent } from '../monitoring/alerts.ts';

/**
 * No row of the API was found, so the title is guessed: the sentence of the message itself, or a
 * name of the monitored item.
 */
export type ServiceAlertTitle = 'sentence' | 'Windows Service' | 'Service';

/**
 * The alert of a stopped service. Only its message is known from real tenants (vendor-apis 1.6
 * [C]); severity and category are guessed.
 */
export function serviceAlert(device: Device, name: string, title: ServiceAlertTitle): AlertContent {
  const message = `The Windows Service (${name}) State is Stopped`;
  return {
    title: title === 'sentence' ? message : title,
    message,
    severity: 'Warning',
    category: 'General',
    deviceGuid: device.guid,
    agentId: device.agentId,
    deviceName: device.name,
    deviceType: 'Agent',
    customerId: device.customer.id,
    customerName: device.customer.name,
  };
}
