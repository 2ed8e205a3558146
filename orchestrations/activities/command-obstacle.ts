import type { AutomoxClient } from '../../shared/automox/client.ts';
import type { QueuedCommand } from '../../shared/automox/command-schema.ts';
import type { Server } from '../../shared/automox/server-schema.ts';
import type { LeaseSession } from '../../shared/budget/fence.ts';
import { matchDevices } from '../../shared/domain/match-devices.ts';
import type { DeviceAction } from '../../shared/domain/proposal.ts';
import { rebootWindow } from '../../shared/domain/reboot-window.ts';
import { MINUTE_MS } from '../../shared/durations.ts';
import { isUnreadable } from '../../shared/http/rows.ts';
import { automoxPlace, customerPolicy } from '../../shared/policy/customer.ts';
import type { ActivityDeps } from '../deps.ts';
import type { Subject } from '../run.ts';

type Deps = Pick<ActivityDeps, 'directory' | 'clock' | 'policy'> & Required<Pick<ActivityDeps, 'automox'>>;

/** A command that is about to be sent. */
export interface Order {
  readonly subject: Subject;
  readonly action: DeviceAction;
  /** When the look was taken on which it rests (epoch ms). Absent in inputs of older versions. */
  readonly lookedAt?: number;
}

/**
 * Why nothing was sent. `offline`: the device is not connected, and the command would lie in wait. `not-now`: worth another try at `at`
 * (epoch ms). `refused`: a person must see to it. A `reason` goes on after "because", without a full stop.
 */
export type Obstacle =
  | { readonly state: 'offline' }
  | {
      readonly state: 'not-now';
      readonly code: 'waits-for-window' | 'look-too-old';
      readonly reason: string;
      readonly at: number;
    }
  | { readonly state: 'refused'; readonly reason: string };

/** Between the look and the command lie leases and retries; what was seen longer ago than this may not be so any more. */
const LOOK_HOLDS_MS = 5 * MINUTE_MS;

/**
 * Why a command must not be sent now, by the policy as it is now and by Automox: two requests. Undefined = nothing stands against it. The
 * hands of a device are hours old, so its server's name, serial number and place are compared once more.
 */
export async function obstacleTo(
  deps: Deps,
  session: LeaseSession,
  client: AutomoxClient,
  order: Order,
): Promise<Obstacle | undefined> {
  const { action } = order;
  const server = await client.getServer(session, action.serverId);
  if (!server) return refused('Automox does not know the device any more');
  if (!(await isItsDevice(deps, order, server)))
    return refused('its device in Automox is not for certain the one it was when the devices were last listed');
  if (server.connected !== true) return { state: 'offline' };
  if (action.kind === 'reboot' && server.needsReboot !== true)
    return refused('Automox no longer says that a reboot is needed');
  const queued = await whyNotBesideQueue(client, session, action);
  return queued === undefined ? obstacleByTime(deps, order) : refused(queued);
}

/** Whether the server still is the subject's device by the rules by which the devices are matched, and in its customer's place. */
async function isItsDevice(
  { directory, policy, automox }: Deps,
  { subject: { agentId, customerId }, action }: Order,
  server: Server,
): Promise<boolean> {
  const known = agentId === undefined ? undefined : await directory.get(agentId);
  if (!known?.hands?.hands || known.hands.serverId !== action.serverId) return false;
  const { agent } = known;
  const { organizationId = action.organizationId } = server;
  if (customerId === undefined || agent.customerId !== customerId || organizationId !== action.organizationId)
    return false;
  const placeOf = (id: number) => automoxPlace(policy, id, automox.defaultOrganizationId);
  const match = matchDevices({ agents: [agent], servers: [{ ...server, organizationId }], placeOf });
  return match.get(agent.id)?.hands === true;
}

async function whyNotBesideQueue(
  client: AutomoxClient,
  session: LeaseSession,
  action: DeviceAction,
): Promise<string | undefined> {
  const queue = await client.getQueue(session, action.serverId);
  const rows = queue.rows.filter((row): row is QueuedCommand => !isUnreadable(row));
  if (rows.length < queue.rows.length) return "the device's queue cannot be read";
  return rows.some((row) => isSameCommand(row, action)) ? 'the same command waits in its queue already' : undefined;
}

/** Whether a queued command does the same as `action`, whoever queued it. */
export function isSameCommand({ command, policyId }: QueuedCommand, action: DeviceAction): boolean {
  return action.kind === 'reboot' ? command === 'Reboot' : policyId === action.workletId;
}

/** By the policy as it is now; the run goes by the one of its start. */
async function obstacleByTime(
  { directory, policy, clock }: Deps,
  { subject: { customerId }, action, lookedAt }: Order,
): Promise<Obstacle | undefined> {
  const customer = customerPolicy(policy, customerId, await directory.accountTimeZone());
  if (action.kind === 'worklet' && customer.cleanupWorklet !== action.workletId)
    return refused('the policy names another worklet by now');
  const now = clock.now();
  const window = action.kind === 'reboot' && rebootWindow(customer.maintenanceWindows, customer.timeZone, now);
  if (window && !window.open) {
    const { next: at } = window;
    if (at === undefined) return refused('the policy sets no maintenance window any more');
    return { state: 'not-now', code: 'waits-for-window', reason: 'its maintenance window is closed by now', at };
  }
  if (lookedAt === undefined || now <= lookedAt + LOOK_HOLDS_MS) return undefined;
  return { state: 'not-now', code: 'look-too-old', reason: 'too much time had passed since it was looked at', at: now };
}

function refused(reason: string): Obstacle {
  return { state: 'refused', reason };
}
