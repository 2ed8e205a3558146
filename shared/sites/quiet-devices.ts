import { type AlertRow, isListed } from '../domain/alerts/alert-row.ts';
import type { DirectoryAgent } from '../domain/devices/directory-agent.ts';
import { deviceKey } from '../domain/occurrences/keys.ts';
import { isAlwaysOn, type QuietDevice } from '../domain/sites/site-rule.ts';
import { isBusinessTime } from '../domain/time/business-hours.ts';
import { MINUTE_MS } from '../durations.ts';
import { customerPolicy, isListedAlwaysOn } from '../policy/customer.ts';
import type { Policy } from '../policy/policy.ts';
import { type FleetCount, fleetCounts } from './fleet-counts.ts';

/** What the app's tables say about devices that are away. Times are epoch ms. */
export interface AwayFacts {
  /** Alerts of devices that are away, as the last poll left them. */
  readonly away: readonly AlertRow[];
  /** The last poll that read every row: an alert it did not list has ended, or is snoozed. */
  readonly listedSince?: string | undefined;
  /** The directory's devices by device key. */
  readonly agents: ReadonlyMap<string, DirectoryAgent>;
  readonly refreshedAt?: number | undefined;
  /** How long a workstation may be away before it is missed. */
  readonly workstationGraceMinutes: number;
  /** Windows name of the account's zone, as Atera reports it. */
  readonly accountTimeZone?: string | undefined;
  readonly now: number;
}

/** The always-on devices that are quiet now, and how many there are of each customer. */
export interface Quiet {
  readonly quiet: readonly QuietDevice[];
  readonly fleets: ReadonlyMap<number, FleetCount>;
}

/** Returns the directory's devices by device key. */
export async function byDeviceKey(agents: AsyncIterable<DirectoryAgent>): Promise<Map<string, DirectoryAgent>> {
  const found = new Map<string, DirectoryAgent>();
  for await (const agent of agents) found.set(deviceKey({ agentId: agent.id }), agent);
  return found;
}

/**
 * Returns which always-on devices are quiet. A device is quiet when the last complete poll listed
 * its offline alert. A workstation counts only if its people would miss it: from its silence to the
 * end of its grace, and now, are business hours; so no site is down because its people go home. The
 * total is what was online at the last refresh, or is quiet now; workstations in business hours
 * only, and then all of them when the refresh was at another time: too large a number makes fewer
 * incidents. Without workstations: servers and listed devices among themselves.
 */
export async function quietDevices(facts: AwayFacts, policy: Policy, { withWorkstations = true } = {}): Promise<Quiet> {
  const { agents, now, refreshedAt } = facts;
  const atWork = workHours(policy, facts.accountTimeZone);
  const isAtWork = (customerId: number | undefined, at: number) => withWorkstations && atWork(customerId, at);
  const listed = (agent: DirectoryAgent) => isListedAlwaysOn(policy, agent.customerId, agent.id);
  const quiet = [...quietSinces(facts)].flatMap(([key, quietSince]): QuietDevice[] => {
    const agent = agents.get(key);
    if (agent?.customerId === undefined) return [];
    const missedAt = quietSince + facts.workstationGraceMinutes * MINUTE_MS;
    const isMissed = [quietSince, missedAt, now].every((at) => isAtWork(agent.customerId, at));
    if (!isAlwaysOn(agent.deviceClass, listed(agent), isMissed)) return [];
    return [{ deviceKey: key, customerId: agent.customerId, quietSince }];
  });
  const areQuiet = new Set(quiet.map((device) => device.deviceKey));
  const fleet = [...agents].map(([key, agent]) => {
    const observedAtNight = refreshedAt === undefined || !isAtWork(agent.customerId, refreshedAt);
    const isTakenAsOn = areQuiet.has(key) || (agent.deviceClass === 'workstation' && observedAtNight);
    return isTakenAsOn ? { ...agent, online: true } : agent;
  });
  const isCounted = (agent: DirectoryAgent) =>
    isAlwaysOn(agent.deviceClass, listed(agent), isAtWork(agent.customerId, now));
  return { quiet, fleets: await fleetCounts(fleet, isCounted) };
}

/** By device key, when the oldest of its alerts that are still listed was raised. */
function quietSinces({ away, listedSince }: AwayFacts): Map<string, number> {
  const found = new Map<string, number>();
  for (const { deviceKey: key, createdAt, closedAt, lastPoll } of away) {
    if (key === undefined || closedAt !== undefined || !isListed({ lastPoll }, listedSince)) continue;
    found.set(key, Math.min(createdAt, found.get(key) ?? createdAt));
  }
  return found;
}

/** Business hours by customer and moment; each question is worked out once. */
function workHours(
  policy: Policy,
  accountTimeZone: string | undefined,
): (customerId: number | undefined, at: number) => boolean {
  const known = new Map<string, boolean>();
  return (customerId, at) => {
    const name = `${customerId} ${at}`;
    const found = known.get(name);
    if (found !== undefined) return found;
    const { businessHours, timeZone } = customerPolicy(policy, customerId, accountTimeZone);
    const isAtWork = isBusinessTime(businessHours, timeZone, at);
    known.set(name, isAtWork);
    return isAtWork;
  };
}
