/** What kind of machine a device is. */
export type DeviceKind = 'workstation' | 'laptop' | 'server' | 'domain-controller' | 'linux';

/** What a test or a scenario says about a device; everything has a default but the name. */
export interface DeviceOptions {
  readonly name: string;
  /** Default `workstation`. */
  readonly kind?: DeviceKind;
  /** Default one C:, on Linux one /, of 256,000 MB at 40 %. */
  readonly disks?: readonly { readonly drive: string; readonly totalMb?: number; readonly usedPercent: number }[];
  /**
   * Percent above which a disk raises an alert; a tenant may have set several, each with an alert
   * of its own. Default 90.
   */
  readonly diskThresholdPercent?: number | readonly number[];
  /** Minutes between two inventory readings; default the world's 30. Old agents take hours. */
  readonly inventoryMinutes?: number;
  readonly online?: boolean;
  /** Epoch ms of the last boot; default a few days ago. */
  readonly bootedAt?: number;
  /**
   * As Atera writes them, for instance `CORP\\anna (Since: 3/2/2026, 8:01:12 AM)`; default nobody.
   */
  readonly loggedInUsers?: string;
  /** Updates wait for a restart. */
  readonly needsReboot?: boolean;
  readonly serialNumber?: string;
  /** Default one of its own, of a vendor's card. */
  readonly macAddresses?: readonly string[];
  /** How far `LastSeen` trails, in minutes: up to 40 in real tenants, or days. Default 0. */
  readonly lastSeenLagMinutes?: number;
  /** When the agent was installed (epoch ms); default 200 days ago. */
  readonly createdAt?: number;
  /** Sends every disk row twice, as observed in real tenants. */
  readonly duplicateDiskRows?: boolean;
  /** Members laid over the agent row as it goes out; `undefined` removes one. */
  readonly raw?: Readonly<Record<string, unknown>>;
}
