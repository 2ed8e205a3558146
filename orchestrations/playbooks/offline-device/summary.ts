import { reasonWithoutAdvice } from '../../../shared/domain/text/in-sentence.ts';
import { utc } from '../../../shared/domain/tickets/ticket-text.ts';
import type { OfflineJudgement } from '../../../shared/playbooks/offline-device/decide-offline.ts';
import type { OfflineFacts } from '../../../shared/playbooks/offline-device/offline-ticket-text.ts';
import { type Mode, modeAllows } from '../../../shared/policy/policy.ts';

/** Why a witness that could be asked has nothing to say. */
export const NOT_ASKED = 'it was not asked this time';

/** One or two sentences for outcome rows: what was found of a device that is away, and what the app waits for. */
export function offlineSummary(facts: OfflineFacts, judgement: OfflineJudgement, mode: Mode): string {
  const { deviceClass, flapping, successor } = facts;
  const raised = `its alert was raised ${utc(facts.raisedAt)}`;
  const often = flapping && judgement.verdict === 'recovered' ? ' It went away several times recently.' : '';
  if (judgement.verdict === 'wait') return waitText(judgement, mode);
  switch (judgement.because) {
    case 'back-online':
      return `The ${deviceClass} is online again; ${raised}.${often}`;
    case 'reinstalled':
      return `The same device is online under agent ${successor?.agentId}, which was installed ${utc(successor?.installedAt ?? 0)}; the old agent can be deleted in Atera.`;
    case 'alert-cleared':
      return `Atera no longer lists the alert.${judgement.contradicted ? ' The device is offline all the same.' : ''}${often}`;
    case 'agent-dead':
      return `The Atera agent of the ${deviceClass} is silent, and Automox reaches the device; ${raised}.`;
    case 'device-off':
      return `The ${deviceClass} is offline, and Automox does not reach it either; ${raised}.`;
    case 'no-witness':
      return `The ${deviceClass} is offline; ${raised}${noWitness(facts)}.`;
    case 'online-not-reported':
      return 'Atera does not report whether the device is online.';
  }
}

/** What the app waits for, for people. In observe nothing has a ticket. */
export function waitText(judgement: Extract<OfflineJudgement, { verdict: 'wait' }>, mode: Mode): string {
  const next = `it is inspected again ${utc(judgement.until)}.`;
  switch (judgement.because) {
    case 'grace':
      return `It may be away for the grace of its class; ${next}`;
    case 'out-of-hours':
      return `Nobody is at work; ${next}`;
    case 'may-be-off':
      return `It may just be switched off: away for ${inHours(judgement.away)} business hours so far, and it gets a ticket after ${inHours(judgement.wanted)} without a return; ${next}`;
    case 'observed-once':
      return `It was found offline once so far; ${next}`;
    case 'site-incident':
      return `It went quiet together with others of its site, which ${modeAllows(mode, 'propose') ? '' : 'would '}have one ticket; ${next}`;
    case 'vendor-quiet':
      return `Atera itself is suspected, for the reason that the outcome atera-quiet gives; ${next}`;
  }
}

function inHours(hours: number): string {
  return hours.toFixed(1).replace(/\.0$/, '');
}

/** A follow-up does not ask the witness again: what it said is in the ticket. */
function noWitness({ witness }: OfflineFacts): string {
  if (witness.says !== 'nothing' || witness.reason === NOT_ASKED) return '';
  return `; there is no second witness (${reasonWithoutAdvice(witness.reason)})`;
}
