import type { OfflineJudgement } from '../../../shared/domain/decide-offline.ts';
import { reasonWithoutAdvice } from '../../../shared/domain/in-sentence.ts';
import type { OfflineFacts } from '../../../shared/domain/offline-story.ts';
import { utc } from '../../../shared/domain/ticket-story.ts';

/** Why a witness that could be asked has nothing to say. */
export const NOT_ASKED = 'it was not asked this time';

/** One or two sentences for outcome rows: what was found of a device that is away, and what the app waits for. */
export function offlineSummary(facts: OfflineFacts, judgement: OfflineJudgement): string {
  const { deviceClass, flapping } = facts;
  const since = utc(facts.quietSince);
  const often = flapping && judgement.verdict === 'recovered' ? ' It went away several times of late.' : '';
  if (judgement.verdict === 'wait') return waitText(judgement);
  switch (judgement.because) {
    case 'back-online':
      return `The ${deviceClass} is online again; its alert was raised ${utc(facts.raisedAt)}.${often}`;
    case 'alert-cleared':
      return `Atera no longer lists the alert.${judgement.contradicted ? ' The device is offline all the same.' : ''}${often}`;
    case 'agent-dead':
      return `The Atera agent of the ${deviceClass} has been silent since ${since}; Automox reaches the device.`;
    case 'device-off':
      return `The ${deviceClass} has been offline since ${since}; Automox does not reach it either.`;
    case 'no-witness':
      return `The ${deviceClass} has been offline since ${since}${noWitness(facts)}.`;
    case 'online-not-told':
      return 'Atera does not tell whether the device is online.';
  }
}

/** What the app waits for, for people. */
export function waitText({ because, until }: Extract<OfflineJudgement, { verdict: 'wait' }>): string {
  const next = `it is looked at ${utc(until)}.`;
  switch (because) {
    case 'grace':
      return `It may be away for the grace of its class; ${next}`;
    case 'out-of-hours':
      return `Nobody is at work; ${next}`;
    case 'seen-once':
      return `It was seen offline once so far; ${next}`;
    case 'site-incident':
      return `Its whole site is quiet and has a ticket of its own; ${next}`;
    case 'vendor-quiet':
      return `Devices of several customers are quiet at the same time, so Atera itself is suspected; ${next}`;
  }
}

/** A follow-up does not ask the witness again: what it said is in the ticket. */
function noWitness({ witness }: OfflineFacts): string {
  if (witness.says !== 'nothing' || witness.reason === NOT_ASKED) return '';
  return `; there is no second witness (${reasonWithoutAdvice(witness.reason)})`;
}
