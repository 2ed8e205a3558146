import { utc } from '../../../shared/domain/tickets/ticket-text.ts';
import type { NetworkJudgement } from '../../../shared/playbooks/network-device/decide-network.ts';
import { blindText, stateText, watcherText } from '../../../shared/playbooks/network-device/network-words.ts';
import { type Mode, modeAllows } from '../../../shared/policy/policy.ts';
import type { NetworkInspection } from './inspection.ts';

/** One or two sentences for outcome rows: what was found of the device, and what the app waits for. */
export function networkSummary(
  judgement: NetworkJudgement,
  {
    inspection,
    mode,
  }: { readonly inspection: Pick<NetworkInspection, 'reading' | 'inspectedAt' | 'siblings'>; readonly mode: Mode },
): string {
  const { reading, inspectedAt } = inspection;
  const state = `${stateText(reading, inspectedAt)}${watcherText(reading)}`;
  if (judgement.verdict === 'wait')
    return waitText(judgement, mode, `${blindText(reading)}${elsewhere(inspection, mode)}`);
  switch (judgement.because) {
    case 'up':
      return `The device is up again. ${state}`;
    case 'alert-cleared':
      return `Atera has ended the alert.${judgement.contradicted ? ` The device is down all the same. ${state}` : ''}`;
    case 'down':
      return `The device is down. ${state}`;
    case 'alert-only':
      return `Atera reports the device as down; nothing but its alert says so. ${state}`;
    case 'not-observable':
      return `Whether the device is down is not known: ${blindText(reading)}.`;
  }
}

function elsewhere({ siblings }: Pick<NetworkInspection, 'siblings'>, mode: Mode): string {
  if (!siblings?.toldElsewhere) return '';
  return `; one ticket ${modeAllows(mode, 'propose') ? 'reports' : 'would report'} all devices that it watches`;
}

/** What the app waits for. In observe nothing has a ticket. */
export function waitText(
  judgement: Extract<NetworkJudgement, { verdict: 'wait' }>,
  mode: Mode,
  blind = 'it cannot be observed',
): string {
  const next = `it is inspected again ${utc(judgement.until)}.`;
  switch (judgement.because) {
    case 'grace':
      return `It may be down for its grace; ${next}`;
    case 'site-incident':
      return `It went away together with others of its site, which ${modeAllows(mode, 'propose') ? '' : 'would '}have one ticket; ${next}`;
    case 'vendor-quiet':
      return `Atera itself is suspected, for the reason that the outcome atera-quiet gives; ${next}`;
    case 'not-observable':
      return `Whether it is down is not known, because ${blind}; ${next}`;
  }
}
