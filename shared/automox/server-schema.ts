import { z } from 'zod';
import { date, dateNotes, id, oneOf, optionalId, optionalText, text } from '../http/fields.ts';
import { row } from '../http/rows.ts';
import { count, flag, scanFailed } from './fields.ts';

const MAX_NAME_LENGTH = 200;

/** One volume as of the last scan. */
export interface Volume {
  /** As Automox writes it, for instance `C:`. */
  readonly volume: string;
  readonly totalBytes: number;
  readonly freeBytes: number;
  /** Undefined when Automox does not say. */
  readonly isSystem?: boolean | undefined;
}

/**
 * A device in Automox. Times are epoch ms. `needsReboot`, `uptimeMinutes`, `volumes` and the
 * signed-in user are as of `lastRefreshAt`, the last scan; `connected` is of now. Undefined always
 * means "not reported", never no. After a scan that failed (`lastScanFailed`) none of them is as of
 * any known moment: what they say proves nothing.
 */
export interface Server {
  readonly id: number;
  readonly uuid?: string | undefined;
  /** The host name: short or with its domain. */
  readonly name: string;
  /** A label that a person gave it. */
  readonly customName?: string | undefined;
  readonly serialNumber: string;
  /** Of its network cards, as Automox writes them. Undefined = not asked for, or not reported. */
  readonly macAddresses?: readonly string[] | undefined;
  readonly organizationId?: number | undefined;
  readonly serverGroupId?: number | undefined;
  readonly connected?: boolean | undefined;
  readonly lastDisconnectAt?: number | undefined;
  readonly lastRefreshAt?: number | undefined;
  readonly lastScanFailed: boolean;
  readonly needsReboot?: boolean | undefined;
  readonly uptimeMinutes?: number | undefined;
  readonly osFamily: 'Windows' | 'Mac' | 'Linux' | 'unknown';
  /** The last one ever: it stays after sign-out. Undefined = it names none. */
  readonly lastLoggedInUser?: string | undefined;
  /** For instance `UTC+0800`. */
  readonly timezone: string;
  /**
   * Undefined = not asked for, or not readable (then `notes` says so). Each volume in it is whole.
   */
  readonly volumes?: readonly Volume[] | undefined;
  /** Commands that the row itself names as still to come; the queue is the better witness. */
  readonly pendingCommands?: number | undefined;
  /** What was odd about the row and could be ignored. */
  readonly notes: readonly string[];
}

const ServerRow = row({
  id,
  uuid: optionalText(MAX_NAME_LENGTH),
  name: text(MAX_NAME_LENGTH),
  custom_name: optionalText(MAX_NAME_LENGTH),
  serial_number: text(MAX_NAME_LENGTH),
  organization_id: optionalId,
  server_group_id: optionalId,
  connected: flag,
  last_disconnect_time: date,
  last_refresh_time: date,
  last_scan_failed: scanFailed,
  needs_reboot: flag,
  uptime: count,
  os_family: oneOf('Windows', 'Mac', 'Linux'),
  last_logged_in_user: optionalText(MAX_NAME_LENGTH),
  timezone: text(MAX_NAME_LENGTH),
  commands: z.unknown(),
  // Lists call it `detail`; the specification says `details` in one place.
  detail: z.unknown(),
  details: z.unknown(),
});

/**
 * Automox's Server, as far as it is used. Minutes of uptime: seconds in the specification, minutes
 * in practice.
 */
export const Server: z.ZodType<Server> = ServerRow.transform((server) => {
  const detail = server.detail ?? server.details;
  const { volumes, notes } = readVolumes(detail);
  return {
    id: server.id,
    uuid: server.uuid?.toLowerCase(),
    name: server.name,
    customName: server.custom_name,
    serialNumber: server.serial_number,
    macAddresses: readMacs(detail),
    organizationId: server.organization_id,
    serverGroupId: server.server_group_id,
    connected: server.connected,
    lastDisconnectAt: server.last_disconnect_time.at,
    lastRefreshAt: server.last_refresh_time.at,
    lastScanFailed: server.last_scan_failed,
    needsReboot: server.needs_reboot,
    uptimeMinutes: server.uptime,
    osFamily: server.os_family,
    lastLoggedInUser: server.last_logged_in_user,
    timezone: server.timezone,
    volumes,
    pendingCommands: Array.isArray(server.commands) ? server.commands.length : undefined,
    notes: [
      ...dateNotes({ last_disconnect_time: server.last_disconnect_time, last_refresh_time: server.last_refresh_time }),
      ...notes,
    ],
  };
});

const Detail = row({ VOLUME: z.unknown() });
const VolumeRow = row({ VOLUME: text(MAX_NAME_LENGTH), AVAIL: count, FREE: count, IS_SYSTEM_DISK: flag });

const Cards = row({ NICS: z.unknown() });
const CardRow = row({ MAC: optionalText(MAX_NAME_LENGTH) });

/** A device has a few network cards. */
const MOST_CARDS = 50;

function readMacs(detail: unknown): readonly string[] | undefined {
  const raw = Cards.safeParse(detail).data?.NICS;
  if (!Array.isArray(raw)) return undefined;
  return raw.slice(0, MOST_CARDS).flatMap((card) => CardRow.safeParse(card).data?.MAC ?? []);
}

/**
 * Volumes decide whether a device counts as fixed, so one with a missing or impossible number is
 * left out, and a member that is no list is no reading. `AVAIL` is the whole size although its name
 * says otherwise.
 */
function readVolumes(detail: unknown): { volumes?: readonly Volume[]; notes: readonly string[] } {
  const raw = Detail.safeParse(detail).data?.VOLUME;
  if (raw === undefined || raw === null) return { notes: [] };
  if (!Array.isArray(raw)) return { notes: ['VOLUME is no list'] };
  const volumes = raw.map(readVolume).filter((volume) => volume !== undefined);
  const bad = raw.length - volumes.length;
  const notes = bad > 0 ? [`${bad} unreadable volume(s)`] : [];
  return volumes.length > 0 || bad === 0 ? { volumes, notes } : { notes };
}

function readVolume(raw: unknown): Volume | undefined {
  const { VOLUME: volume, AVAIL: totalBytes, FREE: freeBytes, IS_SYSTEM_DISK } = VolumeRow.safeParse(raw).data ?? {};
  if (!volume || totalBytes === undefined || freeBytes === undefined) return undefined;
  if (totalBytes === 0 || freeBytes > totalBytes) return undefined;
  return { volume, totalBytes, freeBytes, isSystem: IS_SYSTEM_DISK };
}
