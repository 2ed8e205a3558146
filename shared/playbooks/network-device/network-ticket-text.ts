import type { AlertRow } from '../../domain/alerts/alert-row.ts';
import { type Suspicion, suspicionNote } from '../../domain/evidence/suspicion.ts';
import type { OccurrenceKey } from '../../domain/occurrences/keys.ts';
import { plainText } from '../../domain/text/plain-text.ts';
import { deviceLabel, type TicketText } from '../../domain/tickets/ticket-text.ts';
import { blindness, type NetworkJudgement, type Reading } from './decide-network.ts';
import { blindText, monitorText, stateText, watcherName, watcherText } from './network-words.ts';

/** Long enough for any host name. */
const MAX_NAME = 64;

/** The facts a network device's ticket text is written from. Times are epoch ms. */
export interface NetworkFacts {
  readonly key: OccurrenceKey;
  readonly deviceName?: string;
  readonly because: NetworkJudgement['because'];
  readonly raisedAt: number;
  readonly inspectedAt: number;
  readonly alertOpen: boolean;
  readonly severity?: AlertRow['severity'];
  readonly reading?: Reading | undefined;
  /** The last suspicion of Atera that is over. */
  readonly suspicion?: Suspicion | undefined;
  readonly flapping: boolean;
  /** Other devices of the same agent with a device-down alert and no ticket of their own. */
  readonly siblingNames?: readonly string[] | undefined;
}

/** What there is to tell about a device without an agent that was reported down. */
export function networkTicketText(facts: NetworkFacts): TicketText {
  const { raisedAt, inspectedAt, reading, alertOpen } = facts;
  const device = deviceLabel(facts);
  const alert = alertOpen ? 'Its device-down alert is open in Atera.' : 'Its device-down alert has ended in Atera.';
  const note = suspicionNote(facts.suspicion, raisedAt, inspectedAt);
  return {
    headline: headline(facts, device),
    what: what(facts, device),
    raisedAt,
    inspectedAt,
    evidence: `${alert} ${stateText(reading, inspectedAt)}${watcherText(reading)}${note}`,
    tried: 'nothing was changed on the device; the app never acts on a device without an agent.',
    advice: advice(facts),
    closesWhen: hasState(reading)
      ? 'Atera shows the device up for two checks in a row while the agent that watches it is online, or has ended the alert itself and does not show the device down'
      : 'Atera has ended the alert itself and does not raise it again',
    priority: facts.severity === 'Warning' || facts.severity === 'Information' ? 'Medium' : 'High',
    impact: 'Minor',
  };
}

function hasState(reading: Reading | undefined): boolean {
  return reading?.read === true && reading.kind !== 'generic';
}

function headline({ because, flapping }: NetworkFacts, device: string): string {
  if (because === 'not-observable') return `Not known whether ${device} is down: it cannot be observed`;
  if (flapping) return `${device} keeps going down`;
  return because === 'down' ? `${device} is down` : `${device} is reported down`;
}

function what(facts: NetworkFacts, name: string): string {
  const { because, reading } = facts;
  const monitor = monitorText(reading);
  const device = `the monitored device ${name}${monitor === undefined ? '' : ` (${monitor})`}`;
  switch (because) {
    case 'up':
      return `${device} was down and is up.`;
    case 'alert-cleared':
      return `the device-down alert of ${device} has ended in Atera.`;
    case 'down':
      return `${device} is down.`;
    case 'not-observable':
      return `Atera reports ${device} as down, and whether it is is not known: ${blindText(reading)}.${siblingsText(facts)}`;
    default:
      return `Atera reports ${device} as down; nothing but its alert says so.`;
  }
}

/** Enough to recognise the place by; the rest is a number. */
const MOST_NAMES = 10;

function siblingsText({ siblingNames = [] }: NetworkFacts): string {
  if (siblingNames.length === 0) return '';
  const named = siblingNames.slice(0, MOST_NAMES).map((name) => plainText(name, MAX_NAME));
  const more = siblingNames.length - MOST_NAMES;
  const rest = more > 0 ? ` and ${more} more` : '';
  return ` The same goes for the other devices it watches that were reported down, which get no tickets meanwhile: ${named.join(', ')}${rest}.`;
}

function advice(facts: NetworkFacts): string {
  const often = 'It went down several times recently: look for the cause (power, cabling, switch port, line).';
  if (facts.because === 'up' || facts.because === 'alert-cleared')
    return facts.flapping ? often : 'nothing; the app keeps checking.';
  return facts.flapping ? `${byCause(facts)} ${often}` : byCause(facts);
}

function byCause({ because, reading }: NetworkFacts): string {
  if (because === 'not-observable') return whenBlind(reading);
  const kind = reading?.read ? reading.kind : undefined;
  if (kind === 'tcp')
    return 'check whether the device is on and the service behind each port is running; then network and firewall rules.';
  if (kind === 'http')
    return 'open the address in a browser; check the web server, its name (DNS) and certificate, and the text the monitor looks for.';
  return 'check power, cabling and switch port of the device, and its network (for SNMP also whether SNMP still answers on it).';
}

function whenBlind(reading: Reading | undefined): string {
  if (!reading?.read) return 'check the device by hand.';
  const { watcher } = reading;
  const name = watcher ? watcherName(watcher) : 'the agent that watches it';
  switch (blindness(reading)) {
    case 'paused':
      return 'resume watching the device in Atera, or resolve its alert if it is out of use; until then check it by hand.';
    case 'watcher-away':
      return `bring back ${name} (its own alert or ticket says more, where it has one), or have another agent watch the device; until then check it by hand.`;
    case 'watcher-gone':
      return 'have another agent watch the device in Atera; until then check it by hand.';
    default:
      return 'check the device by hand, and in Atera which agent watches it.';
  }
}
