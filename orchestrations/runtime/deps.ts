import type { AnswerLinks } from '../../shared/answers/answer-links.ts';
import type { AteraClient } from '../../shared/atera/client.ts';
import type { AutomoxAccess } from '../../shared/automox/access.ts';
import type { Budget } from '../../shared/budget/budgets.ts';
import type { RunLeased } from '../../shared/budget/run-leased.ts';
import type { Clock } from '../../shared/clock.ts';
import type { ClockWatch } from '../../shared/clock-watch.ts';
import type { Readiness } from '../../shared/health.ts';
import type { ChannelSender } from '../../shared/notify/channels/sender.ts';
import type { Outbox } from '../../shared/notify/outbox.ts';
import type { OutcomeStore } from '../../shared/outcomes/outcomes.ts';
import type { Customers } from '../../shared/policy/customers.ts';
import type { Mode, Policy } from '../../shared/policy/policy.ts';
import type { PolicySource, PolicyState } from '../../shared/policy/stored/policy-source.ts';
import type { DayStore } from '../../shared/reports/day-store.ts';
import type { AlertStore } from '../../shared/storage/alerts.ts';
import type { BacktestStore } from '../../shared/storage/backtests.ts';
import type { ConditionStore } from '../../shared/storage/conditions/conditions.ts';
import type { ContactStore } from '../../shared/storage/contacts.ts';
import type { DirectoryStore } from '../../shared/storage/directory/directory.ts';
import type { MonitoredDeviceStore } from '../../shared/storage/directory/monitored-devices.ts';
import type { NarrowingStore } from '../../shared/storage/directory/narrowings.ts';
import type { EffectStore } from '../../shared/storage/effects.ts';
import type { KillSwitch, KillSwitchStore } from '../../shared/storage/kill-switch.ts';
import type { MuteStore } from '../../shared/storage/mutes.ts';
import type { OutboxStore } from '../../shared/storage/outbox/outbox-store.ts';
import type { WatchStore } from '../../shared/storage/outbox/watch-store.ts';
import type { PolicyStore } from '../../shared/storage/policy-store.ts';
import type { Retention } from '../../shared/storage/retention.ts';
import type { SiteStore } from '../../shared/storage/sites.ts';
import type { TablesBegunStore } from '../../shared/storage/tables-begun.ts';
import type { TicketWatchStore } from '../../shared/storage/ticket-watch.ts';
import type { Measure } from '../../shared/telemetry/metrics.ts';

/**
 * One thing that happened, for the log: a fixed name and plain facts. Never a key, a URL with a
 * query or a vendor's raw text.
 */
export type LogEvent = (event: string, facts: Readonly<Record<string, string | number | boolean | undefined>>) => void;

/** What the activities work with; each factory takes the few it uses. */
export interface ActivityDeps {
  readonly clock: Clock;
  readonly atera: AteraClient;
  /** Absent when AUTOMOX_ORG_ID is not set: no device can be acted on. */
  readonly automox?: AutomoxAccess;
  /**
   * The only way to a vendor: opens a lease behind the fence and passes its session to the work.
   */
  readonly runLeased: RunLeased;
  readonly alerts: AlertStore;
  readonly conditions: ConditionStore;
  readonly effects: EffectStore;
  readonly contacts: ContactStore;
  readonly directory: DirectoryStore;
  /** What custom fields in Atera said when they were last read. */
  readonly narrowings: NarrowingStore;
  /** Devices without an agent, by their GUID. */
  readonly monitored: MonitoredDeviceStore;
  /** What people are to be notified of. */
  readonly outbox: Outbox;
  /** The same until it is sent. */
  readonly outboxStore: OutboxStore;
  readonly outcomes: OutcomeStore;
  readonly backtests: BacktestStore;
  /** The days that reports are made of. */
  readonly reportDays: DayStore;
  /** What the site rule found at the last poll. */
  readonly sites: SiteStore;
  /** What people and the tenant's own rules do to tickets. */
  readonly ticketWatch: TicketWatchStore;
  /** Sends to the channels of the policy. */
  readonly channelSender: ChannelSender;
  readonly policy: Policy;
  readonly customers: Customers;
  /** The mode in force now; a run carries the one of its start, and the lower of the two counts. */
  readonly mode: Mode;
  /** The only worklets that may be run. Absent = those that the policy names. */
  readonly workletAllowlist?: ReadonlySet<number>;
  /** On = nothing outside is changed; inspections go on. */
  readonly killSwitch: KillSwitchStore;
  /** What people want left alone for a while. */
  readonly mutes: MuteStore;
  /**
   * The kill switch and the policy in force, read now in one transaction; `stopped` = nothing may be
   * changed outside.
   */
  readonly beforeWrite: () => Promise<{ readonly killSwitch: KillSwitch } & Pick<PolicyState, 'policy' | 'stopped'>>;
  readonly retention: Retention;
  /** Links in messages, under which questions are answered. */
  readonly answerLinks: AnswerLinks;
  /** Since when the tables say what was done. */
  readonly tablesBegun: TablesBegunStore;
  /** The rate budgets by entity key. */
  readonly budgets: Readonly<Record<string, Budget>>;
  /** The version of this app's histories, `defaultVersion` in host.json. */
  readonly version: string;
  readonly log: LogEvent;
}

/** Everything the app is registered with. */
export interface AppDeps extends ActivityDeps {
  /** What people were notified of about the app itself. */
  readonly watchStore: WatchStore;
  /** Whether the platform checks who signs in, so that what it says of them is not forged. */
  readonly signInOn: boolean;
  readonly readiness: Readiness;
  /** What follows from the policy in force now: for what is not made again under each policy. */
  inForce(): Promise<UnderPolicy>;
  /** The policy as people store it, and which one is in force. */
  readonly policies: PolicySource & { readonly store: PolicyStore };
  /** What is known of this machine's clock. */
  readonly clockWatch: ClockWatch;
  /**
   * Takes what no log event says in numbers. Absent where no metrics are sent. Never for
   * orchestrators: a replay would count again.
   */
  readonly measure?: Measure;
  /** Tables that cost nothing: what *Now* shows is read again every few seconds. */
  readonly isNowEager?: boolean;
  /** Where the dashboard's files are. Absent = where the build puts them. */
  readonly dashboardFolder?: string;
  /**
   * When alerts are polled, as NCRONTAB. A literal: the real host stops on a `%SETTING%` that is
   * not set.
   */
  readonly pollSchedule: string;
}

/** What follows from the policy: the same objects for as long as it is the same one. */
export type UnderPolicy = Pick<AppDeps, 'policy' | 'customers' | 'retention'>;

/**
 * What the app is registered with. The policy may change while the app runs, so what follows from
 * it is no part of this: `eachTime` asks for it at each invocation.
 */
export type RegisteredDeps = Omit<AppDeps, keyof UnderPolicy>;
