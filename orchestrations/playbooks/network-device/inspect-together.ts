import type { Condition } from '../../../shared/domain/occurrences/condition.ts';
import { reportsAlso } from '../../../shared/domain/occurrences/ticket-notes.ts';
import type { OccurrenceOf } from '../../../shared/domain/tickets/ticket-text.ts';
import { MINUTE_MS } from '../../../shared/durations.ts';
import { blindness, type Reading } from '../../../shared/playbooks/network-device/decide-network.ts';
import { networkDevice } from '../../../shared/playbooks/network-device/definition.ts';
import { effectiveMode, modeAllows } from '../../../shared/policy/policy.ts';
import { mapPooled } from '../../../shared/pooled.ts';
import type { ActivityDeps } from '../../runtime/deps.ts';
import type { Inspection } from '../../runtime/inspection.ts';
import type { Subject } from '../../runtime/run.ts';
import { downSinceOf, watchedBy } from './inspect-siblings.ts';

type Deps = Pick<ActivityDeps, 'alerts' | 'conditions' | 'monitored' | 'clock' | 'mode' | 'policy'>;

/** What is done about a device that went down together with others: one of the two. */
export interface Together {
  /** The device whose ticket reports, or is to report, this one as well. */
  readonly reporter?: { readonly name: string; readonly hasTicket: boolean };
  /** The others that the ticket of this device is to report. */
  readonly others?: readonly (OccurrenceOf & { readonly name: string })[];
}

/** A device, and since when it is down for certain (epoch ms). */
interface Fallen {
  readonly row: Condition;
  readonly downSince: number;
}

/** More than a machine watches; a row has room for them. */
const MOST_OTHERS = 100;

/**
 * Settles which one of the devices that went down together, all watched by one agent that is there,
 * gets the ticket that reports them all: the one that went down first. Real alerts of unrelated
 * devices came in the same second, which points at what they share or at the agent's own line; that
 * is inferred, so the ticket says only who went down and when. Undefined for fewer than
 * `togetherDevices`, for a device that is up or cannot be observed, and when the one that is to
 * report has not for too long. Changes nothing. No request.
 */
export async function findTogether(
  deps: Deps,
  { key, customerId }: Subject,
  reading: Reading,
  { surelyRaisedAt: downSince }: Pick<Inspection, 'surelyRaisedAt'>,
): Promise<Together | undefined> {
  const agentId = reading.read && reading.up !== true && !blindness(reading) ? reading.watcher?.agentId : undefined;
  if (agentId === undefined || downSince === undefined || customerId === undefined) return undefined;
  const rows = await watchedBy(deps, agentId, customerId);
  const own = rows.find(({ deviceKey }) => deviceKey === key.deviceKey);
  if (!own || own.ticketId !== undefined) return undefined;
  const reporter = rows.find((row) => row !== own && reportsAlso(row, own));
  if (reporter) return { reporter: { name: nameOf(reporter), hasTicket: true } };
  const group = await withoutTicket(deps, rows, { row: own, downSince });
  const mayWrite = ({ row }: Fallen) => willName(deps, row) && (row === own || isAboutToReport(deps, row));
  const first = group.filter(mayWrite).sort(firstDown)[0]?.row;
  if (group.length < networkDevice.rulesIn(deps.policy).togetherDevices || !first) return undefined;
  if (first !== own) return waitFor(deps, first, downSince);
  const others = group.flatMap(({ row }) => (row === own ? [] : row)).slice(0, MOST_OTHERS);
  return { others: others.map((row) => ({ deviceKey: row.deviceKey, occurrence: row.occurrence, name: nameOf(row) })) };
}

/** By time, then by key: every run of the group finds the same one. */
function firstDown(a: Fallen, b: Fallen): number {
  return a.downSince - b.downSince || (a.row.deviceKey < b.row.deviceKey ? -1 : 1);
}

/**
 * The others wait for it only for a while: one whose runs keep failing would silence them all. In
 * observe it is watched, and none of them ever has a ticket.
 */
function waitFor({ policy, clock }: Deps, row: Condition, downSince: number): Together | undefined {
  const { graceMinutes, awayTogetherMinutes } = networkDevice.rulesIn(policy);
  const isWatched = row.state === 'watching';
  if (!isWatched && clock.now() > downSince + (graceMinutes + awayTogetherMinutes) * MINUTE_MS) return undefined;
  return { reporter: { name: nameOf(row), hasTicket: isWatched } };
}

/**
 * A ticket that is opened names the others; one that is taken over, or opened again, only by a
 * comment, which needs a technician.
 */
function willName({ policy }: Deps, { previousTicketId }: Condition): boolean {
  return previousTicketId === undefined || policy.technicianEmail !== undefined;
}

/**
 * One that is watched without a ticket gets none soon: it is up again although its alert is open, or
 * its run failed. In observe that is what all of them come to.
 */
function isAboutToReport({ policy, mode }: Deps, { state, customerId }: Condition): boolean {
  return state !== 'watching' || !modeAllows(effectiveMode(policy, mode, networkDevice.name, customerId), 'propose');
}

/**
 * Those without a ticket, down within `togetherMinutes` of `own`, and not reported by the ticket of
 * another one; with `own`.
 */
async function withoutTicket(deps: Deps, rows: readonly Condition[], own: Fallen): Promise<Fallen[]> {
  const within = networkDevice.rulesIn(deps.policy).togetherMinutes * MINUTE_MS;
  const others = rows.filter(
    (row) => row !== own.row && row.ticketId === undefined && !rows.some((one) => reportsAlso(one, row)),
  );
  const fallen = await mapPooled(others, async (row) => ({ row, downSince: await downSinceOf(deps, row) }));
  const near = fallen.filter(
    (one): one is Fallen => one.downSince !== undefined && Math.abs(one.downSince - own.downSince) <= within,
  );
  return [own, ...near];
}

function nameOf({ deviceName, deviceKey }: Condition): string {
  return deviceName ?? deviceKey;
}
