import type { OrchestrationContext, Task } from 'durable-functions';
import { MINUTE_MS } from '../../../shared/durations.ts';
import { networkDevice as definition } from '../../../shared/playbooks/network-device/definition.ts';
import { nowOf, waitUntil } from '../../runtime/durable-time.ts';
import { defer, escalate, finishRecovered, stepFailed } from '../../runtime/endings/endings.ts';
import { endByMarks } from '../../runtime/endings/mode-narrowed.ts';
import type { Playbook } from '../../runtime/playbook.ts';
import type { RemediationRun } from '../../runtime/run.ts';
import { type Step, vendorStep } from '../../runtime/steps.ts';
import { LISTS_START, type ListsCursor, type ListsRead, makeListMonitored } from './inspect-lists.ts';
import { makeInspectNetwork } from './inspect-network.ts';
import { names } from './names.ts';
import { type NetworkObservation, observeNetwork, tooEarly } from './observe-network.ts';
import { waitText } from './summary.ts';

/** Requests of one lease for the lists; the four kinds of a small tenant need four. */
const LIST_REQUESTS = 5;

/** 2,500 devices; a lease costs about 9 history events. */
const MOST_LEASES = 10;

/**
 * Runbook "network device": a device without an agent (SNMP, TCP, HTTP, generic) that Atera reports
 * down. Numbers are the defaults of the policy's section `networkDevice`.
 *
 * 1. Query no vendor within `graceMinutes` (5) of the alert: by then the site rule knows what fell
 *    with it (in a real outage the firewall's alert came last).
 * 2. It fell with its site, or Atera itself is suspected: defer by `awayTogetherMinutes` (15),
 *    without a ticket. The site's ticket names it (`site-incident.ts`).
 * 3. The alert has ended, by Atera's own word when asked for it by its id: the run ends, nothing to
 *    do.
 * 4. Read the device's row and the agent that watches it. Up, monitored, and that agent online, in
 *    two inspections `secondInspectionMinutes` (2) apart: resolve the alert. No ticket.
 * 5. That agent is away or gone, or watching is paused: not observable, neither down nor up. Defer,
 *    without a ticket; after `notObservableAtMostMinutes` (240) a ticket says that it is not known.
 * 6. Down, or the alert is all that is known (generic, not listed, a key without the right): open a
 *    ticket. It recurred `flappingCount` (3) times within `flappingHours` (24): it gets one that
 *    says so, even when it is up.
 *    At least `togetherDevices` (3) of one agent within `togetherMinutes` (2): the first one's ticket
 *    names the others, which wait.
 * 7. From then on `follow-up.ts` inspects every `followUpEveryMinutes` (60), reminds, and closes
 *    ticket and alert when two inspections `clearConfirmMinutes` (5) apart show it up, or its alert
 *    has been gone for `alertGoneMinutes` (15) and its row does not say down.
 *
 * Success is a state read as up while the agent that reads it is online, or Atera's own end of the
 * alert. It never acts on a device.
 */
export const networkDeviceFlow: Playbook = {
  definition,
  activities: { [names.inspectNetwork]: makeInspectNetwork, [names.listMonitored]: makeListMonitored },
  refresh: refreshLists,
  *remediate(context, run) {
    const early = run.mayBeOver ? undefined : tooEarly(run, nowOf(context));
    if (early)
      return defer(early.because, waitText(early, { mode: run.mode, language: run.customer.language }), early.until);
    const step = yield* observeTwiceIfUp(context, run);
    if (!step.ok) return stepFailed(context, run, 'inspection-failed', 'inspect the device', step);
    const observation = step.value;
    const { inspection, judgement } = observation;
    const marked = endByMarks(context, run, inspection);
    if (marked) return marked;
    // The next run opens its ticket for the customer that this one found.
    if (inspection.customerId !== undefined) return defer('customer-found', observation.summary, nowOf(context));
    if (judgement.verdict === 'wait') return defer(judgement.because, observation.summary, judgement.until);
    if (judgement.verdict === 'recovered' && !run.flapping) return yield* finishRecovered(context, run, observation);
    return yield* escalate(context, run, observation);
  },
  observe(context, run, options) {
    // What closes a ticket is read from the device itself, where it has a state.
    const needReading = options.needReading || run.ticketId !== undefined;
    return observeNetwork(context, run, { needReading });
  },
};

/**
 * One inspection, and where it shows the device up another one, a poll apart: a single reading may
 * be one from before.
 */
function* observeTwiceIfUp(
  context: OrchestrationContext,
  run: RemediationRun,
): Generator<Task, Step<NetworkObservation>> {
  const first = yield* observeNetwork(context, run, { needReading: run.flapping });
  // With a ticket the follow-up is the second inspection.
  if (!first.ok || run.ticketId !== undefined || first.value.judgement.because !== 'up') return first;
  const until = first.value.inspection.inspectedAt + definition.rulesIn(run.policy).secondInspectionMinutes * MINUTE_MS;
  context.df.setCustomStatus({ waitsUntil: until, because: 'up-once' });
  yield* waitUntil(context, until);
  return yield* observeNetwork(context, run, { needReading: true });
}

/**
 * The lists from which a device is found by the GUID of its alert: one request for 50 devices, or
 * none when they are new enough.
 */
function* refreshLists(context: OrchestrationContext, startedAt: number): Generator<Task, void> {
  let cursor: ListsCursor | undefined = LISTS_START;
  for (let leases = 1; cursor && leases <= MOST_LEASES; leases++) {
    const input: object = { startedAt, cursor, isLast: leases === MOST_LEASES };
    const step: Step<ListsRead> = yield* vendorStep<ListsRead>(context, {
      activity: names.listMonitored,
      requests: LIST_REQUESTS,
      urgency: 'poll',
      input,
      waits: { retryAfterMinutes: [] },
    });
    cursor = step.ok ? step.value.next : undefined;
  }
}
