import type { AutomoxOrganization } from '../organization.ts';
import type { PolicyRun, RunResult } from './policy-history.ts';

/**
 * A run as the vendor sends it: counts of devices and no state of its own (integration-facts 2.1
 * [C]).
 */
export function runRow(organization: AutomoxOrganization, run: PolicyRun): unknown {
  const count = (status: string) => run.results.filter((result) => statusOf(organization, result) === status).length;
  return {
    policy_uuid: run.policy.uuid,
    policy_id: run.policy.id,
    org_uuid: organization.uuid,
    policy_name: run.policy.name,
    policy_type: run.policy.type,
    run_time: historyDate(run.orderedAt + organization.behaviour.historySkewMs),
    // The older spelling of the same member is still about.
    [run.results.length > 1 ? 'exec_token' : 'execution_token']: run.token,
    device_count: run.results.length,
    pending: count('pending'),
    success: count('success'),
    failed: count('failed'),
    not_included: 0,
    remediation_not_applicable: 0,
  };
}

/**
 * What a run did on a device, as the vendor sends it: texts bounded by `maxLength`, the exit code
 * now as a number and now as a text.
 */
export function resultRow(organization: AutomoxOrganization, run: PolicyRun, result: RunResult, maxLength: number) {
  const { server, endedAt } = result;
  const status = statusOf(organization, result);
  const {
    exitCode = 0,
    errorCode = null,
    stdout = '',
    stderr = '',
    reason = null,
  } = status === 'pending' ? {} : (result.end ?? {});
  const isPending = status === 'pending';
  const bound = (text: string) => cut(organization, text, maxLength);
  return {
    device_id: server.id,
    device_uuid: server.uuid,
    hostname: server.name,
    custom_name: server.options.customName ?? null,
    display_name: server.options.customName ?? server.name,
    result_status: status,
    [server.id % 2 === 0 ? 'result_reason' : 'result-reason']: reason,
    run_time: historyDate(run.orderedAt + organization.behaviour.historySkewMs),
    event_time: isPending ? null : historyDate(endedAt ?? run.orderedAt),
    stdout: isPending ? null : bound(stdout),
    stderr: isPending ? null : bound(stderr),
    exit_code: isPending ? null : exitCode === null || server.id % 2 === 0 ? exitCode : String(exitCode),
    error_code: errorCode,
    patches: [],
    device_deleted_at: null,
  };
}

function statusOf({ history }: AutomoxOrganization, result: RunResult): 'pending' | 'success' | 'failed' {
  if (!result.end || !history.isReported(result)) return 'pending';
  return result.end.exitCode === undefined || result.end.exitCode === 0 ? 'success' : 'failed';
}

/** Which end of a long text is lost is not known. */
function cut({ behaviour }: AutomoxOrganization, text: string, maxLength: number): string {
  if (behaviour.outputLost === 'nothing' || text.length <= maxLength) return text;
  return behaviour.outputLost === 'end' ? text.slice(0, maxLength) : text.slice(-maxLength);
}

function historyDate(time: number): string {
  return `${new Date(time).toISOString().slice(0, 19)}Z`;
}
