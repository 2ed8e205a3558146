import { z } from 'zod';
import {
  date,
  dateNotes,
  id,
  oneOf,
  optionalFlag,
  optionalId,
  optionalNumber,
  optionalText,
  reportedText,
  shortTexts,
  text,
} from '../http/fields.ts';
import { row } from '../http/rows.ts';
import { hasRealBattery } from './battery.ts';

const MAX_NAME_LENGTH = 200;
/** Signed-in users with their dates: a terminal server lists dozens. */
const MAX_USERS_LENGTH = 4_000;

/**
 * One row of an agent's disk inventory, in MiB although Atera calls it MB. The same drive may be
 * listed twice.
 */
export interface AgentDisk {
  /** As Atera writes it, for instance `C:` or `/var`. */
  readonly drive: string;
  readonly freeMb: number;
  readonly usedMb: number;
  readonly totalMb: number;
}

/**
 * A device with an Atera agent. Times are epoch ms; the inventory (disks, last reboot) carries no
 * time of its own.
 */
export interface Agent {
  readonly id: number;
  readonly deviceGuid?: string | undefined;
  readonly machineName: string;
  readonly systemName: string;
  readonly domainName: string;
  readonly customerId?: number | undefined;
  readonly customerName: string;
  readonly folderId?: number | undefined;
  readonly monitored?: boolean | undefined;
  /** Can be false with a `lastSeenAt` only minutes old: never derive one from the other. */
  readonly online?: boolean | undefined;
  /**
   * Trails by up to 40 minutes and may be days old: a hint, never the moment a device went away.
   */
  readonly lastSeenAt?: number | undefined;
  /** When the agent was installed: an agent that is reinstalled gets a new id. */
  readonly createdAt?: number | undefined;
  readonly lastRebootAt?: number | undefined;
  readonly osType: 'Work Station' | 'Server' | 'Domain Controller' | 'Linux' | 'unknown';
  readonly os: string;
  readonly serialNumber: string;
  /** As Atera writes them, without what is no text. */
  readonly macAddresses: readonly string[];
  /** Of its own; a UPS is none. */
  readonly hasBattery: boolean;
  /**
   * As sent; the dates inside hold commas, so it can't be split on them. '' = nobody signed in;
   * undefined = not reported.
   */
  readonly currentLoggedUsers?: string | undefined;
  readonly memoryMb?: number | undefined;
  readonly disks: readonly AgentDisk[];
  /** Drives that the inventory lists with sizes that cannot be read. */
  readonly unreadableDrives: readonly string[];
  /** What was odd about the row and could be ignored. */
  readonly notes: readonly string[];
}

const DiskRow = row({
  Drive: text(MAX_NAME_LENGTH),
  Free: optionalNumber,
  Used: optionalNumber,
  Total: optionalNumber,
});

const DriveName = row({ Drive: text(20) });

/** Older servers say `OnlineStatus`, some of them in words. */
const online = z.union([
  optionalFlag,
  z.stringFormat('online', /^(online|true)$/i).transform(() => true),
  z.stringFormat('offline', /^(offline|false)$/i).transform(() => false),
]);

const AgentRow = row({
  AgentID: id,
  DeviceGuid: optionalText(MAX_NAME_LENGTH),
  MachineName: text(MAX_NAME_LENGTH),
  SystemName: text(MAX_NAME_LENGTH),
  DomainName: text(MAX_NAME_LENGTH),
  CustomerID: optionalId,
  CustomerName: text(MAX_NAME_LENGTH),
  FolderID: optionalId,
  Monitored: optionalFlag,
  Online: online,
  OnlineStatus: online,
  LastSeen: date,
  Created: date,
  LastRebootTime: date,
  OSType: oneOf('Work Station', 'Server', 'Domain Controller', 'Linux'),
  OS: optionalText(MAX_NAME_LENGTH),
  OperatingSystem: optionalText(MAX_NAME_LENGTH),
  VendorSerialNumber: text(MAX_NAME_LENGTH),
  MacAddresses: shortTexts,
  BatteryInfo: z.unknown(),
  CurrentLoggedUsers: reportedText(MAX_USERS_LENGTH),
  Memory: optionalNumber,
  // A device without a usable inventory is still a device: only its drives are not known.
  HardwareDisks: z.unknown(),
});

/** Atera's AgentDto, as far as it is used. */
export const Agent: z.ZodType<Agent> = AgentRow.transform((agent) => {
  const rawDisks = Array.isArray(agent.HardwareDisks) ? agent.HardwareDisks : [];
  const disks = rawDisks.map(readDisk).filter((disk) => disk !== undefined);
  const badDisks = rawDisks.length - disks.length;
  return {
    id: agent.AgentID,
    deviceGuid: agent.DeviceGuid?.toLowerCase(),
    machineName: agent.MachineName,
    systemName: agent.SystemName,
    domainName: agent.DomainName,
    customerId: agent.CustomerID,
    customerName: agent.CustomerName,
    folderId: agent.FolderID,
    monitored: agent.Monitored,
    online: agent.Online ?? agent.OnlineStatus,
    lastSeenAt: agent.LastSeen.at,
    createdAt: agent.Created.at,
    lastRebootAt: agent.LastRebootTime.at,
    osType: agent.OSType,
    os: agent.OS ?? agent.OperatingSystem ?? '',
    serialNumber: agent.VendorSerialNumber,
    macAddresses: agent.MacAddresses,
    hasBattery: hasRealBattery(agent.BatteryInfo),
    currentLoggedUsers: agent.CurrentLoggedUsers,
    memoryMb: agent.Memory,
    disks,
    unreadableDrives: rawDisks.filter((raw) => readDisk(raw) === undefined).flatMap(driveOf),
    notes: [
      ...dateNotes({ Created: agent.Created, LastSeen: agent.LastSeen, LastRebootTime: agent.LastRebootTime }),
      ...(badDisks > 0 ? [`${badDisks} unreadable disk row(s)`] : []),
      ...(Array.isArray(agent.HardwareDisks ?? []) ? [] : ['unreadable disk inventory']),
    ],
  };
});

/** Used and free space may miss the total by this share of it: Linux keeps 5 % for root. */
const MISSING_SHARE = 0.1;

/**
 * A disk reading decides whether a device is touched, so a row without two of the three sizes, with
 * a negative one, or whose sizes contradict each other, is none. Of two sizes the third follows.
 */
function readDisk(raw: unknown): AgentDisk | undefined {
  const { data: disk } = DiskRow.safeParse(raw);
  const { Drive: drive, Free: free, Used: used, Total: total } = disk ?? {};
  const totalMb = total ?? sum(free, used);
  const freeMb = free ?? difference(totalMb, used);
  const usedMb = used ?? difference(totalMb, freeMb);
  if (!drive || freeMb === undefined || usedMb === undefined || totalMb === undefined) return undefined;
  if (freeMb <= totalMb && Math.abs(totalMb - freeMb - usedMb) > MISSING_SHARE * totalMb) return undefined;
  return freeMb >= 0 && usedMb >= 0 && totalMb > 0 ? { drive, freeMb, usedMb, totalMb } : undefined;
}

/** The name of a drive whose sizes cannot be read. */
function driveOf(raw: unknown): string[] {
  const drive = DriveName.safeParse(raw).data?.Drive;
  return drive ? [drive] : [];
}

function sum(one: number | undefined, other: number | undefined): number | undefined {
  return one === undefined || other === undefined ? undefined : one + other;
}

function difference(one: number | undefined, other: number | undefined): number | undefined {
  return one === undefined || other === undefined ? undefined : one - other;
}
