import { describe, expect, it } from 'vitest';
import type { ServiceInspection } from '../../../orchestrations/playbooks/service-stopped/observe-service.ts';
import { approvalEvent, evidenceHash } from '../../../shared/domain/approvals/proposal.ts';
import { customerPolicy } from '../../../shared/policy/customer.ts';
import { policy as policySchema } from '../../../shared/policy/policy.ts';
import { approved, automoxMatch, gone, leased, pending, sent } from '../../helpers/hosts/cleanup-host.ts';
import { alertGone, MINUTE, NOW, written } from '../../helpers/hosts/offline-host.ts';
import { type Answers, done, followUpRun, remediationRun, replay } from '../../helpers/hosts/playbook-host.ts';

const policy = policySchema.parse({ worklets: { serviceRestart: { spooler: 77 } } });

const of = {
  subject: {
    key: { deviceKey: 'a1', conditionKey: 'service-stopped.spooler', occurrence: 1 },
    playbook: 'service-stopped',
    agentId: 1,
    customerId: 2,
    details: { service: 'Spooler' },
  },
  ...{ alertCreatedAt: NOW - 20 * MINUTE, openedAt: NOW - 20 * MINUTE, policy },
  customer: customerPolicy(policy, 2),
} as const;

const evidence = evidenceHash(of.subject, {
  action: { kind: 'worklet', organizationId: 5, serverId: 9, workletId: 77, purpose: 'serviceRestart: spooler' },
  facts: { service: 'Spooler', state: 'stopped' },
  text: '',
});

function inspection(over: Partial<ServiceInspection> = {}) {
  const alert = { alertId: 100, isOpen: true, firstListedAt: NOW - 20 * MINUTE, selfResolves: true };
  const alerts = { alertOpen: true, alertIds: [100], openAlertIds: [100], alerts: [alert] } as const;
  return (now: number) => done({ ...alerts, deviceFound: true, online: true, automoxMatch, inspectedAt: now, ...over });
}

const stopped = inspection();
const over = inspection(alertGone);

const restarted = (answers: Answers) =>
  replay(
    'remediateAlert',
    remediationRun(of),
    {
      ...{ askApproval: [pending, approved], sendCommand: [sent], checkCommand: [gone] },
      ...{ ensureTicket: [written('opened')], ...answers },
    },
    [{ afterMinutes: 60, event: approvalEvent(evidence, 1) }],
  );

