import { randomBytes } from 'node:crypto';
import type { EventName } from '../../shared/notify/event-names.ts';
import { type Policy, policy } from '../../shared/policy/policy.ts';
import { readSettings, type Settings } from '../../shared/settings.ts';
import { CUSTOMERS_WITH_AUTOMOX } from '../simulator/scenarios/enrolment.ts';
import { lively } from '../simulator/scenarios/lively.ts';
import type { Scenario } from '../simulator/scenarios/scenario.ts';
import { AUTOMATION_TECHNICIAN_EMAIL } from '../simulator/scenarios/tenant.ts';
import type { Simulator } from '../simulator/simulator.ts';
import { NOC, type Receiver, TICKETS } from './channels/receiver.ts';

const SECOND_MS = 1_000;

/** How often the watched demo polls. */
const POLL_EVERY_15_SECONDS = '*/15 * * * * *';

/**
 * The lively scenario, with inventory readings so frequent that a newcomer can watch a remediation
 * end within minutes.
 */
export const watchedScenario: Scenario = {
  ...lively,
  world: { ...lively.world, lags: { ...lively.world?.lags, inventoryMs: 15 * SECOND_MS } },
};

/** Customers' lunch hour: when servers may restart. */
const LUNCH = { days: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '12:00', to: '13:00' };

const LUNCH_ZONE = 'Europe/Berlin';

/** Whether it is lunch time at the customers, computed without the app's own calendar. */
export function isLunch(at: number): boolean {
  const time = new Date(at).toLocaleTimeString('en-GB', { timeZone: LUNCH_ZONE });
  return time >= LUNCH.from && time < LUNCH.to;
}

/** One customer's people go home early. */
const GOES_HOME_EARLY = 'Cobalt Logistics';
const UNTIL_FOUR = { days: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '08:00', to: '16:00' };

/**
 * The policy of the scripted day: the defaults, who writes, who is in Automox and when, and
 * questions that expire within the day.
 */
export function dayPolicy(simulator: Simulator): Policy {
  return policy.parse({
    ...commonPolicyOf(simulator),
    notify: { ...TELLING, dailySummaryAt: '18:00' },
    maintenanceWindows: [LUNCH],
    approvalExpiresHours: 2,
  });
}

/** The policy of the watched demo: the same with waits of seconds in place of minutes and hours. */
export function watchedPolicy(simulator: Simulator): Policy {
  return policy.parse({
    ...commonPolicyOf(simulator),
    repeatCommentHours: 0.05,
    approvalExpiresHours: 0.05,
    diskSpace: {
      publishLagMinutes: 0.25,
      inventoryEveryMinutes: 0.5,
      unprovenAfterMinutes: { urgent: 3, other: 5 },
      confirmAfterMinutes: 0.25,
      followUpEveryMinutes: 0.5,
      clearConfirmMinutes: 0.25,
      flappingHours: 0.1,
      settleMinutes: 0.25,
      workletTimeoutMinutes: 2,
    },
    offlineDevice: {
      graceMinutes: { server: 0.5, workstation: 2, laptop: 2 },
      secondInspectionMinutes: 0.25,
      awayTogetherMinutes: 0.5,
      followUpEveryMinutes: 0.5,
      clearConfirmMinutes: 0.25,
      flappingHours: 0.1,
    },
    networkDevice: {
      ...{ graceMinutes: 0.5, secondInspectionMinutes: 0.25, awayTogetherMinutes: 0.5, notObservableAtMostMinutes: 2 },
      ...{ followUpEveryMinutes: 0.5, clearConfirmMinutes: 0.25, alertGoneMinutes: 0.5, flappingHours: 0.1 },
    },
    pendingReboot: { scanWaitMinutes: 0.5, clearConfirmMinutes: 0.5, followUpEveryMinutes: 0.5 },
  });
}

/** What the ticket system shows as well goes to a channel of its own. */
const WITH_TICKETS: readonly EventName[] = ['ticket-opened', 'action-done'];

const TELLING = {
  channels: [
    { name: NOC, type: 'webhook', secret: `notify-${NOC}` },
    { name: TICKETS, type: 'teams', secret: `notify-${TICKETS}`, events: WITH_TICKETS },
  ],
};

/** Who writes, who is told, whose question is answered by its link: cleanups, of no server. */
function commonPolicyOf(simulator: Simulator) {
  return {
    technicianEmail: AUTOMATION_TECHNICIAN_EMAIL,
    notify: TELLING,
    answerByLink: { playbooks: { diskSpace: 'anyoneWithLink' } },
    ...automoxPolicyOf(simulator),
  };
}

/** Three customers are assigned to Automox, with the one worklet there is; the others are not. */
function automoxPolicyOf({ world, automox }: Simulator) {
  const customers = [...world.people.customers.values()].map(({ id, name }) => [
    id,
    {
      ...(CUSTOMERS_WITH_AUTOMOX.includes(name) && { automox: {} }),
      ...(name === GOES_HOME_EARLY && { businessHours: [UNTIL_FOUR] }),
    },
  ]);
  const [diskCleanup] = automox.policies.keys();
  return { customers: Object.fromEntries(customers), worklets: { diskCleanup } };
}

/** What `watchedPolicy` and `watchedScenario` shorten, for people. */
export const SHORTENED =
  'Shortened for watching: polls every 15 s (2 min), second inspection after 15 s (10 min), follow-up every 30 s (1 h),\n' +
  'inventory every 15 s (30 min), alerts after seconds (2-5 min), a question waits 3 min for its answer (24 h).';

/** Where a demo keeps its rows, where it is reached, and where its messages go. */
interface Surroundings {
  readonly storage: string;
  readonly publicUrl: string;
  readonly receiver: Pick<Receiver, 'secrets'>;
  readonly watched: boolean;
}

/**
 * Settings for simulated vendors, whatever the environment says; a demo may resolve alerts, and act
 * on devices after an approval.
 */
export function demoSettings(simulator: Simulator, { storage, publicUrl, receiver, watched }: Surroundings): Settings {
  return readSettings({
    ATERA_BASE_URL: simulator.ateraBaseUrl,
    ATERA_API_KEY: simulator.keys.current,
    AUTOMOX_BASE_URL: simulator.automoxBaseUrl,
    AUTOMOX_ORG_ID: String(simulator.automox.id),
    AUTOMOX_API_KEY: simulator.automoxKeys.current,
    STORAGE_CONNECTION: storage,
    REMEDIATION_MODE: 'approve',
    NOTIFY_SECRETS: JSON.stringify(receiver.secrets),
    PUBLIC_URL: publicUrl,
    ANSWER_LINK_KEY: randomBytes(32).toString('base64'),
    ...(watched && { POLL_SCHEDULE: POLL_EVERY_15_SECONDS }),
  });
}

/** What reads a real account tells nobody anything, whatever its settings and its policy name. */
export function toldNobody(settings: Settings, inFile: Policy): { settings: Settings; policy: Policy } {
  return {
    settings: { ...settings, notify: { hosts: [], secrets: { kind: 'setting', values: {} }, isDevelopment: false } },
    policy: { ...inFile, notify: { ...inFile.notify, channels: [] } },
  };
}
