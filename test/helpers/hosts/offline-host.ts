import type { OfflineInspection } from '../../../orchestrations/playbooks/offline-device/observe-offline.ts';
import type { FollowUpRun, RemediationRun } from '../../../orchestrations/runtime/run.ts';
import { done, followUpRun, remediationRun } from './playbook-host.ts';

/** A Monday morning in London, when the office opens. */
export const NOW = Date.parse('2026-03-02T08:00:00Z');
/** In milliseconds. */
export const MINUTE = 60_000;

const subject = {
  key: { deviceKey: 'a1', conditionKey: 'offline', occurrence: 1 },
  playbook: 'offline-device',
  agentId: 1,
  customerId: 2,
  deviceName: 'NW-SRV-01',
} as const;
const raised = { alertCreatedAt: NOW - 10 * MINUTE, openedAt: NOW - 9 * MINUTE };

/** A run on a server whose alert is ten minutes old: its grace is over. */
export const offlineRun = (over: Partial<RemediationRun> = {}) =>
  remediationRun({ subject, known: { deviceClass: 'server' }, ...raised, ...over });
/** A follow-up of its ticket. */
export const offlineFollowUp = (over: Partial<FollowUpRun> = {}) =>
  followUpRun({ subject, known: { deviceClass: 'server' }, ...raised, ticketId: 7, ...over });

const automoxMatch = { has: true, organizationId: 5, serverId: 9 } as const;

/** An inspection that found a server offline which Automox knows. */
export const inspection =
  (over: Partial<OfflineInspection> = {}) =>
  (now: number) => {
    const alerts = { alertOpen: true, alertIds: [100], openAlertIds: [100], deviceFound: true };
    const device = { online: false, lastSeenAt: NOW - 11 * MINUTE, deviceClass: 'server', automoxMatch };
    return done({ ...alerts, ...device, vendorQuiet: false, inspectedAt: now, ...over });
  };
/** What an inspection finds when the alert has ended. */
export const alertGone = { alertOpen: false, openAlertIds: [] };
/** Automox has lost the device too. */
export const disconnected = done({ found: true, connected: false, lastDisconnectAt: NOW - 11 * MINUTE });
/** A ticket that came to be in this way. */
export const written = (how: string) => done({ state: 'written', result: { ticketId: 7, how } });
/** The alert was resolved. */
export const resolved = done({ resolved: 1 });
/** What one step under a lease leaves in the history. */
export const leased = (activity: string) => ['call entity ratebudget acquire', `activity ${activity}`];
