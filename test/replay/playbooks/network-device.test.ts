import { describe, expect, it } from 'vitest';
import type { NetworkInspection } from '../../../orchestrations/playbooks/network-device/observe-network.ts';
import type { FollowUpRun, RemediationRun } from '../../../orchestrations/runtime/run.ts';
import { done, followUpRun, remediationRun, replay } from '../../helpers/hosts/playbook-host.ts';

const NOW = Date.parse('2026-03-02T08:00:00Z');
const MINUTE = 60_000;
const GUID = '5f0c7a52-0000-4000-a000-00000000beef';

const subject = {
  key: { deviceKey: `g${GUID}`, conditionKey: 'device-down', occurrence: 1 },
  playbook: 'network-device',
  deviceGuid: GUID,
  customerId: 2,
  deviceName: 'NW-FW-01',
} as const;
const raised = { alertCreatedAt: NOW - 10 * MINUTE, openedAt: NOW - 9 * MINUTE };
const run = (over: Partial<RemediationRun> = {}) => remediationRun({ subject, ...raised, ...over });
const watched = (over: Partial<FollowUpRun> = {}) => followUpRun({ subject, ...raised, ticketId: 7, ...over });

const watcher = { agentId: 1, found: true, name: 'NW-WATCH', online: true };
const down = {
  read: true,
  kind: 'snmp',
  hostname: 'fw',
  monitored: true,
  up: false,
  closedPorts: [],
  watcher,
} as const;
const inspection =
  (over: Partial<NetworkInspection> = {}) =>
  (now: number) =>
    done({
      ...{ alertOpen: true, alertIds: [100], openAlertIds: [100], deviceFound: true, vendorQuiet: false },
      ...{ inspectedAt: now, reading: down, ...over },
    });
const up = inspection({ reading: { ...down, up: true } });
const ticket = done({ state: 'written', result: { ticketId: 7, how: 'opened' } });
const leased = (activity: string) => ['call entity ratebudget acquire', `activity ${activity}`];

describe('the network-device playbook', () => {
  it('opens a ticket for a device that is down', async () => {
    const { output, signature } = await replay('remediateAlert', run(), {
      inspectNetwork: [inspection()],
      ensureTicket: [ticket],
    });

    expect(output).toMatchObject({ end: 'escalated', code: 'ticket-opened', afterwards: { next: 'watch' } });
    expect(signature).toEqual([...leased('inspectNetwork'), ...leased('ensureTicket'), 'activity recordOutcome']);
  });

  it('asks nobody within the grace', async () => {
    const { output, signature } = await replay('remediateAlert', run({ alertCreatedAt: NOW - MINUTE }), {});

    expect(output).toMatchObject({ code: 'grace', afterwards: { next: 'again', nextAt: NOW + 4 * MINUTE } });
    expect(signature).toEqual(['activity recordOutcome']);
  });

  it('resolves the alert of a device that was read as up twice, a poll apart', async () => {
    const { output, signature } = await replay('remediateAlert', run(), {
      inspectNetwork: [up],
      resolveAlerts: [done({ resolved: 1 })],
    });

    expect(output).toMatchObject({ end: 'resolved', code: 'up' });
    expect(signature).toEqual([
      ...leased('inspectNetwork'),
      'timer',
      ...leased('inspectNetwork'),
      ...leased('resolveAlerts'),
      'activity recordOutcome',
    ]);
  });

  it('resolves nothing when it is down again at the second inspection', async () => {
    const { calls } = await replay('remediateAlert', run(), {
      inspectNetwork: [up, inspection()],
      ensureTicket: [ticket],
    });

    expect(calls).toEqual(['inspectNetwork', 'inspectNetwork', 'ensureTicket', 'recordOutcome']);
  });

  it.each<[string, Partial<NetworkInspection>, number]>([
    ['site-incident', { siteIncident: { quiet: 5, of: 5, since: NOW } }, 15],
    ['not-observable', { reading: { ...down, watcher: { ...watcher, online: false } } }, 15],
    ['customer-found', { customerId: 2 }, 0],
  ])('comes back later in case of %s', async (code, over, minutes) => {
    const { output, calls } = await replay('remediateAlert', run(), { inspectNetwork: [inspection(over)] });

    expect(output).toMatchObject({ code, afterwards: { next: 'again' } });
    const { nextAt } = (output as { afterwards: { nextAt: number } }).afterwards;
    expect(Math.round((nextAt - NOW) / MINUTE)).toBe(minutes);
    expect(calls).toEqual(['inspectNetwork', 'recordOutcome']);
  });

  it.each<[string, Partial<NetworkInspection>, string, string]>([
    ['is up for the second time', { reading: { ...down, up: true } }, 'verified-recovered', 'closeTicket'],
    [
      'is down although its alert has ended',
      { alertOpen: false, openAlertIds: [] },
      'still-occurring',
      'recordOutcome',
    ],
    [
      'cannot be observed although its alert has ended',
      { alertOpen: false, openAlertIds: [], reading: { ...down, watcher: { ...watcher, online: false } } },
      'not-verified',
      'recordOutcome',
    ],
  ])('is followed up: a device that %s', async (_name, over, code, second) => {
    const { output, calls } = await replay('followUp', watched({ clearSince: NOW - 30 * MINUTE }), {
      inspectNetwork: [inspection(over)],
      closeTicket: [done({ state: 'written', result: { how: 'resolved', ticketId: 7 } })],
      resolveAlerts: [done({ resolved: 1 })],
    });

    expect(output).toMatchObject({ code });
    expect(calls[1]).toBe(second);
  });
});
