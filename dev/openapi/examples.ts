import type { z } from 'zod';
import type * as alerts from '../../functions/http/answers/alerts.ts';
import type { Approval } from '../../functions/http/answers/common.ts';
import type * as nows from '../../functions/http/answers/now.ts';
import type * as app from '../../functions/http/answers/operations.ts';
import type * as answers from '../../functions/http/answers/remediations.ts';
import type { Report } from '../../shared/reports/report.ts';

const ID = 'rem.a1201.disk-space.C.3';

/** The id of a request. */
export const requestId = 'req.5f1c9d5b0a2e4c7d8f9e0a1b2c3d4e5f60718293a4b5c6d7e8f9a0b1c2d3e4f5';

/** A question that waits. */
export const approval = {
  state: 'pending',
  asks: 'Run Automox worklet 40001 (disk cleanup) on NW-SRV-01, because the drive is 95 % used.',
  evidence: 'be35c640419706e980ee3b34a5bf2803',
  expiresAt: '2026-03-03T08:14:00.000Z',
  facts: { drive: 'C', thresholdPercent: 90 },
  askedAt: '2026-03-02T08:14:00.000Z',
  answer: null,
  became: null,
} satisfies z.input<typeof Approval>;

const { facts: _facts, askedAt: _askedAt, answer: _answer, became: _became, ...shortApproval } = approval;

/** A page of remediations. */
export const remediationList = {
  remediations: [
    {
      ...{ id: ID, state: 'remediating', playbook: 'disk-space', customerId: 12, deviceName: 'NW-SRV-01' },
      ...{ deviceKey: 'a1201', conditionKey: 'disk-space.C', alertIds: [48_213], ticketAdopted: false },
      ...{ openedAt: '2026-03-02T08:02:00.000Z', nextAt: '2026-03-03T12:14:00.000Z', approval: shortApproval },
    },
  ],
  continuationToken: null,
} satisfies z.input<typeof answers.RemediationList>;

/** One remediation. */
export const remediation = {
  ...{ id: ID, status: 'Running', startedAt: '2026-03-02T08:02:10.000Z', updatedAt: '2026-03-02T08:14:00.000Z' },
  subject: { playbook: 'disk-space', agentId: 1_201, deviceName: 'NW-SRV-01', drive: 'C' },
  ...{ state: 'remediating', ticketId: null, nextAt: '2026-03-03T12:14:00.000Z', approval },
  ...{ waiting: { because: 'approval' }, result: null },
} satisfies z.input<typeof answers.Remediation>;

/** An answer as it was taken. */
export const answerTaken = {
  id: ID,
  approval: {
    ...approval,
    state: 'approved',
    answer: { approved: true, by: 'Ada', at: '2026-03-02T08:20:00.000Z', until: '2026-03-05T08:20:00.000Z' },
  },
  next: 'The device is checked again; only if it still shows this evidence is it done, then verified.',
} satisfies z.input<typeof answers.AnswerTaken>;

/** A cancelled remediation. */
export const cancelled = { id: ID, state: 'closed', ticketId: 7_001 } satisfies z.input<typeof answers.Cancelled>;

/** Why an alert was acted on. */
export const decision = {
  ...{ alertId: 48_213, state: 'acted', code: 'ticket-opened', why: 'Ticket 7001 opened. The drive is 95 % used.' },
  ...{ decidedAt: '2026-03-02T08:14:00.000Z', nextEligibleAt: '2026-03-02T09:14:00.000Z' },
  alert: {
    title: 'Disk C: over 90 %',
    deviceName: 'NW-SRV-01',
    customerName: 'North Wind',
    customerId: 12,
    open: true,
  },
  remediation: { id: ID, state: 'watching', playbook: 'disk-space', ticketId: 7_001, followUps: 1, approval: null },
  ...{ mode: 'approve', killSwitchOn: false, mute: null },
} satisfies z.input<typeof alerts.Decision>;

/** What happened with an alert. */
export const timeline = {
  ...{
    alertId: 48_213,
    title: 'Disk C: over 90 %',
    deviceName: 'NW-SRV-01',
    customerId: 12,
    customerName: 'North Wind',
  },
  ...{ playbook: 'disk-space', remediationId: ID, open: true },
  events: [
    {
      ...{ at: '2026-03-02T08:00:12.000Z', what: 'raised', known: 'reported', from: 'alerts' },
      text: 'Raised, by the date that Atera gives it.',
    },
    {
      ...{ at: '2026-03-02T08:14:05.000Z', what: 'reported', known: 'recorded', from: 'effects', ticketId: 7_001 },
      text: 'Ticket 7001 was opened.',
    },
  ],
  ...{ leftOut: 0, notKnown: [], nextAt: '2026-03-02T09:14:00.000Z' },
} satisfies z.input<typeof alerts.Timeline>;

