import { z } from 'zod';
import { coverage } from '../../domain/devices/coverage.ts';
import type { DirectoryAgent } from '../../domain/devices/directory-agent.ts';
import { FleetStatus } from '../../domain/devices/fleet-status.ts';
import { matchMarks } from '../../domain/devices/match-devices.ts';
import { noMatchCodes } from '../../domain/devices/no-match.ts';
import { json, moment } from '../table/columns.ts';

const diskSizes = z.array(z.object({ drive: z.string(), totalMb: z.number(), freeMb: z.number() })).readonly();
const disks = json(diskSizes);

/**
 * The columns of a device as Atera listed it (table `directory`, partition `agent`), as
 * `DirectoryAgent` explains them.
 */
export const directoryAgent = z.object({
  id: z.int().positive(),
  deviceGuid: z.string().optional(),
  machineName: z.string(),
  serialNumber: z.string(),
  macAddresses: json(z.array(z.string()).readonly()).optional(),
  customerId: z.number().optional(),
  customerName: z.string().optional(),
  deviceClass: z.enum(['server', 'workstation', 'laptop']),
  isClassSaid: z.boolean().optional(),
  online: z.boolean().optional(),
  lastSeenAt: moment.optional(),
  createdAt: moment.optional(),
  lastRebootAt: moment.optional(),
  disks: disks.optional(),
  listedAt: moment,
}) satisfies z.ZodType<DirectoryAgent>;

/** A device as Automox listed it (partition `server`). */
export const directoryServer = z.object({
  id: z.int().positive(),
  name: z.string(),
  serialNumber: z.string(),
  organizationId: z.number().optional(),
  serverGroupId: z.number().optional(),
  listedAt: moment,
});

/** The MAC addresses of a device in Automox, which its lists leave out (partition `mac`). */
export const directoryMacs = z.object({
  serverId: z.int().positive(),
  /** As Automox writes them. */
  macAddresses: json(z.array(z.string()).readonly()),
  readAt: moment,
});

/** A row of `directoryMacs` as read: times are epoch ms. */
export type DirectoryMacs = z.output<typeof directoryMacs>;

/**
 * A row of `directoryServer` as read, with its MAC addresses where they were read at `macsReadAt`:
 * times are epoch ms.
 */
export type DirectoryServer = z.output<typeof directoryServer> & {
  readonly macAddresses?: readonly string[];
  readonly macsReadAt?: number;
};

/** Which server an agent is, or why none (partition `matches`). */
export const directoryMatches = z.object({
  serverId: z.number().optional(),
  by: z.enum(matchMarks).optional(),
  /** Under which names and serial numbers it was matched. */
  marks: json(
    z.object({
      agent: z.object({ machineName: z.string(), serialNumber: z.string() }),
      server: z.object({ name: z.string(), serialNumber: z.string() }),
    }),
  ).optional(),
  code: z.enum(noMatchCodes).optional(),
  reason: z.string().optional(),
  matchedAt: moment,
});

/**
 * The disks of a device as they were days ago, so that growth can be measured (partition
 * `baseline`). Sizes in MiB.
 */
export const directoryBaseline = z.object({
  agentId: z.int().positive(),
  at: moment,
  disks,
  /** What takes their place when they have become old; `at` is epoch ms. */
  later: json(z.object({ at: z.number(), disks: diskSizes })).optional(),
});

/** A row of `directoryBaseline` as read: times are epoch ms. */
export type DirectoryBaseline = z.output<typeof directoryBaseline>;

/** How many devices a customer had at the last refresh (partition `customer`). */
export const directoryCustomer = z.object({ customerId: z.number(), devices: z.int().positive(), countedAt: moment });

/** What is known of the Atera account itself (partition `state`). */
export const directoryAccount = z.object({
  /** As Atera names it: a Windows zone. */
  timeZoneName: z.string(),
});

/** The last refresh that went through to its end (partition `state`). */
export const directoryRefresh = z.object({
  /** The rows are at least as new as this. */
  startedAt: moment,
  finishedAt: moment,
  agents: z.int().nonnegative(),
  servers: z.int().nonnegative(),
  /** The newest LastSeen of any device; absent when Atera reported none. */
  newestLastSeenAt: moment.optional(),
  /**
   * How many devices can be acted on, and why the others cannot. Absent where a refresh was only
   * simulated.
   */
  coverage: json(coverage).optional(),
  /** How many agents of each class were online. */
  fleet: json(FleetStatus).optional(),
  /** The customers' names by id, for people. */
  customerNames: json(z.record(z.string(), z.string())).optional(),
});

/**
 * The row of `directoryRefresh` as read: times are epoch ms, `agents` and `servers` numbers of
 * rows.
 */
export type DirectoryRefresh = z.output<typeof directoryRefresh>;
