import { type AlertRow, isListed } from '../../../shared/domain/alerts/alert-row.ts';
import type { DirectoryAgent } from '../../../shared/domain/devices/directory-agent.ts';
import type { ConditionFacts } from '../../../shared/domain/occurrences/condition.ts';
import type { Outcome } from '../../../shared/domain/occurrences/course/outcome.ts';
import { deviceKey, siteKey } from '../../../shared/domain/occurrences/keys.ts';
import { isNothingObserved, type QuietDevice } from '../../../shared/domain/sites/site-rule.ts';
import type { SiteWatch, WatchedSite } from '../../../shared/domain/sites/site-watch.ts';
import { isEventful } from '../../../shared/domain/sites/watch-sites.ts';
import { MINUTE_MS } from '../../../shared/durations.ts';
import { networkDevice } from '../../../shared/playbooks/network-device/definition.ts';
import { offlineDevice } from '../../../shared/playbooks/offline-device/definition.ts';
import { siteIncident } from '../../../shared/playbooks/site-incident/definition.ts';
import { mutedDevices } from '../../../shared/sites/muted-devices.ts';
import { nextSiteWatch } from '../../../shared/sites/next-site-watch.ts';
import { byDeviceKey } from '../../../shared/sites/quiet-devices.ts';
import type { NotifyDeps } from '../../activities/notify/notify-of.ts';
import { localText } from '../../activities/tickets/local-text.ts';
import type { ActivityDeps } from '../../runtime/deps.ts';
import { failureText } from '../../runtime/failure-text.ts';
import { notifySite, notifySuspicion, suspicionText } from './judge-notifying.ts';

type Deps = Pick<
  ActivityDeps,
  | 'alerts'
  | 'conditions'
  | 'customers'
  | 'directory'
  | 'monitored'
  | 'mutes'
  | 'outcomes'
  | 'sites'
  | 'clock'
  | 'policy'
  | 'log'
> &
  NotifyDeps;

/** Rows of one page of `conditions`. */
const PAGE = 1_000;

/**
 * Applies the site rule to the alerts the poll has just listed, before anything is started, and
 * stores the result in one row. Opens the occurrence of each new incident and hurries the follow-up
 * of one that has ended. Idempotent. Costs two transactions, and nothing else while few devices are
 * away; then the directory and the open occurrences of offline devices are read as well.
 */
export async function judgeSites(deps: Deps): Promise<void> {
  const { alerts, sites, directory, policy, clock } = deps;
  const before = await sites.get();
  const listed = await Array.fromAsync(alerts.openOf(offlineDevice.name));
  const maybe = listed.filter(({ state }) => state !== 'skipped');
  if (maybe.length === 0 && !isEventful(before)) return;
  const now = clock.now();
  const refresh = await directory.lastRefresh();
  const { minDevices, vendorMinCustomers } = policy.siteRule;
  const { startedAt: refreshedAt, newestLastSeenAt } = refresh ?? {};
  const observation = { newestLastSeenAt, refreshedAt, trustedAgainAt: before?.trustedAgainAt, now };
  const downAlerts = await listedDown(deps, maybe);
  const awayOrDown = maybe.length + downAlerts.length;
  const areFew =
    awayOrDown < Math.min(minDevices, vendorMinCustomers) && !isNothingObserved(observation, policy.siteRule);
  // Nothing begins with so few of them, and what lasts ends.
  const { away, silent } = areFew ? { away: [], silent: [] } : await stillAway(deps, maybe);
  const agents = areFew ? new Map() : await byDeviceKey(directory.agents());
  const silentAgents = silent.flatMap(({ deviceKey = '', customerId, createdAt }) =>
    customerId === undefined ? [] : [{ deviceKey, customerId, quietSince: createdAt }],
  );
  const areDropping = before?.vendorQuietBecause === 'agents-dropping';
  const down = areFew ? [] : await observablyDown(deps, downAlerts, away);
  const around = agents.size === 0 ? { workstationGraceMinutes: 0 } : await aroundOf(deps);
  const muted = agents.size === 0 ? new Set<string>() : await mutedKeys(deps, agents, downAlerts);
  const facts = { ...around, ...observation, away, agents, silentAgents, areDropping, down, muted };
  const after = await nextSiteWatch(before, facts, policy);
  const incidents: WatchedSite[] = [];
  for (const incident of after.incidents) incidents.push(...(await tryToCarryOut(deps, incident, { agents, now })));
  await notifySuspicion(deps, before, after);
  await sites.save({ ...after, incidents });
  await reportVendor(deps, before, after);
}

/**
 * Without those whose occurrence has ended although their alert is still listed: the device was
 * found online. `silent` are those of them whose device Automox reaches.
 */
async function stillAway({ conditions, alerts: store }: Deps, alerts: readonly AlertRow[]) {
  const open = new Map<string, boolean>();
  let token: string | undefined;
  do {
    const page = await conditions.list({ state: 'open', playbook: offlineDevice.name }, { top: PAGE, token });
    for (const { deviceKey, agentSilentAt } of page.rows) open.set(deviceKey, agentSilentAt !== undefined);
    token = page.next;
  } while (token !== undefined);
  const away = alerts.filter(({ state, deviceKey = '' }) => state === 'new' || open.has(deviceKey));
  const listedSince = await store.listedSince();
  const silent = away.filter((row) => open.get(row.deviceKey ?? '') === true && isListed(row, listedSince));
  return { away, silent };
}

/**
 * Alerts of monitored devices without an agent that the last complete poll listed, raised about
 * when one of these was.
 */
