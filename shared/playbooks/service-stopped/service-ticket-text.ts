import type { DeviceClass } from '../../domain/devices/device-class.ts';
import type { OccurrenceKey } from '../../domain/occurrences/keys.ts';
import { inSentence, reasonInSentence } from '../../domain/text/in-sentence.ts';
import { deviceLabel, type TicketText, utc } from '../../domain/tickets/ticket-text.ts';
import type { ServiceJudgement } from './decide-service.ts';

/** The facts that a stopped service is told from. Times are epoch ms. */
export interface ServiceFacts {
  readonly key: OccurrenceKey;
  readonly deviceName?: string;
  readonly deviceClass?: DeviceClass | undefined;
  /** Absent when the alert does not say which. */
  readonly service?: string | undefined;
  readonly critical: boolean;
  readonly because: ServiceJudgement['because'];
  /** What the newest alert says. */
  readonly says?: { readonly title: string; readonly message?: string | undefined } | undefined;
  readonly raisedAt: number;
  readonly inspectedAt: number;
  readonly lastRebootAt?: number | undefined;
  readonly flapping: boolean;
  /** Why no restart could be proposed, without a full stop. */
  readonly noActionBecause?: string | undefined;
}

/** What there is to tell about a stopped service. */
export function serviceTicketText(facts: ServiceFacts): TicketText {
  const { because, raisedAt, inspectedAt, noActionBecause } = facts;
  const noAction =
    noActionBecause === undefined ? '' : ` It could not be started by the app: ${reasonInSentence(noActionBecause)}.`;
  return {
    headline: `${headline(facts)} on ${deviceLabel(facts)}`,
    what: what(facts),
    ...{ raisedAt, inspectedAt },
    evidence: evidence(facts),
    tried: `nothing was changed on the device.${because === 'alert-ended' ? '' : noAction}`,
    untouched: true,
    advice: advice(facts),
    closesWhen: "two checks in a row find Atera's alert ended while the device is online",
    ...urgency(facts),
  };
}

/** One or two sentences for outcome rows. */
export function serviceSummary(facts: ServiceFacts, until?: number): string {
  const name = label(facts);
  const next = until === undefined ? '' : ` It is checked again ${utc(until)}.`;
  switch (facts.because) {
    case 'alert-ended':
      return `Atera no longer has the alert of ${name} open.${facts.flapping ? ' It came back several times recently.' : ''}`;
    case 'restart-verified':
      return `The alert of ${name} has ended since its restart.`;
    case 'may-pass':
      return `${capital(name)} may be started again by itself.${next}`;
    case 'just-booted':
      return `The device has just booted, and ${name} may still be starting.${next}`;
    case 'device-offline':
      return `The device is offline, so the alert of ${name} cannot be verified.${next}`;
    case 'alert-gone-offline':
      return `The alert of ${name} has ended in Atera, but Atera does not say that the device is online.`;
    case 'not-by-atera':
      return `An alert about ${name} is open that is not of Atera's own monitor: whether it is still stopped is not known.`;
    case 'alert-lost':
      return `Whether the alert of ${name} has ended is unknown: the app has lost its row.`;
    case 'still-stopped':
      return `Atera says that ${name} is stopped.`;
  }
}

function label({ service }: Pick<ServiceFacts, 'service'>): string {
  return service === undefined ? 'a service' : `the service ${inSentence(service)}`;
}

function headline({ service, because, flapping }: ServiceFacts): string {
  const name = service === undefined ? 'A service' : `Service ${inSentence(service)}`;
  if (flapping) return `${name} keeps stopping`;
  return because === 'still-stopped' ? `${name} stopped` : `${name}: alert could not be verified`;
}

function what(facts: ServiceFacts): string {
  const { because, service } = facts;
  const about = `${label(facts)} of ${deviceLabel(facts)}`;
  const which = service === undefined ? ' The alert does not say which one.' : '';
  if (because === 'still-stopped') return `${about} is stopped, says Atera.${which}`;
  if (because === 'alert-ended') return `${about} stopped several times recently, and each alert ended.${which}`;
  return `Atera raised an alert that ${about} is stopped; whether it still is could not be verified.${which}`;
}

function evidence(facts: ServiceFacts): string {
  const { says, inspectedAt, lastRebootAt } = facts;
  const said = says && inSentence(says.message || says.title);
  const text = said === undefined ? '' : `Atera's alert says "${said}". `;
  const boot = lastRebootAt === undefined ? '' : ` The last boot that Atera reports was ${utc(lastRebootAt)}.`;
  return `${text}${STATE[facts.because]} (checked ${utc(inspectedAt)}).${boot}`;
}

const STATE: Readonly<Record<ServiceJudgement['because'], string>> = {
  'alert-ended': 'It has ended in Atera',
  'restart-verified': 'It has ended in Atera',
  'may-pass': 'It is open in Atera',
  'just-booted': 'It is open in Atera',
  'still-stopped': 'It is open in Atera',
  'device-offline': 'It is open in Atera, but the device is offline, and then Atera neither raises nor clears it',
  'alert-gone-offline':
    'It has ended in Atera, but Atera does not say that the device is online, so that proves nothing',
  'not-by-atera': "It is open in Atera, but not of Atera's own monitor, so it may be out of date",
  'alert-lost': 'Whether it has ended is unknown: the app has lost its row',
};

function advice(facts: ServiceFacts): string {
  const { because, service, flapping } = facts;
  const cause = flapping ? ' It stopped several times recently: look for the cause (event log, System).' : '';
  if (because === 'alert-ended') return `nothing now.${cause}`;
  const which = service === undefined ? 'find out which service is meant, and ' : '';
  const resolve =
    because === 'not-by-atera' ? ' Resolve the alert in Atera when it is done; it does not end by itself.' : '';
  const when = because === 'device-offline' || because === 'alert-gone-offline' ? ' as soon as the device is back' : '';
  return `${which}check whether ${service === undefined ? 'it' : 'the service'} runs${when}, and start it or find out why it does not (event log, dependencies, start type).${resolve}${cause}`;
}

function urgency({ critical, deviceClass }: ServiceFacts): Pick<TicketText, 'priority' | 'impact'> {
  const priority = critical ? 'High' : deviceClass === 'server' ? 'Medium' : 'Low';
  if (deviceClass === 'server') return { priority, impact: 'ServerIssue' };
  return { priority, impact: critical ? 'Major' : 'Minor' };
}

function capital(clause: string): string {
  return clause.charAt(0).toUpperCase() + clause.slice(1);
}
