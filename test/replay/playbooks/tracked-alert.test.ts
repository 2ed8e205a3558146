import { describe, expect, it } from 'vitest';
import type { TrackedInspection } from '../../../orchestrations/playbooks/tracked-alert/observe-tracked.ts';
import type { RemediationRun } from '../../../orchestrations/runtime/run.ts';
import { policy } from '../../../shared/policy/policy.ts';
import { alertGone, leased, MINUTE, NOW, written } from '../../helpers/hosts/offline-host.ts';
import { done, followUpRun, remediationRun, replay } from '../../helpers/hosts/playbook-host.ts';

const of = {
  subject: {
    key: { deviceKey: 'a1', conditionKey: 'tracked-alert.raid', occurrence: 1 },
    playbook: 'tracked-alert',
    agentId: 1,
    customerId: 2,
    details: { class: 'RAID' },
  },
  alertCreatedAt: NOW - 20 * MINUTE,
  openedAt: NOW - 20 * MINUTE,
  policy: policy.parse({ trackedAlert: { classes: [{ name: 'RAID', alerts: [{ title: 'RAID*' }] }] } }),
  alertSays: { title: 'RAID failed', message: undefined, severity: 'Critical' },
} as const satisfies Partial<RemediationRun>;

const ticket = { ticketId: 7 };

function inspection(over: Partial<TrackedInspection> = {}) {
  const alert = { alertId: 100, isOpen: true, firstListedAt: NOW - 20 * MINUTE, selfResolves: false };
  const alerts = { alertOpen: true, alertIds: [100], openAlertIds: [100], alerts: [alert] } as const;
  return (now: number) => done({ ...alerts, deviceFound: true, inspectedAt: now, ...over });
}

describe('the tracked-alert playbook', () => {
  it('opens a ticket after one inspection', async () => {
    const run = await replay('remediateAlert', remediationRun(of), {
      inspectTracked: [inspection()],
      ensureTicket: [written('opened')],
    });

    expect(run.output).toMatchObject({ end: 'escalated', code: 'ticket-opened', ticketId: 7 });
    expect(run.signature).toEqual([...leased('inspectTracked'), ...leased('ensureTicket'), 'activity recordOutcome']);
    expect(run.history.length).toBeLessThanOrEqual(30);
  });

  it('asks nobody while the alert may pass, but inspects one that a poll lists no more', async () => {
    const young = { ...of, alertCreatedAt: NOW - 2 * MINUTE, openedAt: NOW - MINUTE };

    const waits = await replay('remediateAlert', remediationRun(young), {});
    const over = await replay('remediateAlert', remediationRun({ ...young, mayBeOver: true }), {
      inspectTracked: [inspection(alertGone)],
    });

    expect(waits.output).toMatchObject({ code: 'may-pass', afterwards: { next: 'again', nextAt: NOW + 8 * MINUTE } });
    expect(waits.signature).toEqual(['activity recordOutcome']);
    expect(over.output).toMatchObject({ end: 'resolved', code: 'alert-ended', afterwards: { next: 'close' } });
    expect(over.calls).toEqual(['inspectTracked', 'recordOutcome']);
  });

  it.each([
    ['device-not-found', { deviceFound: false }],
    ['opted-out', { optedOut: 'marked' }],
  ] as const)('leaves a device alone that is %s', async (code, over) => {
    const run = await replay('remediateAlert', remediationRun(of), { inspectTracked: [inspection(over)] });

    expect(run.output).toMatchObject({ end: 'skipped', code });
    expect(run.calls).not.toContain('ensureTicket');
  });

  it('never resolves an alert, in whatever mode', async () => {
    const run = await replay(
      'followUp',
      followUpRun({ ...of, ...ticket, mode: 'auto', clearSince: NOW - 60 * MINUTE }),
      {
        inspectTracked: [inspection()],
      },
    );

    expect(run.output).toMatchObject({ code: 'still-occurring' });
    expect(run.calls).toEqual(['inspectTracked', 'recordOutcome']);
  });

  it('closes its ticket when two inspections find the alert ended, and not when its row is lost', async () => {
    const cleared = followUpRun({ ...of, ...ticket, clearSince: NOW - 10 * MINUTE });

    const over = await replay('followUp', cleared, {
      inspectTracked: [inspection(alertGone)],
      closeTicket: [done({ state: 'written', result: { how: 'resolved', ticketId: 7 } })],
    });
    const lost = await replay('followUp', cleared, { inspectTracked: [inspection({ ...alertGone, alerts: [] })] });

    expect(over.output).toMatchObject({ end: 'resolved', code: 'verified-recovered' });
    expect(over.signature).toEqual([...leased('inspectTracked'), ...leased('closeTicket'), 'activity recordOutcome']);
    expect(lost.output).toMatchObject({ code: 'not-verified', ticketId: 7 });
  });

  it('goes on with the ticket of a class that the policy has dropped', async () => {
    const run = await replay('followUp', followUpRun({ ...of, ...ticket, policy: policy.parse({}) }), {
      inspectTracked: [inspection()],
    });

    expect(run.output).toMatchObject({ code: 'still-occurring', ticketId: 7 });
  });
});
