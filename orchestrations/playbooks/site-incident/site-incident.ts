import type { OrchestrationContext, Task } from 'durable-functions';
import { decideSite } from '../../../shared/playbooks/site-incident/decide-site.ts';
import { siteIncident as definition } from '../../../shared/playbooks/site-incident/definition.ts';
import { siteTicketText } from '../../../shared/playbooks/site-incident/site-ticket-text.ts';
import { defer, deviceGone, escalate, finishRecovered } from '../../runtime/endings/endings.ts';
import type { Observation } from '../../runtime/inspection.ts';
import type { Playbook } from '../../runtime/playbook.ts';
import type { RemediationRun } from '../../runtime/run.ts';
import type { Step } from '../../runtime/steps.ts';
import type { SiteInspection } from './inspect-site.ts';
import { makeInspectSite } from './inspect-site.ts';
import { judgeSites } from './judge-sites.ts';
import { names } from './names.ts';
import { siteSummary } from './summary.ts';

/**
 * Runbook "site incident". Numbers are the defaults of the policy. Every poll applies the site rule
 * (`judge-sites.ts`): at least `siteRule.minDevices` (3) always-on devices of one customer, and
 * more than `siteRule.minSharePercent` (30 %) of them, or of its servers alone, went quiet within
 * `siteRule.withinMinutes` (10). That opens one occurrence for the customer, whose mode is the one
 * of offline devices.
 *
 * 1. Wait until the first of them has been away for a server's grace
 *    (`offlineDevice.graceMinutes.server`, 5): a line that fails for a moment takes every device
 *    along.
 * 2. Atera itself is suspected meanwhile: defer by `offlineDevice.awayTogetherMinutes` (10),
 *    without a ticket.
 * 3. The devices are back: the run ends, nothing to do.
 * 4. Open one ticket for the site. Its devices' own runs wait, without a ticket of their own.
 * 5. From then on `follow-up.ts` inspects every `offlineDevice.followUpEveryMinutes` (60), reminds,
 *    and closes the ticket when the incident has been over for `offlineDevice.clearConfirmMinutes`
 *    (5). Over is an incident of which the rule no longer holds and at most a third of the devices
 *    is still quiet. Those that stay away get tickets of their own then.
 *
 * Everything it inspects is in our tables: no request but for the ticket. It never touches a device
 * or an alert.
 */
export const siteIncidentFlow: Playbook = {
  definition,
  activities: { [names.inspectSite]: makeInspectSite },
  judge: judgeSites,
  *remediate(context, run) {
    const step = yield* observeSite(context, run);
    if (!step.ok) throw new Error(step.message);
    const observation = step.value;
    const { judgement, inspection } = observation;
    if (!inspection.deviceFound) return deviceGone(run, inspection);
    if (judgement.verdict === 'recovered') return yield* finishRecovered(context, run, observation);
    if (judgement.verdict !== 'wait') return yield* escalate(context, run, observation);
    return defer(judgement.because, observation.summary, judgement.until);
  },
  observe: observeSite,
};

function* observeSite(context: OrchestrationContext, run: RemediationRun): Generator<Task, Step<Observation>> {
  const { subject, policy, customer } = run;
  // The activity's own plain JSON.
  const inspection = (yield context.df.callActivity(names.inspectSite, { subject })) as SiteInspection;
  const judgement = decideSite(inspection, { rules: definition.rulesIn(policy), now: inspection.inspectedAt });
  const gravity = { quietDevices: inspection.incident?.still };
  const summary = siteSummary(inspection, judgement, customer.language);
  return { ok: true, value: { inspection, judgement, summary, gravity, ticketText: ticketTextOf(run, inspection) } };
}

function ticketTextOf(
  { subject, customer, alertCreatedAt }: RemediationRun,
  { incident, inspectedAt, listedAt, deviceNames, monitoredNames, suspicion }: SiteInspection,
) {
  const { still = 0, of = 0, since = alertCreatedAt } = incident ?? {};
  return siteTicketText({
    language: customer.language,
    customerId: subject.customerId ?? 0,
    customerName: subject.deviceName,
    ...{ quiet: Math.min(still, of), of, since, inspectedAt, listedAt, deviceNames, monitoredNames, suspicion },
    isPart: incident?.part !== undefined,
  });
}
