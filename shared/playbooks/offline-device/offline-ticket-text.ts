import type { DeviceClass } from '../../domain/devices/device-class.ts';
import type { Successor } from '../../domain/devices/reinstalled.ts';
import { type Suspicion, suspicionNote } from '../../domain/evidence/suspicion.ts';
import type { OccurrenceKey } from '../../domain/occurrences/keys.ts';
import { reasonInSentence, reasonWithoutAdvice } from '../../domain/text/in-sentence.ts';
import { deviceLabel, type TicketText, utc } from '../../domain/tickets/ticket-text.ts';
import type { OfflineJudgement, Witness } from './decide-offline.ts';

/** The facts an offline ticket text is written from. Times are epoch ms. */
export interface OfflineFacts {
  readonly key: OccurrenceKey;
  readonly deviceName?: string;
  readonly deviceClass: DeviceClass;
  readonly because: OfflineJudgement['because'];
  readonly raisedAt: number;
  readonly inspectedAt: number;
  /** Atera's LastSeen: a hint, never when it went away. */
  readonly lastSeenAt?: number | undefined;
  /** Atera's word; undefined = not reported. */
  readonly online?: boolean | undefined;
  /** The agent under which the same device is online. */
  readonly successor?: Successor | undefined;
  /** The last suspicion of Atera that is over. */
  readonly suspicion?: Suspicion | undefined;
  readonly witness: Witness;
  /** Inspections in a row that found it offline. */
  readonly inspections: number;
  readonly flapping: boolean;
  /** What the app did, in whole sentences; by default that it only looked. */
  readonly tried?: string | undefined;
}

/** What there is to tell about a device that is away, or whose agent is. */
export function offlineTicketText(facts: OfflineFacts): TicketText {
  const { because, raisedAt, inspectedAt } = facts;
  const device = deviceLabel(facts);
  return {
    headline: headline(facts, device),
    what: what(facts, device),
    raisedAt,
    inspectedAt,
    evidence: `${ateraText(facts)} ${witnessText(facts.witness)}${suspicionNote(facts.suspicion, raisedAt, inspectedAt)}`,
    tried: facts.tried ?? nothingTried(facts),
    advice: advice(facts),
    closesWhen:
      because === 'agent-dead' ? 'the agent reports again and stays online' : 'the device is back and stays online',
    ...urgency(facts),
  };
}

function headline({ because, flapping }: OfflineFacts, device: string): string {
  if (because === 'agent-dead') return `Atera agent silent on ${device}, device is up`;
  if (because === 'online-not-reported') return `Offline alert could not be verified on ${device}`;
  return flapping ? `${device} keeps going offline` : `${device} is offline`;
}

function what({ because, deviceClass, successor }: OfflineFacts, device: string): string {
  if (because === 'back-online') return `the ${deviceClass} ${device} was offline and is back.`;
  if (because === 'reinstalled')
    return `the old Atera agent of the ${deviceClass} ${device} is offline; the same device is online under agent ${successor?.agentId}.`;
  if (because === 'alert-cleared') return `the offline alert of the ${deviceClass} ${device} has ended in Atera.`;
  if (because === 'online-not-reported')
    return `Atera raised an offline alert for the ${deviceClass} ${device} and does not say whether it is online.`;
  if (because === 'agent-dead')
    return `the Atera agent of the ${deviceClass} ${device} is silent; the device itself is running, because Automox reaches it.`;
  return `the ${deviceClass} ${device} is offline.`;
}

function ateraText(facts: OfflineFacts): string {
  const { online, inspectedAt, successor } = facts;
  const read = `read ${utc(inspectedAt)}`;
  if (online === undefined) return `Atera does not report whether it is online (${read}).`;
  if (online) return `Atera: online (${read}).`;
  const offline = `Atera: offline (${read})${lastSeen(facts)}.`;
  if (!successor) return offline;
  return `${offline} The same device is online under agent ${successor.agentId}, which was installed ${utc(successor.installedAt)}: same customer, name and serial number.`;
}

/** As Atera last reported it: what comes late, or lies ahead of the clock, is no time at which anything happened. */
function lastSeen({ lastSeenAt, inspectedAt }: OfflineFacts): string {
  if (lastSeenAt === undefined || lastSeenAt > inspectedAt) return '';
  return `; not seen since ${utc(lastSeenAt)} (as Atera last reported)`;
}

function witnessText(witness: Witness): string {
  if (witness.says === 'nothing') return `Automox reports nothing: ${reasonInSentence(witness.reason)}.`;
  if (witness.says === 'connected') {
    return `Automox: connected${witness.at === undefined ? '' : `, last scan ${utc(witness.at)}`}.`;
  }
  return `Automox: disconnected${witness.at === undefined ? '' : ` since ${utc(witness.at)}`}.`;
}

function nothingTried({ inspections }: OfflineFacts): string {
  if (inspections < 1) return 'nothing was changed on the device.';
  return `nothing was changed on the device; it was found offline ${inspections === 1 ? 'once' : `${inspections} times in a row`}.`;
}

function advice(facts: OfflineFacts): string {
  if (!facts.flapping) return byCause(facts);
  const cause = 'It went away several times recently: look for the cause (power, sleep, network, agent).';
  if (facts.because === 'reinstalled') return byCause(facts);
  return facts.because === 'back-online' || facts.because === 'alert-cleared' ? cause : `${byCause(facts)} ${cause}`;
}

/** What a person should do, by what was found; a wait or an end needs nobody. */
function byCause({ because, deviceClass, witness }: OfflineFacts): string {
  switch (because) {
    case 'agent-dead':
      return 'restart the service AteraAgent on the device, or install the agent again; the device itself is up, so power and network need no check.';
    case 'device-off':
      return `check power and network${deviceClass === 'server' ? ' (management board, hypervisor, UPS, switch)' : ', or ask the user whether it is switched off'}; neither vendor reaches the device.`;
    case 'no-witness':
      return `find out whether the device is off (power, network) or only its Atera agent is silent (restart the service AteraAgent). There is no second witness${witness.says === 'nothing' ? `: ${reasonWithoutAdvice(witness.reason)}` : ''}.`;
    case 'reinstalled':
      return 'delete the old agent in Atera, so that its alert does not come back.';
    case 'online-not-reported':
      return 'look the device up in Atera and try to reach it; the app could not determine whether it is online.';
    default:
      return 'nothing; the app keeps checking.';
  }
}

/** A dead agent on a user's device stops nobody's work, and laptops travel. */
function urgency({ because, deviceClass }: OfflineFacts): Pick<TicketText, 'priority' | 'impact'> {
  if (deviceClass === 'server') return { priority: 'High', impact: 'ServerIssue' };
  const isLow = deviceClass === 'laptop' || because === 'agent-dead' || because === 'online-not-reported';
  return { priority: isLow ? 'Low' : 'Medium', impact: 'Minor' };
}
