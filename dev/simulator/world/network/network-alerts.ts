import type { AlertContent } from '../monitoring/alerts.ts';
import type { NetworkDevice } from './network-device.ts';
import type { NetworkKind } from './network-options.ts';

/**
 * The words of `DeviceType` and of the messages. Of a real tenant only the title, the severity and
 * the SNMP message are known (integration-facts 1.2, vendor-apis 1.6 [C]); the rest is guessed.
 */
const WORDS: Readonly<Record<NetworkKind, readonly [deviceType: string, message: string]>> = {
  snmp: ['SNMP', 'No SNMP response was received from the device due to a communication problem.'],
  tcp: ['TCP', 'The device does not respond on at least one monitored port.'],
  http: ['HTTP', 'The URL is not available or its content has changed.'],
  generic: ['Generic', 'The device is not responding.'],
};

/** The alert of a network device that is down: a GUID that no agent has, and no agent. */
export function deviceDownAlert({ guid, customer, name, options, id }: NetworkDevice): AlertContent {
  const [deviceType, message] = WORDS[options.kind];
  return {
    title: 'Device down',
    message,
    severity: 'Critical',
    category: 'Availability',
    deviceGuid: guid,
    // "None" is null in places and 0 in others.
    agentId: id % 2 === 0 ? null : 0,
    deviceName: name,
    deviceType,
    customerId: customer.id,
    customerName: customer.name,
    ...options.alert,
  };
}
