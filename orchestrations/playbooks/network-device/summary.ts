import type { NetworkJudgement } from '../../../shared/playbooks/network-device/decide-network.ts';
import { blindText, stateText, watcherText } from '../../../shared/playbooks/network-device/network-words.ts';
import { networkTexts } from '../../../shared/playbooks/network-device/texts/index.ts';
import { type Mode, modeAllows } from '../../../shared/policy/policy.ts';
import type { Language } from '../../../shared/texts/language.ts';
import type { NetworkInspection } from './observe-network.ts';

interface Reader {
  readonly mode: Mode;
  readonly language: Language;
}

type Inspected = Pick<NetworkInspection, 'reading' | 'inspectedAt' | 'siblings' | 'together'>;

/**
 * Returns one or two sentences for outcome rows: what was found of the device, and what the app
 * waits for.
 */
export function networkSummary(
  judgement: NetworkJudgement,
  { inspection, ...reader }: Reader & { readonly inspection: Inspected },
): string {
  const { reading, inspectedAt } = inspection;
  const { language } = reader;
  const texts = networkTexts(language);
  const state = `${stateText(reading, inspectedAt, language)}${watcherText(reading, language)}`;
  if (judgement.verdict === 'wait') return waitText(judgement, reader, inspection);
  switch (judgement.because) {
    case 'up':
      return `${texts.upAgain} ${state}`;
    case 'alert-cleared':
      return judgement.contradicted ? `${texts.alertCleared} ${texts.downAllTheSame} ${state}` : texts.alertCleared;
    case 'down':
      return `${texts.down} ${state}`;
    case 'alert-only':
      return `${texts.alertOnly} ${state}`;
    case 'not-observable':
      return texts.notObservable({ blind: blindText(reading, language) });
  }
}

/** Returns what the app waits for. In observe nothing has a ticket. */
export function waitText(
  { because, until }: Extract<NetworkJudgement, { verdict: 'wait' }>,
  { mode, language }: Reader,
  inspection: Partial<Pick<Inspected, 'reading' | 'siblings' | 'together'>> = {},
): string {
  const texts = networkTexts(language);
  const hasTickets = modeAllows(mode, 'propose');
  switch (because) {
    case 'grace':
      return texts.waitsForGrace({ until });
    case 'site-incident':
      return hasTickets ? texts.siteHasTicket({ until }) : texts.siteWouldHaveTicket({ until });
    case 'vendor-quiet':
      return texts.ateraSuspected({ until });
    case 'down-together': {
      const device = inspection.together?.reporter?.name ?? '?';
      if (!hasTickets) return texts.togetherWouldHaveTicket({ device, until });
      const isReported = inspection.together?.reporter?.hasTicket;
      return isReported ? texts.togetherHasTicket({ device, until }) : texts.togetherGetsTicket({ device, until });
    }
    case 'not-observable': {
      const blind = blindText(inspection.reading, language);
      if (!inspection.siblings?.reportedElsewhere) return texts.waitsToObserve({ blind, until });
      return hasTickets
        ? texts.waitsAsOneTicketReports({ blind, until })
        : texts.waitsAsOneTicketWouldReport({ blind, until });
    }
  }
}