/** A page of outcomes. */
export const outcomeList = {
  outcomes: [
    {
      ...{
        subject: '48213',
        state: 'acted',
        code: 'ticket-opened',
        text: 'Ticket 7001 opened.',
        playbook: 'disk-space',
      },
      ...{ alertId: 48_213, customerId: 12, deviceName: 'NW-SRV-01', remediationId: ID, ticketId: 7_001 },
      ...{ firstListedAt: '2026-03-02T08:02:00.000Z', updatedAt: '2026-03-02T08:14:00.000Z' },
    },
  ],
  continuationToken: null,
} satisfies z.input<typeof alerts.OutcomeList>;

const back = { conditions: 1, afterFix: 0 };
const seconds = { count: 2, p50: 71, p95: 160 };
const figures = {
  ...{ alerts: 3, unreadable: 0, recognised: 2, takenUp: 2, fixed: 1, ticketed: 1, recovered: 0, left: 0, inHand: 0 },
  ...{ notTakenUp: { 'no-playbook': 1 }, requests: 0, occurrences: 2, tickets: 1 },
  back: { within24h: back, within7d: back, within30d: back },
  ...{ secondsToDetect: seconds, secondsToDecide: seconds, secondsToEnd: seconds, minutesSaved: 25 },
};

/** A report. */
export const report = {
  ...{ from: '2026-02-01', to: '2026-03-02', customerId: null, customerName: null, stale: false },
  ...{ madeAt: '2026-03-02T12:00:00.000Z', countedAt: '2026-03-02T12:00:00.000Z' },
  overall: figures,
  customers: [{ customerId: 12, customerName: 'North Wind', ...figures }],
  trend: [{ day: '2026-03-02', alerts: 3, takenUp: 2, ticketed: 1, fixed: 1, recovered: 0 }],
  formula: '1 fixed × 20 min + 0 recovered by themselves × 3 min + 1 with a ticket × 5 min = 25 min.',
  noisyDevices: [{ customerId: 12, customerName: 'North Wind', name: 'NW-SRV-01', alerts: 3 }],
  alertClasses: [{ name: 'disk-space', isPlaybook: true, alerts: 2 }],
  listsPartial: false,
  agents: null,
  openTickets: { total: 1, byAge: [{ fromDays: 0, toDays: 1, tickets: 1 }] },
} satisfies z.input<typeof Report>;

const inHand = {
  ...({ id: ID, state: 'remediating', playbook: 'disk-space', customerId: 12, customerName: 'North Wind' } as const),
  ...{ deviceName: 'NW-SRV-01', alertIds: [48_213], ticketId: null },
  ...{ openedAt: '2026-03-02T08:02:00.000Z', nextAt: '2026-03-03T12:14:00.000Z' },
} as const;

const waiting = { remediate: 0, verify: 0, poll: 0 };

/** What is going on. */
export const now = {
  ...{ questions: [{ ...inHand, approval }], moreQuestions: false, runs: [], moreRuns: false },
  ...{ siteIncidents: [], ateraSuspected: null, mutes: [], moreMutes: false },
  budgets: [
    ...[
      {
        budget: 'atera',
        share: 350,
        effectiveShare: 350,
        usedPercent: 10,
        waiting,
        pausedUntil: null,
        pausedBecause: null,
      },
    ],
  ],
  brakes: [],
  killSwitch: { on: false, reason: null, setBy: null, setAt: null },
  health: { status: 'ready', checks: [{ name: 'storage', status: 'ok', detail: null }] },
  ...{ directoryRefreshedAt: '2026-03-02T08:00:30.000Z', customers: { 12: 'North Wind' }, unread: [] },
} satisfies z.input<typeof nows.Now>;

/** How far a refresh is. */
export const refreshing = {
  ...({ startedAt: '2026-03-02T08:14:00.000Z', stage: 'atera', list: 1, lists: 3, pagesRead: 5, pages: 21 } as const),
};

/** On which devices the app can act. */
export const directory = {
  ...{ refreshedAt: '2026-03-02T08:00:30.000Z', finishedAt: '2026-03-02T08:02:10.000Z', agents: 30, servers: 24 },
  ...{ refreshing, lastFailure: null },
  coverage: {
    withActions: 18,
    by: { 'serial+name': 18 },
    without: { 'shared-serial': 2 },
    customers: [],
    moreCustomers: 0,
  },
} satisfies z.input<typeof app.Directory>;

/** The use of each limit. */
export const budgets = {
  budgets: [
    {
      ...{ budget: 'atera', share: 350, effectiveShare: 350, used: 12, leased: 4, windowSeconds: 60, waiting },
      ...{ pausedUntil: null, pausedBecause: null },
    },
  ],
} satisfies z.input<typeof app.Budgets>;

/** The kill switch. */
export const killSwitch = {
  ...{ on: true, reason: 'restore at North Wind', setBy: 'Kim', setAt: '2026-03-02T08:00:00.000Z' },
} satisfies z.input<typeof app.KillSwitchAnswer>;

/** The app can work. */
export const ready = {
  status: 'ready',
  checks: [{ name: 'storage', status: 'ok', detail: 'answers' }],
} satisfies z.input<typeof app.Ready>;
