import type { AnswerLinks } from './answers/answer-links.ts';
import type { Clock } from './clock.ts';
import { type ClockWatch, clockText } from './clock-watch.ts';
import { MINUTE_MS } from './durations.ts';
import {
  checkAtera,
  checkFields,
  checkKillSwitch,
  checkLinks,
  checkMonitored,
  checkPolicy,
  checkTechnician,
  checkTickets,
} from './health-checks.ts';
import { checkChannels } from './notify/channels-health.ts';
import type { Policy } from './policy/policy.ts';
import type { PolicySource } from './policy/stored/policy-source.ts';
import { type KeyInUse, keyExpiry } from './secrets/key-expiry.ts';
import type { AlertStore } from './storage/alerts.ts';
import type { DirectoryStore } from './storage/directory/directory.ts';
import type { MonitoredDeviceStore } from './storage/directory/monitored-devices.ts';
import type { NarrowingStore } from './storage/directory/narrowings.ts';
import type { KillSwitchStore } from './storage/kill-switch.ts';
import type { OutboxStore } from './storage/outbox/outbox-store.ts';
import type { SiteStore } from './storage/sites.ts';
import type { TicketWatchStore } from './storage/ticket-watch.ts';

/**
 * What health asks of the surroundings; each throws when the answer is no, and none sends a request
 * to a vendor.
 */
export interface Readiness {
  storage(): Promise<unknown>;
  vendorKey(): Promise<KeyInUse>;
  /** Absent without Automox. */
  automoxKey?(): Promise<KeyInUse>;
}

/** What the checks work with. */
export interface HealthDeps {
  readonly clock: Clock;
  readonly readiness: Readiness;
  readonly clockWatch: Pick<ClockWatch, 'state'>;
  readonly alerts: Pick<AlertStore, 'lastCompletePoll'>;
  readonly killSwitch: Pick<KillSwitchStore, 'get'>;
  readonly directory: Pick<DirectoryStore, 'lastRefresh'>;
  readonly monitored: Pick<MonitoredDeviceStore, 'listing'>;
  readonly narrowings: Pick<NarrowingStore, 'definitions'>;
  readonly sites: Pick<SiteStore, 'get'>;
  readonly ticketWatch: Pick<TicketWatchStore, 'get'>;
  readonly outboxStore: Pick<OutboxStore, 'channels'>;
  readonly policies: Pick<PolicySource, 'current' | 'isUnread'>;
  readonly answerLinks: Pick<AnswerLinks, 'state'>;
  /** Throws when the policy cannot be read. */
  inForce(): Promise<{
    readonly policy: Pick<Policy, 'customFields' | 'directoryRefreshMinutes' | 'notify' | 'technicianEmail'>;
  }>;
}

/** The checks, and whether the app can do its work. */
export interface Health {
  readonly isReady: boolean;
  readonly checks: readonly Check[];
}

/** `warning` = works, but a person should know; only `failed` makes the app not ready. */
export interface Check {
  readonly name: string;
  readonly status: 'ok' | 'warning' | 'failed';
  /** Public: no secret, no address, no name of a customer. */
  readonly detail: string;
}

/**
 * Without a complete poll for this long, alerts pile up unseen. The default poll comes every 2
 * minutes.
 */
const POLL_AGE_MS = 30 * 60_000;

/**
 * As many refreshes of the directory in a row may fail before it is reported: the matches of
 * devices are then that old.
 */
const REFRESHES_LATE = 3;

/**
 * A check that has not answered by then has failed: a probe waits for seconds, the SDK's retries
 * for minutes.
 */
const CHECK_DEADLINE_MS = 5_000;

/**
 * Checks everything the app needs to do its work: storage, vendor keys (read, never used), this
 * machine's clock, last complete poll, technician, kill switch, whether Atera itself is suspected,
 * whether people end tickets in bulk, whether channels take what people are notified of, whether
 * devices without an agent can be listed, whether links to answers are made; with Automox also its
 * key and the age of the directory. No technician, a switch that is on, and whatever is wrong with Automox
 * (tickets are still written) only warn. `startedAt` (epoch ms): an app that has just started is
 * given time for its first poll. Never throws.
 */