describe('the service-stopped playbook', () => {
  it('restarts after an approval and a fresh inspection, and believes two inspections', async () => {
    const run = await restarted({ inspectService: [stopped, stopped, over, over] });

    expect(run.output).toMatchObject({ end: 'resolved', code: 'restart-verified', afterwards: { next: 'close' } });
    expect(run.signature).toEqual([
      ...leased('inspectService'),
      'call entity devicegate ask',
      'call entity fleetbreaker ask',
      'activity askApproval',
      'timer',
      `event approval-1-${evidence}`,
      'activity askApproval',
      ...leased('inspectService'),
      'call entity devicegate take',
      'call entity fleetbreaker take',
      ...leased('confirmDevice'),
      ...leased('sendCommand'),
      'sub-orchestration verifyRestart',
      'signal entity devicegate release',
      'signal entity fleetbreaker report',
      'activity recordOutcome',
    ]);
    expect(run.longest).toBeLessThanOrEqual(100);
  });

  it.each([
    ['open at both inspections', [stopped, stopped], 'still open after it', 'cancel'],
    ['over once and open again', [over, stopped], 'the service stopped once more', 'report'],
    ['over, with the device away', [over, inspection({ ...alertGone, online: false })], 'is not known', 'cancel'],
  ])('is a ticket when the alert is %s', async (_what, inspections, text, slot) => {
    const run = await restarted({ inspectService: [stopped, stopped, ...inspections] });

    expect(run.output).toMatchObject({ code: 'ticket-opened', text: expect.stringContaining(text) });
    expect(run.signature).toContain(`signal entity fleetbreaker ${slot}`);
    expect(run.longest).toBeLessThanOrEqual(100);
  });

  it('inspects once after a code that says that it does not run', async () => {
    const disabled = done({ queued: false, exitCode: 1058 });

    const run = await restarted({ inspectService: [stopped], checkCommand: [disabled] });

    expect(run.calls.filter((call) => call === 'inspectService')).toHaveLength(3);
    expect(run.output).toMatchObject({
      code: 'ticket-opened',
      text: expect.stringContaining('the service is disabled'),
    });
  });

  it('claims nothing when the inspection after the restart failed', async () => {
    const failure = { ok: false, code: 'vendor_forbidden', retryable: false, effect: 'none', message: '403' };

    const run = await restarted({ inspectService: [stopped, stopped, { status: 'failed', usage: [], failure }] });

    expect(run.output).toMatchObject({ end: 'failed', code: 'inspection-failed' });
    expect(run.calls).toContain('recordResult');
    expect(run.signature).toContain('signal entity devicegate release');
  });

  it.each([
    ['the mode does not allow it', { mode: 'propose' }, stopped],
    ['the customer has no worklet for it', { customer: customerPolicy(policySchema.parse({}), 2) }, stopped],
    ['the alert does not say which', { subject: { ...of.subject, details: {} } }, stopped],
    ['the device is not in Automox', {}, inspection({ automoxMatch: { has: false, reason: 'it is not there' } })],
  ] as const)('is a ticket, and no command, where %s', async (_why, over, observed) => {
    const run = await replay('remediateAlert', remediationRun({ ...of, ...over }), {
      inspectService: [observed],
      ensureTicket: [written('opened')],
    });

    expect(run.output).toMatchObject({ code: 'ticket-opened' });
    expect(run.calls).toEqual(['inspectService', 'ensureTicket', 'recordOutcome']);
  });

  it('has no worklet where two names of the service have different ones', async () => {
    const two = policySchema.parse({
      serviceStopped: { services: [{ name: 'Spooler', aliases: ['Print Spooler'] }] },
      worklets: { serviceRestart: { spooler: 77, 'print spooler': 78 } },
    });

    const run = await replay(
      'remediateAlert',
      remediationRun({ ...of, policy: two, customer: customerPolicy(two, 2) }),
      {
        inspectService: [stopped],
        ensureTicket: [written('opened')],
      },
    );

    expect(run.calls).toEqual(['inspectService', 'ensureTicket', 'recordOutcome']);
  });

  it('waits for a device that has just booted', async () => {
    const lastRebootAt = NOW - 5 * MINUTE;

    const run = await replay('remediateAlert', remediationRun(of), { inspectService: [inspection({ lastRebootAt })] });

    expect(run.output).toMatchObject({ code: 'just-booted', afterwards: { next: 'again', nextAt: NOW + 10 * MINUTE } });
  });
});

describe('a follow-up of a stopped service', () => {
  const watched = followUpRun({ ...of, ticketId: 7, clearSince: NOW - 10 * MINUTE });

  it('closes the ticket when two inspections find the alert ended', async () => {
    const run = await replay('followUp', watched, {
      inspectService: [over],
      closeTicket: [done({ state: 'written', result: { how: 'resolved', ticketId: 7 } })],
    });

    expect(run.output).toMatchObject({ end: 'resolved', code: 'verified-recovered' });
    expect(run.calls).not.toContain('resolveAlerts');
  });

  it.each([
    ['the device is offline', inspection({ ...alertGone, online: false })],
    ['the row of the alert is lost', inspection({ ...alertGone, alerts: [] })],
  ])('keeps it while %s', async (_why, observed) => {
    const run = await replay('followUp', watched, { inspectService: [observed] });

    expect(run.output).toMatchObject({ code: 'not-verified', ticketId: 7 });
  });
});
