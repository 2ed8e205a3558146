import type { OrchestrationContext, Task } from 'durable-functions';
import type { DeviceClass } from '../../../shared/domain/devices/device-class.ts';
import {
  decideService,
  type ServiceFindings,
  type ServiceJudgement,
} from '../../../shared/playbooks/service-stopped/decide-service.ts';
import { serviceStopped } from '../../../shared/playbooks/service-stopped/definition.ts';
import { listedService, namesOfService } from '../../../shared/playbooks/service-stopped/policy.ts';
import { serviceSummary, serviceTicketText } from '../../../shared/playbooks/service-stopped/service-ticket-text.ts';
import { serviceTexts } from '../../../shared/playbooks/service-stopped/texts/index.ts';
import { workletPurpose } from '../../../shared/policy/sections/worklets.ts';
import type { AutomoxMatch, Inspection, Observation } from '../../runtime/inspection.ts';
import { type RemediationRun, raisedAt, surelyRaised } from '../../runtime/run.ts';
import { inspect, type Step } from '../../runtime/steps.ts';
import { names } from './names.ts';

/** What `inspectService` found. What of the device is absent was not read, or not reported. */
export interface ServiceInspection extends Inspection {
  readonly online?: boolean;
  /** Up to about half an hour behind. */
  readonly lastRebootAt?: number;
  readonly deviceClass?: DeviceClass;
  readonly automoxMatch?: AutomoxMatch;
}

/** An inspection of a service's alerts, and what it means. */
export interface ServiceObservation extends Observation {
  readonly inspection: ServiceInspection;
  readonly judgement: ServiceJudgement;
}

/**
 * What an inspection is for: `watching` is a follow-up's; `always` reads the device whatever is
 * found, and waits for nothing: after a restart.
 */
interface ServiceInspectionOptions {
  readonly watching?: boolean;
  readonly always?: boolean;
}

/**
 * One inspection of a service's alerts and its device, and what it means. By default the device is
 * read as far as it can matter.
 */
export function* observeService(
  context: OrchestrationContext,
  run: RemediationRun,
  { watching = false, always = false }: ServiceInspectionOptions = {},
): Generator<Task, Step<ServiceObservation>> {
  const isWatched = watching && run.ticketId !== undefined;
  const withDevice = always ? 'always' : isWatched ? 'over' : 'open';
  const inspected = yield* inspect<ServiceInspection>(context, run, {
    activity: names.inspectService,
    input: { withDevice },
  });
  return inspected.ok
    ? { ok: true, value: meaningOf(run, inspected.value, { isReported: always || isWatched, wasTried: always }) }
    : inspected;
}

/**
 * Returns until when a service is waited for that may be started again by itself (epoch ms), by
 * what the run knows at its start.
 */
export function passesUntil(run: RemediationRun, now: number): number | undefined {
  const findings = { open: 1, openByAtera: 1, lost: 0, raisedAt: surelyRaised(run), inspectedAt: now };
  const judgement = decideService(
    { ...findings, hasTicket: false, isReported: false },
    serviceStopped.rulesIn(run.policy),
  );
  return judgement.because === 'may-pass' ? judgement.until : undefined;
}

/** Returns the restart worklet for a service: its id and what it is for, or why there is none. */
export function restartWorklet({
  customer,
  policy,
  subject,
}: Pick<RemediationRun, 'customer' | 'policy' | 'subject'>):
  | { readonly workletId: number; readonly purpose: string }
  | { readonly missing: 'unnamed' | 'noWorklet' | 'twoWorklets' } {
  const { service } = serviceStopped.detailsOf(subject);
  if (service === undefined) return { missing: 'unnamed' };
  const known = namesOfService(serviceStopped.rulesIn(policy), service);
  const found = known.flatMap((name) => {
    const purpose = workletPurpose(serviceStopped.worklet?.purpose ?? '', name);
    const workletId = customer.worklets[purpose];
    return workletId === undefined ? [] : [{ workletId, purpose }];
  });
  const [first] = found;
  if (!first) return { missing: 'noWorklet' };
  const isOne = found.every(({ workletId }) => workletId === first.workletId);
  return isOne ? first : { missing: 'twoWorklets' };
}

/**
 * Why no restart can be proposed for what was observed, without a full stop; undefined when one
 * can, or when none is called for.
 */
function noActionBecause(
  run: RemediationRun,
  inspection: ServiceInspection,
  { verdict }: ServiceJudgement,
): string | undefined {
  const { automoxMatch, online } = inspection;
  if (verdict === 'recovered' || !automoxMatch) return undefined;
  const texts = serviceTexts(run.customer.language).noAction;
  if (verdict !== 'holds') return texts.unproven;
  const worklet = restartWorklet(run);
  if ('missing' in worklet) return texts[worklet.missing];
  if (!automoxMatch.has) return automoxMatch.reason;
  return online === true ? undefined : texts.notOnline;
}

function meaningOf(
  run: RemediationRun,
  inspection: ServiceInspection,
  known: Required<Pick<ServiceFindings, 'isReported' | 'wasTried'>>,
): ServiceObservation {
  const rules = serviceStopped.rulesIn(run.policy);
  const judgement = decideService({ ...findingsOf(run, inspection), ...known }, rules);
  const { service } = serviceStopped.detailsOf(run.subject);
  const { key, deviceName } = run.subject;
  const facts = {
    ...{
      language: run.customer.language,
      key,
      service,
      because: judgement.because,
      flapping: run.flapping,
      inspectedAt: inspection.inspectedAt,
    },
    ...(deviceName !== undefined && { deviceName }),
    deviceClass: inspection.deviceClass ?? run.known.deviceClass,
    critical: service !== undefined && listedService(rules, service)?.critical === true,
    says: run.alertSays,
    raisedAt: raisedAt(run, inspection),
    lastRebootAt: inspection.lastRebootAt,
    noActionBecause: noActionBecause(run, inspection, judgement),
  };
  const until = judgement.verdict === 'wait' ? judgement.until : undefined;
  return { inspection, judgement, summary: serviceSummary(facts, until), ticketText: serviceTicketText(facts) };
}

function findingsOf(run: RemediationRun, inspection: ServiceInspection): Omit<ServiceFindings, 'isReported'> {
  const { alertIds, openAlertIds, alerts = [], inspectedAt, online, lastRebootAt } = inspection;
  return {
    open: openAlertIds.length,
    openByAtera: alerts.filter(({ isOpen, selfResolves }) => isOpen && selfResolves).length,
    lost: alertIds.length - alerts.length,
    raisedAt: surelyRaised(run, inspection),
    hasTicket: run.ticketId !== undefined,
    ...{ inspectedAt, online, lastRebootAt },
  };
}
