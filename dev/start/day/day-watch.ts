import { volumeKey } from '../../../shared/domain/volumes/volume.ts';
import type { Simulator } from '../../simulator/simulator.ts';
import type { Device } from '../../simulator/world/device.ts';
import type { Ticket } from '../../simulator/world/tickets.ts';

/**
 * What was ended while the day was played, observed at that moment, when the world still was as it
 * was.
 */
export interface DayWatch {
  readonly alertsResolved: number;
  readonly ticketsResolved: number;
  /** What was ended by the app although its condition really held. */
  readonly tooEarly: readonly string[];
}

/**
 * `[rmm a12.disk-space.C.3]`: device, condition, the volume's key and the number of the occurrence.
 */
const MARKER = /\[rmm a(\d+)\.([a-z-]+)(?:\.([A-Za-z][A-Za-z0-9-]*))?\.\d+\]/;

/** `[rmm g<guid>.device-down.3]`. */
const AGENTLESS = /\[rmm g([0-9a-f-]+)\.device-down\./;

/**
 * The status that the app gives a ticket whose condition has recovered; people of the day close
 * theirs.
 */
const RESOLVED = 'Resolved';

/** Watches from now on. */
export function watchDay({ world }: Pick<Simulator, 'world'>): DayWatch {
  const tooEarly: string[] = [];
  let alertsResolved = 0;
  let ticketsResolved = 0;
  world.alerts.resolvedListeners.add(({ id, title, agentId, deviceGuid, archivedBy }) => {
    if (archivedBy !== 'api') return;
    alertsResolved++;
    const device = world.devices.get(agentId ?? 0);
    if (device && holds(device, ...conditionOf(title))) tooEarly.push(`alert ${id} of ${device.name}`);
    if (isFailing(world, deviceGuid)) tooEarly.push(`alert ${id} of a device without an agent`);
  });
  world.tickets.finishedListeners.add((ticket) => {
    if (ticket.status !== RESOLVED) return;
    ticketsResolved++;
    const [device, ...condition] = conditionOfTicket(world.devices, ticket);
    if (device && holds(device, ...condition)) tooEarly.push(`ticket ${ticket.id} of ${device.name}`);
    if (isFailing(world, AGENTLESS.exec(ticket.title)?.[1])) tooEarly.push(`ticket ${ticket.id}`);
  });
  return {
    tooEarly,
    get alertsResolved() {
      return alertsResolved;
    },
    get ticketsResolved() {
      return ticketsResolved;
    },
  };
}

function isFailing({ network }: Simulator['world'], guid: string | null | undefined): boolean {
  return network.byGuid(guid ?? '')?.isFailing === true;
}

type Condition = [name: string, drive?: string | undefined];

function conditionOf(title: string): Condition {
  const [, drive] = /Disk Usage\((.+)\)/.exec(title) ?? [];
  if (drive !== undefined) return ['disk-space', volumeKey(drive)];
  return [/reboot|restart/i.test(title) ? 'pending-reboot' : 'offline'];
}

function conditionOfTicket(
  devices: ReadonlyMap<number, Device>,
  { title }: Ticket,
): [Device | undefined, ...Condition] {
  const [, agentId, name = '', drive] = MARKER.exec(title) ?? [];
  return [devices.get(Number(agentId)), name, drive];
}

function holds(device: Device, name: string, drive = 'C'): boolean {
  if (name === 'pending-reboot') return device.needsReboot;
  if (name === 'offline') return !device.online;
  const disk = device.state.disks.find((one) => volumeKey(one.drive) === drive);
  return disk !== undefined && device.diskUsedPercent(disk.drive) > Math.min(...device.diskThresholds);
}
