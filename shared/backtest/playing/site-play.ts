import type { AlertRow } from '../../domain/alerts/alert-row.ts';
import type { DirectoryAgent } from '../../domain/devices/directory-agent.ts';
import type { Mute } from '../../domain/mutes/mute.ts';
import { deviceKey } from '../../domain/occurrences/keys.ts';
import type { QuietDevice } from '../../domain/sites/site-rule.ts';
import type { SiteWatch, WatchedSite } from '../../domain/sites/site-watch.ts';
import { isEventful } from '../../domain/sites/watch-sites.ts';
import { MINUTE_MS } from '../../durations.ts';
import { playbooks } from '../../playbooks/index.ts';
import type { Policy } from '../../policy/policy.ts';
import { mutedDevices } from '../../sites/muted-devices.ts';
import { nextSiteWatch } from '../../sites/next-site-watch.ts';
import { fleetOver, type PastDevices } from '../devices.ts';
import type { ListedRow } from './occurrence-book.ts';
import type { PastSite } from './played.ts';
import { MightBegin } from './site-span.ts';

/** While something lasts the rule is judged so often, because business hours begin and end. */
const JUDGED_EVERY_MS = 30 * MINUTE_MS;

interface Surroundings {
  readonly policy: Policy;
  readonly devices: PastDevices;
  readonly mutes?: readonly Mute[];
  /** Begin of the period (epoch ms). */
  readonly from: number;
}

/**
 * The app's site rule over the period. It is judged at each poll at which something could begin or
 * end by it; the polls in between would find what the last one found.
 */
export class SitePlay {
  watch: SiteWatch | undefined;
  readonly found: PastSite[] = [];
  suspicions = 0;
  readonly #away = new Map<number, ListedRow>();
  readonly #down = new Map<number, ListedRow>();
  readonly #policy: Policy;
  readonly #devices: PastDevices;
  readonly #mutes: readonly Mute[];
  readonly #agents: ReadonlyMap<string, DirectoryAgent>;
  readonly #might: MightBegin;
  readonly #missedAfterMinutes: number;
  #changed = false;

  constructor({ policy, devices, mutes = [], from }: Surroundings) {
    this.#policy = policy;
    this.#mutes = mutes;
    this.#devices = devices;
    this.#agents = fleetOver(devices, from);
    this.#might = new MightBegin(policy.siteRule, this.#agents);
    const bound = playbooks.map((playbook) => playbook.bind(policy).missedAfterMinutes);
    this.#missedAfterMinutes = bound.find((minutes) => minutes !== undefined) ?? 0;
  }

  /** A poll lists an alert: does it say that something is away? */
  list(row: ListedRow): void {
    const into = this.#bookOf(row);
    if (!into || row.customerId === undefined) return;
    into.set(row.id, row);
    this.#changed ||= this.#might.begin(row, this.#away.values(), this.#down.values()) || this.#concerns(row);
  }

  /** A poll lists it no longer. */
  end(row: ListedRow): void {
    if (this.#bookOf(row)?.delete(row.id)) this.#changed ||= this.#concerns(row);
  }

  /** When the rule must be judged again although nothing came or went; undefined = not before that. */
  get judgeAgainAfterMs(): number | undefined {
    return isEventful(this.watch) ? JUDGED_EVERY_MS : undefined;
  }

  /** Judges the rule, where it can have changed or `always`. Returns the incidents that begin or end now. */
  async judge(now: number, always: boolean): Promise<readonly WatchedSite[]> {
    if (!this.#changed && !always) return [];
    this.#changed = false;
    const before = this.watch;
    const after = await nextSiteWatch(before, this.#facts(now), this.#policy);
    const fresh = after.incidents.filter(({ opened }) => !opened);
    const over = after.incidents.filter(({ endedAt }) => endedAt === now);
    this.watch = { ...after, incidents: after.incidents.map((one) => ({ ...one, opened: true })) };
    if (after.vendorQuietSince !== undefined && before?.vendorQuietSince === undefined) this.suspicions++;
    return [...fresh, ...over];
  }

  /** The incidents of the period, as last known. */
  note({ customerId, since, endedAt, quiet, of }: WatchedSite): void {
    const index = this.found.findIndex((one) => one.customerId === customerId && one.endedAt === undefined);
    const site = { customerId, since, endedAt, quiet, of };
    if (index < 0) this.found.push(site);
    else this.found[index] = site;
  }

  #facts(now: number) {
    const awayKeys = new Set([...this.#away.values()].map((row) => row.deviceKey));
    return {
      away: [...this.#away.values()].map(asAlertRow),
      down: [...this.#down.values()].filter((row) => !this.#isBlind(row, awayKeys)).map(asQuiet),
      agents: this.#agents,
      muted: mutedDevices(this.#mutes, { agents: this.#agents, down: [...this.#down.values()], away: AWAY }, now),
      workstationGraceMinutes: this.#missedAfterMinutes,
      accountTimeZone: this.#devices.accountTimeZone,
      trustedAgainAt: this.watch?.trustedAgainAt,
      now,
    };
  }

  /** The agent that watches it is away itself. */
  #isBlind({ deviceGuid = '' }: ListedRow, awayKeys: ReadonlySet<string>): boolean {
    const watcher = this.#devices.monitored.get(deviceGuid)?.monitoringAgentId;
    return watcher !== undefined && awayKeys.has(deviceKey({ agentId: watcher }));
  }

  #bookOf({ playbook }: ListedRow): Map<number, ListedRow> | undefined {
    const role = roles.get(playbook);
    return role === 'away' ? this.#away : role === 'down' ? this.#down : undefined;
  }

  /** Something that lasts may end by it. */
  #concerns({ customerId }: ListedRow): boolean {
    if (this.watch?.vendorQuietSince !== undefined) return true;
    return this.watch?.incidents.some((one) => one.customerId === customerId) ?? false;
  }
}

const ofAway = playbooks.find(({ site }) => site?.role === 'away');
const AWAY = { playbook: ofAway?.name ?? '', conditionKey: ofAway?.conditionKeyOf({}) };

const roles: ReadonlyMap<string, string | undefined> = new Map(playbooks.map(({ name, site }) => [name, site?.role]));

function asAlertRow({
  id: alertId,
  playbook,
  deviceKey: key,
  customerId,
  title,
  raisedAt,
  listedAt,
}: ListedRow): AlertRow {
  const times = { createdAt: raisedAt, firstListedAt: listedAt, lastPoll: '' };
  return { alertId, state: 'handled', playbook, deviceKey: key, customerId, title, ...times };
}

function asQuiet({ deviceKey: key, customerId = 0, raisedAt }: ListedRow): QuietDevice {
  return { deviceKey: key, customerId, quietSince: raisedAt };
}
