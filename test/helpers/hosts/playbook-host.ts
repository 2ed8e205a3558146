import * as df from 'durable-functions';
import { VirtualClock } from '../../../dev/host/clock.ts';
import { startHost } from '../../../dev/host/index.ts';
import { historySignature, outcomeOf } from '../../../dev/host/testing.ts';
import { awaitWorklet } from '../../../orchestrations/actions/await-worklet.ts';
import { reportWithOutput } from '../../../orchestrations/actions/worklet-output.ts';
import { makeDeviceGate } from '../../../orchestrations/entities/device-gate.ts';
import { makeFleetBreaker } from '../../../orchestrations/entities/fleet-breaker.ts';
import { makeRateBudget } from '../../../orchestrations/entities/rate-budget.ts';
import { followUp } from '../../../orchestrations/flows/follow-up.ts';
import { remediateAlert } from '../../../orchestrations/flows/remediate-alert.ts';
import type { DiskInspection } from '../../../orchestrations/playbooks/disk-space/observe-disk.ts';
import { playbooks } from '../../../orchestrations/playbooks/index.ts';
import { awaitLease } from '../../../orchestrations/runtime/leases/acquire-lease.ts';
import { activities, entities, orchestrators } from '../../../orchestrations/runtime/names.ts';
import type { FollowUpRun, RemediationRun } from '../../../orchestrations/runtime/run.ts';
import { ateraBudget, automoxBudgets } from '../../../shared/budget/budgets.ts';
import { customerPolicy } from '../../../shared/policy/customer.ts';
import { policy } from '../../../shared/policy/policy.ts';

/** What a faked activity answers on its calls, in order; the last answer is repeated. */
export type Answers = Readonly<Record<string, readonly unknown[]>>;

const ownActivities = playbooks.flatMap((playbook) => Object.keys(playbook.activities ?? {}));

const ownOrchestrators = playbooks.flatMap((playbook) => Object.entries(playbook.orchestrators ?? {}));

const START = '2026-03-02T08:00:00Z';

/** A disk remediation that starts now on an alert that was just raised. */
export function remediationRun(over: Partial<RemediationRun> = {}): RemediationRun {
  return {
    subject: {
      key: { deviceKey: 'a1', conditionKey: 'disk-space.C', occurrence: 1 },
      playbook: 'disk-space',
      agentId: 1,
      customerId: 2,
      details: { drive: 'C', thresholdPercent: 90 },
    },
    alertId: 100,
    alertCreatedAt: Date.parse(START),
    openedAt: Date.parse(START),
    mode: 'approve',
    flapping: false,
    policy: policy.parse({}),
    customer: customerPolicy(policy.parse({}), 2),
    known: {},
    ...over,
  };
}

/** A follow-up of the same condition, a day later. */
export function followUpRun(over: Partial<FollowUpRun> = {}): FollowUpRun {
  return {
    ...remediationRun({ alertCreatedAt: Date.parse(START) - 86_400_000 }),
    commentDue: false,
    mayHaveLostTicket: false,
    bouncing: false,
    ticket: { readDue: false },
    ...over,
  };
}

/** An activity that sent one request and came to `value`. */
export function done(value: unknown) {
  return { status: 'done', value, usage: [] };
}

/**
 * An inspection of the device that found the drive this full, at a limit of 90 %: full since the
 * start of the run, or recovered by a reading that earlier inspections have proven to be newer than
 * the alert.
 */
export function inspection(usedPercent: number, over: Partial<DiskInspection> = {}) {
  const { alertOpen = true } = over;
  const reading = { drive: 'C', totalMb: 100_000, freeMb: Math.round((100 - usedPercent) * 1_000), usedPercent };
  const since = Date.parse(START);
  const baseline = { at: since, freeMb: 5_000, totalMb: 100_000 };
  const memory =
    usedPercent > 90
      ? { since, baseline, fullSince: since }
      : { since, baseline, changed: { at: since - 3_600_000, freeMb: reading.freeMb, totalMb: 100_000 } };
  const alerts = [
    {
      alertId: 100,
      isOpen: alertOpen,
      firstListedAt: since,
      details: { drive: 'C', thresholdPercent: 90 },
      selfResolves: true,
    },
  ];
  return (now: number) =>
    done({
      ...{ alertOpen, alertIds: [100], openAlertIds: [100], deviceFound: true, online: true, inspectedAt: now },
      ...{ alerts, reading, memory, ...over },
    });
}

/** An inspection of a drive that has been full for a day, by every inspection. */
export function fullForADay() {
  const since = Date.parse(START) - 86_400_000;
  return inspection(95, {
    memory: { since, baseline: { at: since, freeMb: 5_000, totalMb: 100_000 }, fullSince: since },
  });
}

/** An inspection that found the drive this full, by a reading that may be older than the alert. */
export const unproven = (usedPercent: number, over: Partial<DiskInspection> = {}) =>
  inspection(usedPercent, { memory: { since: Date.parse(START) }, ...over });
/**
 * What an activity answers that a test says nothing of: the device is the one that was matched,
 * Automox reports no output.
 */
const USUAL: Answers = {
  confirmDevice: [done({ state: 'confirmed' })],
  readOutput: [done({ state: 'none' })],
  noteOutput: [done({ state: 'written', result: {} })],
};

/** Something that happens to the run from outside, this many minutes after its start. */
export interface Happening {
  readonly afterMinutes: number;
  readonly event: string;
}

/**
 * Runs one orchestration on the real executor with faked activities, in virtual time; fails with
 * its timeline when it does not end.
 */
export async function replay(name: string, input: object, answers: Answers, happenings: readonly Happening[] = []) {
  const clock = new VirtualClock(START);
  const calls: string[] = [];
  const register = () => {
    df.app.orchestration(orchestrators.remediateAlert, remediateAlert);
    df.app.orchestration(orchestrators.followUp, followUp);
    df.app.orchestration(orchestrators.awaitLease, awaitLease);
    df.app.orchestration(orchestrators.awaitWorklet, awaitWorklet);
    df.app.orchestration(orchestrators.reportWithOutput, reportWithOutput);
    for (const [own, flow] of ownOrchestrators) df.app.orchestration(own, flow);
    df.app.entity(
      entities.rateBudget,
      makeRateBudget({ clock, budgets: { atera: ateraBudget(350), automox: automoxBudgets(1_250).automox } }),
    );
    df.app.entity(entities.deviceGate, makeDeviceGate({ clock }));
    df.app.entity(entities.fleetBreaker, makeFleetBreaker({ clock }));
    for (const activity of [...Object.values(activities), ...ownActivities])
      df.app.activity(activity, { handler: fake(activity) });
  };
  const fake = (activity: string) => () => {
    const given = answers[activity] ?? USUAL[activity] ?? [{}];
    const earlier = calls.filter((call) => call === activity).length;
    calls.push(activity);
    const answer = given[Math.min(earlier, given.length - 1)];
    return typeof answer === 'function' ? answer(clock.now()) : answer;
  };
  await using host = await startHost({ register, clock });
  const id = host.client.start(name, { instanceId: 'one', input });
  for (const { afterMinutes, event } of happenings) {
    await clock.advance(Date.parse(START) + afterMinutes * 60_000 - clock.now());
    host.client.raiseEvent(id, event, {});
  }
  await clock.advance(2 * 24 * 3_600_000);
  const history = host.client.history(id);
  // Sub-orchestrations have ids of their own, and histories that must stay small as well.
  const longest = Math.max(...host.client.list().map((one) => host.client.history(one.instanceId).length));
  return { calls, output: outcomeOf(host, id), history, longest, signature: historySignature(history) };
}
