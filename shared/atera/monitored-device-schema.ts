import { z } from 'zod';
import type { NetworkKind } from '../domain/devices/network-kind.ts';
import { id, optionalId, optionalNumber, optionalText, text } from '../http/fields.ts';
import { row } from '../http/rows.ts';
import { pageOf } from './rows.ts';

const MAX_NAME_LENGTH = 200;
const MAX_URL_LENGTH = 2_000;
/** A monitored device has a few ports. */
const MOST_PORTS = 200;

/**
 * A device without an agent, as its monitoring agent last found it; Atera does not report when that
 * was.
 */
export interface MonitoredDevice {
  readonly kind: NetworkKind;
  readonly id: number;
  /** The only thing an alert names it by; lower case. */
  readonly deviceGuid?: string | undefined;
  readonly name: string;
  readonly customerId?: number | undefined;
  readonly customerName: string;
  /** False while somebody has paused watching: then nothing about it is current. */
  readonly monitored?: boolean | undefined;
  /** The agent (`AgentID`) that checks it: while that one is away, `up` says nothing. */
  readonly monitoringAgentId?: number | undefined;
  /**
   * Host name or address, without user, path or query; '' when not reported (generic devices never
   * report).
   */
  readonly hostname: string;
  /**
   * What the last check found. Undefined = there is no state to read: of a generic device, of a
   * paused one, of a TCP device without a monitored port, and wherever the row leaves it out. Never
   * take that for up.
   */
  readonly up?: boolean | undefined;
  /** TCP: monitored ports that do not respond. */
  readonly closedPorts: readonly number[];
}

/** True or false as such. Anything else is not reported, which is neither. */
const reported = z.unknown().transform((value) => (typeof value === 'boolean' ? value : undefined));

const DeviceRow = row({
  DeviceID: id,
  DeviceGuid: optionalText(MAX_NAME_LENGTH),
  Name: text(MAX_NAME_LENGTH),
  CustomerID: optionalId,
  CustomerName: text(MAX_NAME_LENGTH),
  Monitored: reported,
  MonitoringAgentID: optionalId,
  Hostname: text(MAX_NAME_LENGTH),
  Online: reported,
  Ports: z.unknown(),
  URL: text(MAX_URL_LENGTH),
  Pattern: optionalText(MAX_NAME_LENGTH),
  URLUp: reported,
  ContainsPattern: reported,
});

type DeviceRow = z.infer<typeof DeviceRow>;

const PortRow = row({ PortNumber: optionalNumber, Monitored: reported, Available: reported });

/**
 * What a page or an object may not even reach the schemas with: SNMP rows hold their community
 * string and passphrases in clear text.
 */
const SECRET = /community|authentication|privacy|password|passphrase|secret/i;

/**
 * Returns the schema of one device of a kind (Atera's SnmpDeviceDto, TcpDeviceDto, HttpDeviceDto,
 * GenericDeviceDto of 2026), as far as it is used.
 */
export function networkDeviceOf(kind: NetworkKind): z.ZodType<MonitoredDevice> {
  return z.preprocess(withoutSecrets, deviceOf(kind));
}

/** Returns the schema of a page of devices of a kind. */
export function networkDevicesOf(kind: NetworkKind) {
  const bare = (page: unknown) => {
    if (typeof page !== 'object' || page === null || !('items' in page) || !Array.isArray(page.items)) return page;
    return { ...page, items: page.items.map(withoutSecrets) };
  };
  return z.preprocess(bare, pageOf(deviceOf(kind), 'DeviceID'));
}

function deviceOf(kind: NetworkKind): z.ZodType<MonitoredDevice> {
  return DeviceRow.transform((device) => {
    const ports = kind === 'tcp' ? monitoredPorts(device.Ports) : [];
    return {
      kind,
      id: device.DeviceID,
      deviceGuid: device.DeviceGuid?.toLowerCase(),
      name: device.Name,
      customerId: device.CustomerID,
      customerName: device.CustomerName,
      monitored: device.Monitored,
      monitoringAgentId: device.MonitoringAgentID,
      hostname: kind === 'http' ? hostOf(device.URL) : device.Hostname,
      up: device.Monitored === false ? undefined : STATES[kind](device, ports),
      closedPorts: ports.flatMap(({ PortNumber, Available }) =>
        Available === false && PortNumber !== undefined ? [PortNumber] : [],
      ),
    };
  });
}

type Ports = readonly z.infer<typeof PortRow>[];

const STATES: Readonly<Record<NetworkKind, (device: DeviceRow, ports: Ports) => boolean | undefined>> = {
  snmp: ({ Online }) => Online,
  tcp: (_, ports) => all(ports.map(({ Available }) => Available)),
  http: ({ URLUp, Pattern, ContainsPattern }) => all(Pattern === undefined ? [URLUp] : [URLUp, ContainsPattern]),
  generic: () => undefined,
};

/** A single no is a no; a yes needs all of them; without any, it is unknown. */
function all(states: readonly (boolean | undefined)[]): boolean | undefined {
  if (states.includes(false)) return false;
  return states.length > 0 && states.every((state) => state === true) ? true : undefined;
}

/**
 * A port that is not said to be unmonitored counts: a closed one that is left out would make a
 * device up that is not.
 */
function monitoredPorts(raw: unknown): Ports {
  if (!Array.isArray(raw)) return [];
  return raw
    .slice(0, MOST_PORTS)
    .map(
      (port) => PortRow.safeParse(port).data ?? { PortNumber: undefined, Monitored: undefined, Available: undefined },
    )
    .filter(({ Monitored }) => Monitored !== false);
}

/** A URL may hold a password or a token; its host does not. */
function hostOf(url: string): string {
  const whole = /^[a-z][a-z\d+.-]*:\/\//i.test(url) ? url : `http://${url}`;
  return URL.canParse(whole) ? new URL(whole).host : '';
}

function withoutSecrets(raw: unknown): unknown {
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) return raw;
  return Object.fromEntries(Object.entries(raw).filter(([name]) => !SECRET.test(name)));
}
