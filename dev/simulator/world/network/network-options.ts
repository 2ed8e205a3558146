import type { Device } from '../device.ts';
import type { AlertContent } from '../monitoring/alerts.ts';

/** The four kinds of device that Atera watches without an agent on them. */
export type NetworkKind = 'snmp' | 'tcp' | 'http' | 'generic';

/**
 * What a test or a scenario says about a network device; everything has a default but the first
 * three.
 */
export interface NetworkDeviceOptions {
  readonly name: string;
  readonly kind: NetworkKind;
  /** The machine whose agent checks it. */
  readonly monitoringAgent: Device;
  /** Default made up; HTTP monitors have a URL in its place, generic rows do not report it. */
  readonly hostname?: string;
  /** TCP: default 443. */
  readonly ports?: readonly number[];
  /** TCP: listed in the row, closed, and nobody's concern. */
  readonly unmonitoredPorts?: readonly number[];
  /** HTTP: default a made-up address. */
  readonly url?: string;
  /** HTTP: a text that the page must hold; default none. */
  readonly pattern?: string;
  /**
   * False: watching is paused. Nothing is checked, raised or cleared, and the row stays as it was.
   * Default true.
   */
  readonly monitored?: boolean;
  /** False: alerts come, but no endpoint knows the device. Default true. */
  readonly listed?: boolean;
  /** False: Atera leaves the alert open after the recovery. Default true. */
  readonly clears?: boolean;
  /** Each fall raises two alerts, a second apart, as observed in a real tenant. */
  readonly twins?: boolean;
  /** Laid over its alerts, for instance a name that is missing or an `agentId` of 0. */
  readonly alert?: Partial<AlertContent>;
  /** Members laid over the device's row as it goes out; `undefined` removes one. */
  readonly raw?: Readonly<Record<string, unknown>>;
}
