import type { AutomoxClient } from '../../../shared/automox/client.ts';
import type { QueuedCommand } from '../../../shared/automox/command-schema.ts';
import type { Server } from '../../../shared/automox/server-schema.ts';
import type { LeaseSession } from '../../../shared/budget/fence.ts';
import type { DeviceAction } from '../../../shared/domain/approvals/proposal.ts';
import { serverChange } from '../../../shared/domain/devices/changed-marks.ts';
import { matchDevices } from '../../../shared/domain/devices/match-devices.ts';
import { maintenanceWindow } from '../../../shared/domain/time/maintenance-window.ts';
import { MINUTE_MS } from '../../../shared/durations.ts';
import { isUnreadable } from '../../../shared/http/rows.ts';
import { languageOf } from '../../../shared/policy/customer.ts';
import { actionTexts } from '../../../shared/texts/action/index.ts';
import type { ActivityDeps } from '../../runtime/deps.ts';
import type { Subject } from '../../runtime/run.ts';
import type { ConfirmedAgent } from './confirm-device.ts';
import { placesOf } from './device-facts.ts';

type Deps = Pick<ActivityDeps, 'customers' | 'directory' | 'clock' | 'policy' | 'workletAllowlist'> &
  Required<Pick<ActivityDeps, 'automox'>>;

/** A command that is about to be sent. */
export interface Order {
  readonly subject: Subject;
  readonly action: DeviceAction;
  /** When the inspection was taken on which it rests (epoch ms). */
  readonly inspectedAt: number;
  /** The device as Atera reported it right before. */
  readonly confirmed: ConfirmedAgent;
}

/**
 * Why nothing was sent. `offline`: the device is not connected, and the command would wait in its
 * queue. `not-now`: to be retried at `at` (epoch ms). `refused`: a person must handle it. A
 * `reason` continues after "because", without a full stop.
 */
export type BlockedBy =
  | { readonly state: 'offline' }
  | {
      readonly state: 'not-now';
      readonly code: 'waits-for-window' | 'inspection-too-old' | 'waits-for-listing';
      readonly reason: string;
      readonly at: number;
    }
  | { readonly state: 'refused'; readonly reason: string };

/**
 * Between the inspection and the command lie leases and retries; an observation older than this may
 * be outdated.
 */
const INSPECTION_HOLDS_MS = 5 * MINUTE_MS;

/** The same for which device it is: Atera is read for that last of all. */
const CONFIRMATION_HOLDS_MS = 2 * MINUTE_MS;

/**
 * Returns why a command must not be sent now, by the policy as it is now and by Automox: two
 * requests. Undefined = nothing prevents it. The match of a device is hours old, so its server is
 * read again: its marks must be those of the match, and agree with those that Atera reported a
 * moment ago.
 */
export async function preflight(
  deps: Deps,
  session: LeaseSession,
  client: AutomoxClient,
  order: Order,
): Promise<BlockedBy | undefined> {
  const { action, confirmed } = order;
  const texts = textsFor(deps, order);
  if (isNotListed(deps, action)) return refused(texts.workletNotListed);
  const withDetails = confirmed.by === 'name+mac';
  const server = await client.getServer(session, action.serverId, { withDetails });
  if (!server) return goneFromAutomox(deps, order);
  const other = whyAnother(deps, order, server);
  if (other !== undefined) return refused(other);
  if (server.connected !== true) return { state: 'offline' };
  if (action.kind === 'reboot' && server.needsReboot !== true) return refused(texts.noRebootNeeded);
  const queued = await whyNotBesideQueue(client, session, action, texts);
  return queued === undefined ? blockedByTime(deps, order) : refused(queued);
}

/** The setting may have changed since a person was asked. */
function isNotListed({ workletAllowlist }: Deps, action: DeviceAction): boolean {
  return action.kind === 'worklet' && workletAllowlist?.has(action.workletId) === false;
}

/**
 * It may be enrolled again under another id, which the next listing shows: then a person is asked
 * for that one.
 */
