import type { RebootInspection } from '../../../orchestrations/playbooks/pending-reboot/observe-reboot.ts';
import type { ServerReading } from '../../../orchestrations/runtime/inspection.ts';
import type { RemediationRun } from '../../../orchestrations/runtime/run.ts';
import { approvalEvent, evidenceHash } from '../../../shared/domain/approvals/proposal.ts';
import { rebootProposal } from '../../../shared/playbooks/pending-reboot/reboot-proposal.ts';
import type { SignedIn } from '../../../shared/playbooks/pending-reboot/signed-in.ts';
import { customerPolicy } from '../../../shared/policy/customer.ts';
import { type Policy, policy as policySchema } from '../../../shared/policy/policy.ts';
import { type Answers, done, type Happening, remediationRun, replay } from './playbook-host.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** When a replayed run starts, and its alert was raised. */
export const RAISED = Date.parse('2026-03-02T08:00:00Z');

/** The last boot before the alert. */
export const BOOTED = RAISED - 100 * HOUR;

const KEY = { deviceKey: 'a1', conditionKey: 'pending-reboot', occurrence: 1 };

type Windows = Policy['maintenanceWindows'];

/** All day, every day: a reboot is possible whenever a person says yes. */
const ALWAYS: Windows = [{ days: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'], from: '00:00', to: '24:00' }];

/**
 * A reboot remediation that starts now on an alert that was just raised, within a maintenance
 * window.
 */
export function rebootRun(over: Partial<RemediationRun> = {}, windows: Windows = ALWAYS): RemediationRun {
  const policy = policySchema.parse({ maintenanceWindows: windows });
  const subject = { key: KEY, playbook: 'pending-reboot', agentId: 1, customerId: 2, deviceName: 'NW-SRV-01' } as const;
  return remediationRun({ subject, policy, customer: customerPolicy(policy, 2), ...over });
}

/**
 * What Atera says of the server: by default online, not booted since the alert, and nobody signed
 * in.
 */
export function atera(over: Partial<RebootInspection> = {}) {
  return (now: number) => done({ ...reported(now), ...over });
}

function reported(now: number) {
  const automoxMatch = { has: true, organizationId: 5, serverId: 9 } as const;
  const device = {
    deviceClass: 'server',
    online: true,
    lastRebootAt: BOOTED,
    bootBefore: BOOTED,
    someoneNamed: false,
    automoxMatch,
  } as const;
  const alerts = { alertOpen: true, alertIds: [100], openAlertIds: [100], alertText: 'Reboot pending' };
  return { ...alerts, deviceFound: true, inspectedAt: now, ...device };
}

/** An alert that is over: the device was not read. */
export const alertOver = (now: number) =>
  done({ alertOpen: false, alertIds: [100], openAlertIds: [], deviceFound: true, inspectedAt: now });

/** Atera does not report when the device last booted. */
export function withoutBootTime(now: number) {
  const { lastRebootAt: _lastRebootAt, ...rest } = reported(now);
  return done(rest);
}

type Found = Omit<Extract<ServerReading, { found: true }>, 'found'>;

/** What Automox says: by default a scan of just now that finds a reboot pending. */
export function automox(over: Found | ((now: number) => Found) = {}) {
  return (now: number) => {
    const scannedAt = Math.max(now - MINUTE, RAISED + 3 * MINUTE);
    const given = typeof over === 'function' ? over(now) : over;
    return done({ found: true, connected: true, needsReboot: true, scannedAt, ...given });
  };
}

/** A scan from before the alert; a new one was asked for right now. */
export const oldScan = automox((now) => ({ scannedAt: RAISED - HOUR, scanAskedAt: now }));

/** A scan from between alert and reboot. */
export const scanBefore = automox({ scannedAt: RAISED + 3 * MINUTE });

/** A scan of just now that finds nothing pending any more. */
export const scanAfter = automox((now) => ({ needsReboot: false, scannedAt: now - MINUTE, uptimeMinutes: 30 }));

/** The event that wakes a run when a person has answered. */
export function answerEvent(signedIn: SignedIn = 'nobody', deviceClass: 'server' | 'workstation' = 'server'): string {
  const { action, facts } = rebootProposal({
    ...{ key: KEY, language: 'en', organizationId: 5, serverId: 9, deviceClass, lastRebootAt: BOOTED, users: signedIn },
    window: { open: true, until: 0 },
  });
  return approvalEvent(evidenceHash({ key: KEY, customerId: 2 }, { action, facts, text: '' }), 1);
}

/** A person is asked, and answers an hour after the alert. */
export const ASKED = {
  question: (now: number) => ({ state: 'pending', number: 1, expiresAt: now + 24 * HOUR }),
  yes: { state: 'approved', number: 1, by: 'Ada', at: 0 },
  event: { afterMinutes: 60, event: answerEvent() },
} as const;

/** A remediation of the reboot alert with these answers; a ticket gets number 7. */
export function remediateReboot(
  answers: Answers,
  over: Partial<RemediationRun> = {},
  happenings: readonly Happening[] = [],
  windows?: Windows,
) {
  const opened = done({ state: 'written', result: { ticketId: 7, how: 'opened' } });
  return replay('remediateAlert', rebootRun(over, windows), { ensureTicket: [opened], ...answers }, happenings);
}

/** The same with a reboot that is approved an hour after the alert, and sent. */
export function approvedReboot(answers: Answers, over: Partial<RemediationRun> = {}) {
  const sent = (now: number) => done({ state: 'sent', at: now });
  const automoxMatch = {
    askApproval: [ASKED.question, ASKED.yes],
    sendCommand: [sent],
    resolveAlerts: [done({ resolved: 1 })],
  };
  const scans = { readServer: [automox(), automox(), scanBefore, scanAfter] };
  return remediateReboot({ ...automoxMatch, ...scans, ...answers }, over, [ASKED.event]);
}