export async function checkHealth(deps: HealthDeps, startedAt: number): Promise<Health> {
  const { automoxKey, ...readiness } = deps.readiness;
  const named = (name: string, check: () => Promise<Omit<Check, 'name'>>, without?: Check['status']) =>
    answered(deps, name, check, without);
  const checks = await Promise.all([
    named('storage', () => readiness.storage().then(() => ({ status: 'ok', detail: 'answers' }))),
    named('vendor-key', () => checkKey(deps, readiness.vendorKey)),
    ...(automoxKey ? checkAutomox(deps, automoxKey).map((check) => named(check.name, check.ask, 'warning')) : []),
    named('last-poll', () => checkPoll(deps, startedAt)),
    named('technician', () => checkTechnician(deps), 'warning'),
    named('kill-switch', () => checkKillSwitch(deps)),
    named('policy', () => checkPolicy(deps)),
    named('atera', () => checkAtera(deps), 'warning'),
    named('tickets', () => checkTickets(deps), 'warning'),
    named('channels', () => checkChannels(deps), 'warning'),
    named('monitored-devices', () => checkMonitored(deps), 'warning'),
    named('answer-links', () => checkLinks(deps), 'warning'),
    named('custom-fields', () => checkFields(deps), 'warning'),
  ]);
  // After the others: the storage has just answered with its date.
  checks.push(await named('clock', async () => checkClock(deps)));
  const isReady = checks.every(({ status }) => status !== 'failed');
  return { isReady, checks };
}

/**
 * Checks that a key can be read, and how long it is still valid as far as that is reported. An
 * expired one only warns: the poll shows whether it works.
 */
async function checkKey({ clock }: HealthDeps, read: () => Promise<KeyInUse>): Promise<Omit<Check, 'name'>> {
  const expiry = keyExpiry(await read(), clock.now());
  return expiry === undefined ? { status: 'ok', detail: 'can be read' } : { status: 'warning', detail: expiry };
}

/** What only matters with Automox. */
function checkAutomox(deps: HealthDeps, automoxKey: () => Promise<KeyInUse>) {
  const { directory, inForce, clock } = deps;
  const refreshed = async (): Promise<Omit<Check, 'name'>> => {
    const last = await directory.lastRefresh();
    const minutes = last && Math.round((clock.now() - last.startedAt) / MINUTE_MS);
    if (!last || minutes === undefined) return { status: 'warning', detail: 'none yet' };
    const { policy } = await inForce();
    const isOld = minutes > REFRESHES_LATE * policy.directoryRefreshMinutes;
    const { agents, coverage } = last;
    const actions = coverage ? `; ${coverage.withActions} of ${agents} devices can be acted on` : '';
    return { status: isOld ? 'warning' : 'ok', detail: `${minutes} minutes old${actions}` };
  };
  return [
    { name: 'automox-key', ask: () => checkKey(deps, automoxKey) },
    { name: 'directory', ask: refreshed },
  ];
}

/**
 * The check's answer; `without` is the result of one that throws or takes too long. Its error may
 * name addresses and is not shown.
 */
async function answered(
  { clock }: HealthDeps,
  name: string,
  check: () => Promise<Omit<Check, 'name'>>,
  without: Check['status'] = 'failed',
): Promise<Check> {
  const late = Promise.withResolvers<Omit<Check, 'name'>>();
  const cancel = clock.setTimer(() => late.resolve({ status: without, detail: 'does not answer' }), CHECK_DEADLINE_MS);
  try {
    return { name, ...(await Promise.race([check(), late.promise])) };
  } catch {
    return { name, status: without, detail: 'cannot be read' };
  } finally {
    cancel();
  }
}

async function checkPoll({ alerts, clock }: HealthDeps, startedAt: number): Promise<Omit<Check, 'name'>> {
  const pollId = await alerts.lastCompletePoll();
  // A poll's id is the time it began.
  const at = pollId === undefined ? undefined : Date.parse(pollId);
  const detail = at === undefined ? 'none yet' : `${Math.round((clock.now() - at) / 60_000)} minutes ago`;
  if (at !== undefined && clock.now() - at <= POLL_AGE_MS) return { status: 'ok', detail };
  return { status: clock.now() - startedAt <= POLL_AGE_MS ? 'warning' : 'failed', detail };
}

/**
 * Leases are times that machines give each other. The word of one source may be its own mistake;
 * where two say the same, or the storage, requests to the vendors wait or are never sent.
 */
function checkClock({ clockWatch }: HealthDeps): Omit<Check, 'name'> {
  const known = clockWatch.state();
  if (known.state === 'not-known') return { status: 'ok', detail: 'not known: too few answers with a date so far' };
  if (known.state === 'ok') return { status: 'ok', detail: `agrees with ${known.sources.join(' and ')}` };
  const isCertain = known.agreeing.length > 1 || known.agreeing.includes('storage');
  const others = known.others.length > 0 ? ` (${known.others.join(' and ')} do not show it)` : '';
  const detail = `${clockText(known)}${others}: requests to the vendors wait while machines differ; set its time`;
  return { status: isCertain ? 'failed' : 'warning', detail };
}
