import { describe, expect, it } from 'vitest';
import { policy as policySchema } from '../../../shared/policy/policy.ts';
import { remediationRun, replay, unproven } from '../../helpers/hosts/playbook-host.ts';

const failure = {
  ok: false,
  code: 'vendor_failed',
  retryable: true,
  effect: 'none',
  message: 'Atera GET /agents: 500',
};
const failed = { status: 'failed', failure, usage: [] };
const policy = policySchema.parse({ retryAfterMinutes: [0.1, 0.1], brokenRunRetryMinutes: 0.5 });

/** When the condition is checked again, in ms after the run's last step. */
const nextAtOf = (output: unknown) => output as { afterwards: { nextAt: number } };

describe('the waits of a policy', () => {
  it('say how often a failed call is retried', async () => {
    const run = await replay('remediateAlert', remediationRun({ policy }), { inspectDisk: [failed] });

    expect(run.calls.filter((call) => call === 'inspectDisk')).toHaveLength(3);
    expect(run.output).toMatchObject({ end: 'failed', code: 'inspection-failed' });
  });

  it('say when the condition of a run that failed unexpectedly is checked again', async () => {
    const broken = () => {
      throw new Error('storage is away');
    };
    const started = remediationRun({ policy });

    const run = await replay('remediateAlert', started, { inspectDisk: [broken] });

    expect(run.output).toMatchObject({ end: 'failed', code: 'unexpected-error' });
    expect(nextAtOf(run.output).afterwards.nextAt - started.alertCreatedAt).toBeLessThan(60_000);
  });

  it('let a recovery be proven within seconds', async () => {
    const diskSpace = { ...policy.diskSpace, publishLagMinutes: 0.1, confirmAfterMinutes: 0.1 };
    const started = remediationRun({ policy: { ...policy, diskSpace } });
    const inspections: number[] = [];
    const healthy = (now: number) => {
      inspections.push(now - started.alertCreatedAt);
      return unproven(40)(now);
    };

    const run = await replay('remediateAlert', started, { inspectDisk: [healthy] });

    expect(run.calls.slice(0, 2)).toEqual(['inspectDisk', 'inspectDisk']);
    expect(inspections[1]).toBeLessThan(15_000);
  });
});
