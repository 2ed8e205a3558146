import type { DiskSize } from '../volumes/disk-growth.ts';
import type { DeviceClass } from './device-class.ts';

/** A device as Atera listed it. Times are epoch ms. */
export interface DirectoryAgent {
  readonly id: number;
  readonly deviceGuid?: string | undefined;
  readonly machineName: string;
  readonly serialNumber: string;
  /** As Atera writes them. */
  readonly macAddresses?: readonly string[] | undefined;
  readonly customerId?: number | undefined;
  readonly customerName?: string | undefined;
  readonly deviceClass: DeviceClass;
  /** True where Atera says of which kind its system is; else the class is only the best guess. */
  readonly isClassSaid?: boolean | undefined;
  /** What Atera showed during the refresh. */
  readonly online?: boolean | undefined;
  readonly lastSeenAt?: number | undefined;
  /** When its agent was installed. */
  readonly createdAt?: number | undefined;
  /** Its last boot, as Atera showed it then. */
  readonly lastRebootAt?: number | undefined;
  /** Its inventory then, in MiB, which carries no time of its own. */
  readonly disks?: readonly DiskSize[] | undefined;
  /** When the refresh that listed it began. */
  readonly listedAt: number;
}
