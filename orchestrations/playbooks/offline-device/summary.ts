import type { OfflineJudgement } from '../../../shared/playbooks/offline-device/decide-offline.ts';
import { causeOf, type OfflineFacts } from '../../../shared/playbooks/offline-device/offline-ticket-text.ts';
import { offlineTexts } from '../../../shared/playbooks/offline-device/texts/index.ts';
import { type Mode, modeAllows } from '../../../shared/policy/policy.ts';
import type { Language } from '../../../shared/texts/language.ts';
import { numberText } from '../../../shared/texts/numbers.ts';

/**
 * Returns one or two sentences for outcome rows: what was found of a device that is away, and what
 * the app waits for.
 */
export function offlineSummary(facts: OfflineFacts, judgement: OfflineJudgement, mode: Mode): string {
  const { language, deviceClass, flapping, successor, raisedAt, inspectedAt } = facts;
  const texts = offlineTexts(language);
  const about = { deviceClass, raisedAt };
  const often = flapping ? ` ${texts.wentAwayOften}` : '';
  if (judgement.verdict === 'wait') return waitText(judgement, { mode, language });
  switch (judgement.because) {
    case 'back-online':
      return `${texts.backOnline(about)}${often}`;
    case 'reinstalled':
      return texts.reinstalled(successor ?? { agentId: 0, installedAt: inspectedAt });
    case 'alert-cleared':
      return `${texts.alertCleared}${judgement.contradicted ? ` ${texts.offlineAllTheSame}` : ''}${often}`;
    case 'agent-dead':
      return texts.agentDead(about);
    case 'device-off':
      return texts.deviceOff(about);
    case 'no-witness':
      return noWitness(facts);
    case 'online-not-reported':
      return texts.onlineNotReported;
  }
}

/** Returns what the app waits for, for people. In observe nothing has a ticket. */
export function waitText(
  judgement: Extract<OfflineJudgement, { verdict: 'wait' }>,
  { mode, language }: { readonly mode: Mode; readonly language: Language },
): string {
  const texts = offlineTexts(language);
  const { until } = judgement;
  switch (judgement.because) {
    case 'grace':
      return texts.waitsForGrace({ until });
    case 'out-of-hours':
      return texts.waitsForPeople({ until });
    case 'may-be-off': {
      const inHours = (hours: number) => numberText(hours, language, 1);
      return texts.mayBeOff({ until, away: inHours(judgement.away), wanted: inHours(judgement.wanted) });
    }
    case 'observed-once':
      return texts.observedOnce({ until });
    case 'site-incident':
      return modeAllows(mode, 'propose') ? texts.siteHasTicket({ until }) : texts.siteWouldHaveTicket({ until });
    case 'vendor-quiet':
      return texts.ateraSuspected({ until });
  }
}

/** A follow-up does not ask the witness again: what it said is in the ticket. */
function noWitness({ language, deviceClass, raisedAt, witness }: OfflineFacts): string {
  const texts = offlineTexts(language);
  const about = { deviceClass, raisedAt };
  if (witness.says !== 'nothing' || witness.isUnasked) return texts.noWitness(about);
  return texts.noWitnessBecause({ ...about, reason: causeOf(witness) });
}