async function goneFromAutomox(deps: Deps, order: Order): Promise<BlockedBy> {
  const { directory, policy, clock } = deps;
  const { startedAt = 0 } = (await directory.lastRefresh()) ?? {};
  const at = Math.max(startedAt + LISTINGS * policy.directoryRefreshMinutes * MINUTE_MS, clock.now()) + LISTING_MS;
  const reason = textsFor(deps, order).automoxLostDevice;
  return { state: 'not-now', code: 'waits-for-listing', reason, at };
}

/** The first one still compares the new server with the old one. */
const LISTINGS = 2;

/** A refresh of the directory takes some minutes. */
const LISTING_MS = 10 * MINUTE_MS;

/** Why the server is not, or not for certain, the device that Atera just reported. */
function whyAnother(deps: Deps, order: Order, read: Server): string | undefined {
  const { policy, automox } = deps;
  const { action, confirmed, subject } = order;
  const server = { ...read, organizationId: read.organizationId ?? action.organizationId };
  const change = serverChange(confirmed.marks.server, server, languageOf(policy, subject.customerId));
  if (change) return change.reason;
  // A serial number that was no mark must not become one because no other device is inspected here.
  const isByMac = confirmed.by === 'name+mac';
  const [one, two] = isByMac ? [withoutSerial(confirmed.agent), withoutSerial(server)] : [confirmed.agent, server];
  const match = matchDevices({ agents: [one], servers: [two], ...placesOf(policy, automox) }).get(one.id);
  if (match?.matched && server.organizationId === action.organizationId) return undefined;
  return match?.matched === false ? match.reason : textsFor(deps, order).otherOrganisation;
}

function withoutSerial<T extends { readonly serialNumber: string }>(device: T): T {
  return { ...device, serialNumber: '' };
}

async function whyNotBesideQueue(
  client: AutomoxClient,
  session: LeaseSession,
  action: DeviceAction,
  texts: ReturnType<typeof actionTexts>,
): Promise<string | undefined> {
  const queue = await client.getQueue(session, action.serverId);
  const rows = queue.rows.filter((row): row is QueuedCommand => !isUnreadable(row));
  if (rows.length < queue.rows.length) return texts.queueUnreadable;
  return rows.some((row) => isSameCommand(row, action)) ? texts.queuedAlready : undefined;
}

/** Returns whether a queued command does the same as `action`, whoever queued it. */
export function isSameCommand({ command, policyId }: QueuedCommand, action: DeviceAction): boolean {
  return action.kind === 'reboot' ? command === 'Reboot' : policyId === action.workletId;
}

/** By the policy as it is now; the run goes by the one of its start. */
async function blockedByTime(
  { customers, clock }: Deps,
  { subject: { customerId }, action, inspectedAt, confirmed }: Order,
): Promise<BlockedBy | undefined> {
  const customer = await customers.policyOf(customerId);
  const texts = actionTexts(customer.language);
  if (action.kind === 'worklet' && customer.worklets[action.purpose] !== action.workletId)
    return refused(texts.otherWorklet);
  const now = clock.now();
  const window = action.kind === 'reboot' && maintenanceWindow(customer.maintenanceWindows, customer.timeZone, now);
  if (window && !window.open) {
    const { next: at } = window;
    if (at === undefined) return refused(texts.noWindow);
    return { state: 'not-now', code: 'waits-for-window', reason: texts.windowIsClosed, at };
  }
  if (now <= inspectedAt + INSPECTION_HOLDS_MS && now <= confirmed.at + CONFIRMATION_HOLDS_MS) return undefined;
  return { state: 'not-now', code: 'inspection-too-old', reason: texts.inspectionTooOld, at: now };
}

function textsFor({ policy }: Deps, { subject }: Order) {
  return actionTexts(languageOf(policy, subject.customerId));
}

function refused(reason: string): BlockedBy {
  return { state: 'refused', reason };
}
