import type { NetworkDevice } from '../../world/network/network-device.ts';
import type { NetworkKind } from '../../world/network/network-options.ts';
import type { Tenant } from '../tenant.ts';

/**
 * A network device as the vendor sends it (members: its specification of 2026, integration-facts
 * 1.1 [D]). SNMP rows hold the community string in clear text; no kind says when it was last
 * checked, and generic ones have neither an address nor a state.
 */
export function deviceRow({ behaviour }: Tenant, device: NetworkDevice): unknown {
  const { id, guid, customer, name, monitored, options } = device;
  return {
    Name: name,
    DeviceID: id,
    DeviceGuid: guid,
    FolderID: null,
    CustomerID: customer.id,
    CustomerName: customer.name,
    Monitored: monitored,
    MonitoringAgentID: options.monitoringAgent.agentId,
    ...MEMBERS[options.kind](device),
    ...(behaviour.extraMembers ? { SimulatedExtra: { nested: [id] } } : {}),
    ...options.raw,
  };
}

const MEMBERS: Readonly<Record<NetworkKind, (device: NetworkDevice) => object>> = {
  snmp: (device) => {
    const [community, authentication, privacy] = device.secrets;
    return {
      Hostname: hostname(device),
      Online: !device.shown.down,
      Port: '161',
      Community: community,
      Type: 'Printer',
      Version: 'V2',
      SecurityLevel: 'AuthenticationAndPrivacy',
      Authentication: authentication,
      Privacy: privacy,
      Model: null,
    };
  },
  tcp: (device) => {
    const { ports = [443], unmonitoredPorts = [] } = device.options;
    const { down, closedPorts } = device.shown;
    const isOpen = (port: number) => !down && !closedPorts.includes(port);
    return {
      Hostname: hostname(device),
      Ports: [
        ...ports.map((port) => ({ PortNumber: port, Monitored: true, Available: isOpen(port) })),
        ...unmonitoredPorts.map((port) => ({ PortNumber: port, Monitored: false, Available: false })),
      ],
    };
  },
  http: (device) => {
    const [community] = device.secrets;
    const { url = `https://probe:${community}@www.${device.customer.domain}/health?token=${community}`, pattern } =
      device.options;
    const { down, patternLost } = device.shown;
    return {
      URL: url,
      Pattern: pattern ?? null,
      URLUp: !down,
      ContainsPattern: pattern !== undefined && !patternLost,
    };
  },
  generic: () => ({}),
};

function hostname({ id, options }: NetworkDevice): string {
  return options.hostname ?? `198.51.100.${id % 250}`;
}