async function listedDown({ alerts, policy }: Deps, away: readonly AlertRow[]): Promise<AlertRow[]> {
  const within = policy.siteRule.withinMinutes * MINUTE_MS;
  const isBeside = (row: AlertRow) =>
    away.some((one) => one.customerId === row.customerId && Math.abs(one.createdAt - row.createdAt) <= within);
  const listedSince = await alerts.listedSince();
  const listed = await Array.fromAsync(alerts.openOf(networkDevice.name));
  return listed.filter(
    (row) => row.state !== 'skipped' && row.closedAt === undefined && isListed(row, listedSince) && isBeside(row),
  );
}

/**
 * Without those whose watching agent is away itself: they cannot be observed, which says nothing
 * about them.
 */
async function observablyDown(
  { monitored }: Pick<Deps, 'monitored'>,
  downAlerts: readonly AlertRow[],
  away: readonly AlertRow[],
): Promise<QuietDevice[]> {
  const awayKeys = new Set(away.map((row) => row.deviceKey));
  const found: QuietDevice[] = [];
  for (const { deviceGuid, deviceKey: key = '', customerId, createdAt } of downAlerts) {
    if (customerId === undefined || deviceGuid === undefined) continue;
    const { monitoringAgentId } = (await monitored.get(deviceGuid)) ?? {};
    const isBlind = monitoringAgentId !== undefined && awayKeys.has(deviceKey({ agentId: monitoringAgentId }));
    if (!isBlind) found.push({ deviceKey: key, customerId, quietSince: createdAt });
  }
  return found;
}

/** The devices that a person wants left alone. */
async function mutedKeys(
  { mutes, clock }: Pick<Deps, 'mutes' | 'clock'>,
  agents: ReadonlyMap<string, DirectoryAgent>,
  down: readonly AlertRow[],
): Promise<Set<string>> {
  const { mutes: current } = await mutes.current(MINUTE_MS);
  const away = { playbook: offlineDevice.name, conditionKey: offlineDevice.conditionKey({}) };
  return mutedDevices(current, { agents, down, away }, clock.now());
}

/** What else the rule depends on. */
async function aroundOf({ alerts, directory, policy }: Deps) {
  return {
    listedSince: await alerts.listedSince(),
    accountTimeZone: await directory.accountTimeZone(),
    workstationGraceMinutes: offlineDevice.rulesIn(policy).graceMinutes.workstation,
  };
}

interface Around {
  readonly agents: ReadonlyMap<string, DirectoryAgent>;
  readonly now: number;
}

/**
 * One whose row cannot be read or written blocks no other site. Where its occurrence could not be
 * opened there is no incident, and each device is reported by itself until the next poll can: no
 * ticket covers them all.
 */
async function tryToCarryOut(deps: Deps, incident: WatchedSite, around: Around): Promise<WatchedSite[]> {
  try {
    return [await carryOut(deps, incident, around)];
  } catch (error) {
    deps.log('site-not-judged', { customerId: incident.customerId, error: failureText(error) });
    return incident.opened || incident.endedAt !== undefined ? [incident] : [];
  }
}

/**
 * Opens the occurrence of an incident that has none yet; an incident that has just ended counts as
 * the first of the two inspections.
 */
async function carryOut(deps: Deps, incident: WatchedSite, { agents, now }: Around): Promise<WatchedSite> {
  const { conditions, policy, log } = deps;
  const { customerId, endedAt, quiet, of } = incident;
  const key = { deviceKey: siteKey(customerId), conditionKey: siteIncident.conditionKey({}) };
  if (endedAt === now) {
    const row = await conditions.get(key.deviceKey, key.conditionKey);
    const nextAt = endedAt + siteIncident.bind(policy).watch.clearConfirmMinutes * MINUTE_MS;
    if (row) {
      await conditions.update(row, (current) =>
        current.state === 'watching' ? { ...current, clearSince: endedAt, nextAt } : current,
      );
      await notifySite(deps, row, incident);
    }
    log('site-back', { customerId, customer: incident.customerName, quiet, of });
  }
  if (incident.opened || endedAt !== undefined) return incident;
  const customerName = [...agents.values()].find((agent) => agent.customerId === customerId)?.customerName;
  const named = customerName === undefined ? {} : { deviceName: customerName };
  const row = await openSite(deps, { ...key, playbook: siteIncident.name, customerId, ...named }, now);
  await notifySite(deps, row, { ...incident, customerName });
  log('site-incident', { customerId, customer: customerName, quiet, of });
  return { ...incident, customerName, opened: true };
}

async function openSite({ conditions }: Pick<Deps, 'conditions'>, facts: ConditionFacts, now: number) {
  try {
    return (await conditions.openOccurrence(facts, now)).condition;
  } catch (error) {
    // Only the answer may have been lost: a run of an incident that nothing knows would take the
    // site for back.
    const row = await conditions.get(facts.deviceKey, facts.conditionKey);
    if (!row || row.state === 'closed') throw error;
    return row;
  }
}

/**
 * One outcome row for each time Atera is suspected, and a line in the log at its beginning and end.
 */
async function reportVendor(deps: Deps, before: SiteWatch | undefined, after: SiteWatch): Promise<void> {
  const { outcomes, log, policy } = deps;
  const turned = suspicionText(before, after, policy.language);
  if (!turned) return;
  const { since, because, isOver, text } = turned;
  log(isOver ? 'atera-trusted' : 'atera-suspected', { because });
  const reported = isOver
    ? ({ state: 'skipped', code: 'atera-trusted' } as const)
    : ({ state: 'waiting', code: 'atera-quiet' } as const);
  const row: Outcome = {
    subject: 'atera-quiet',
    ...reported,
    text: await localText(deps, undefined, text),
    playbook: siteIncident.name,
    firstListedAt: since,
    updatedAt: after.judgedAt,
  };
  await outcomes.save([row]);
}
