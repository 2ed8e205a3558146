import { approvalEvent, evidenceHash } from '../../../shared/domain/approvals/proposal.ts';
import { customerPolicy } from '../../../shared/policy/customer.ts';
import { policy as policySchema } from '../../../shared/policy/policy.ts';
import { type Answers, done, inspection, remediationRun, replay } from './playbook-host.ts';

export const MINUTE = 60_000;
export const policy = policySchema.parse({ worklets: { diskCleanup: 77 } });
const run = (over: Parameters<typeof remediationRun>[0] = {}) =>
  remediationRun({ policy, customer: customerPolicy(policy, 2), ...over });

export const automoxMatch = { has: true, organizationId: 5, serverId: 9 } as const;
export const full = inspection(95, { automoxMatch });
export const healthy = inspection(50, { automoxMatch });
export const pending = (now: number) => ({ state: 'pending', number: 1, expiresAt: now + 24 * 60 * MINUTE });
export const approved = { state: 'approved', number: 1, by: 'Ada', at: 0 };
export const sent = (now: number) => done({ state: 'sent', at: now });
export const gone = done({ queued: false, exitCode: 0 });
const opened = done({ state: 'written', result: { ticketId: 7, how: 'opened' } });

/** What the run asks a person about. */
export const evidence = evidenceHash(run().subject, {
  action: { kind: 'worklet', organizationId: 5, serverId: 9, workletId: 77, purpose: 'diskCleanup' },
  facts: { drive: 'C', thresholdPercent: 90, state: 'over its limit' },
  text: '',
});
const yes = { afterMinutes: 60, event: approvalEvent(evidence, 1) };

export const clean = (answers: Answers, over: Parameters<typeof remediationRun>[0] = {}, happenings = [yes]) =>
  replay(
    'remediateAlert',
    run(over),
    { askApproval: [pending, approved], ensureTicket: [opened], readServer: [done({ found: false })], ...answers },
    happenings,
  );

export const withoutRecord = (calls: readonly string[]) => calls.filter((call) => call !== 'recordOutcome');
export const leased = (activity: string, budget = '') => [
  `call entity ratebudget acquire${budget}`,
  `activity ${activity}`,
];
