import type { DeviceClass } from '../../domain/devices/device-class.ts';
import type { Successor } from '../../domain/devices/reinstalled.ts';
import type { OccurrenceKey } from '../../domain/occurrences/keys.ts';
import { type Suspicion, suspicionNote } from '../../domain/sites/suspicion.ts';
import { reasonInSentence } from '../../domain/text/in-sentence.ts';
import { deviceLabel, type TicketText } from '../../domain/tickets/ticket-text.ts';
import type { Language } from '../../texts/language.ts';
import type { OfflineJudgement, Witness } from './decide-offline.ts';
import { offlineTexts } from './texts/index.ts';

/** The facts an offline ticket text is written from. Times are epoch ms. */
export interface OfflineFacts {
  readonly language: Language;
  readonly key: OccurrenceKey;
  readonly deviceName?: string;
  readonly deviceClass: DeviceClass;
  readonly because: OfflineJudgement['because'];
  readonly raisedAt: number;
  readonly inspectedAt: number;
  /** Atera's LastSeen: a hint, never when it went away. */
  readonly lastSeenAt?: number | undefined;
  /** As Atera reports it; undefined = not reported. */
  readonly online?: boolean | undefined;
  /** The agent under which the same device is online. */
  readonly successor?: Successor | undefined;
  /** The last suspicion of Atera that has ended. */
  readonly suspicion?: Suspicion | undefined;
  readonly witness: Witness;
  /** Inspections in a row that found it offline. */
  readonly inspections: number;
  readonly flapping: boolean;
  /** What the app did, in whole sentences; by default that it only inspected. */
  readonly tried?: string | undefined;
}

/** Returns the ticket text about a device that is away, or whose agent is. */
export function offlineTicketText(facts: OfflineFacts): TicketText {
  const { language, because, raisedAt, inspectedAt } = facts;
  const texts = offlineTexts(language);
  const device = deviceLabel(facts);
  const note = suspicionNote(facts.suspicion, raisedAt, inspectedAt, language);
  return {
    language,
    headline: headline(facts, device),
    what: what(facts, device),
    raisedAt,
    inspectedAt,
    observed: `${ateraText(facts)} ${witnessText(facts)}${note}`,
    tried: facts.tried ?? nothingTried(facts),
    advice: advice(facts),
    closesWhen: because === 'agent-dead' ? texts.agentStaysOnline : texts.deviceStaysOnline,
    ...urgency(facts),
  };
}

function headline({ language, because, flapping }: OfflineFacts, device: string): string {
  const texts = offlineTexts(language);
  if (because === 'agent-dead') return texts.agentSilentOn({ device });
  if (because === 'online-not-reported') return texts.notVerifiedOn({ device });
  return flapping ? texts.keepsGoingOffline({ device }) : texts.isOffline({ device });
}

function what({ language, because, deviceClass, successor }: OfflineFacts, device: string): string {
  const texts = offlineTexts(language);
  const about = { deviceClass, device };
  switch (because) {
    case 'back-online':
      return texts.deviceBack(about);
    case 'reinstalled':
      return texts.deviceReinstalled({ ...about, agentId: successor?.agentId ?? 0 });
    case 'alert-cleared':
      return texts.deviceAlertEnded(about);
    case 'online-not-reported':
      return texts.deviceNotReported(about);
    case 'agent-dead':
      return texts.deviceAgentSilent(about);
    default:
      return texts.deviceOffline(about);
  }
}

function ateraText(facts: OfflineFacts): string {
  const { online, inspectedAt: at, lastSeenAt, successor } = facts;
  const texts = offlineTexts(facts.language);
  if (online === undefined) return texts.ateraNotReported({ at });
  if (online) return texts.ateraOnline({ at });
  // As Atera last reported it: what comes late, or lies ahead of the clock, is no time at which
  // anything happened.
  const isObserved = lastSeenAt !== undefined && lastSeenAt <= at;
  const offline = isObserved ? texts.ateraOfflineLastSeen({ at, lastSeenAt }) : texts.ateraOffline({ at });
  return successor ? `${offline} ${texts.onlineUnder(successor)}` : offline;
}

function witnessText({ language, witness }: OfflineFacts): string {
  const texts = offlineTexts(language);
  if (witness.says === 'nothing') return texts.automoxNothing({ reason: reasonInSentence(witness.reason) });
  const { says, at } = witness;
  if (says === 'connected') return at === undefined ? texts.automoxConnected : texts.automoxConnectedScanned({ at });
  return at === undefined ? texts.automoxDisconnected : texts.automoxDisconnectedSince({ at });
}

function nothingTried({ language, inspections: times }: OfflineFacts): string {
  const texts = offlineTexts(language);
  if (times < 1) return texts.nothingChanged;
  return times === 1 ? texts.nothingChangedFoundOnce : texts.nothingChangedFoundTimes({ times });
}

function advice(facts: OfflineFacts): string {
  const { because, flapping } = facts;
  if (!flapping || because === 'reinstalled') return byCause(facts);
  const { findCause } = offlineTexts(facts.language);
  return because === 'back-online' || because === 'alert-cleared' ? findCause : `${byCause(facts)} ${findCause}`;
}

/** What a person should do, by what was found; a wait or an end needs no one. */
function byCause({ language, because, deviceClass, witness }: OfflineFacts): string {
  const texts = offlineTexts(language);
  switch (because) {
    case 'agent-dead':
      return texts.restartAgent;
    case 'device-off':
      return deviceClass === 'server' ? texts.checkServer : texts.checkUserDevice;
    case 'no-witness':
      return witness.says === 'nothing' ? texts.findOutBecause({ reason: causeOf(witness) }) : texts.findOut;
    case 'reinstalled':
      return texts.deleteOldAgent;
    case 'online-not-reported':
      return texts.tryToReach;
    default:
      return texts.nothingToDo;
  }
}

/** Returns why a witness says nothing, without what is to be done about it. */
export function causeOf({ cause, reason }: Extract<Witness, { says: 'nothing' }>): string {
  return reasonInSentence(cause ?? reason);
}

/** A dead agent on a user's device stops no one's work, and laptops travel. */
function urgency({ because, deviceClass }: OfflineFacts): Pick<TicketText, 'priority' | 'impact'> {
  if (deviceClass === 'server') return { priority: 'High', impact: 'ServerIssue' };
  const isLow = deviceClass === 'laptop' || because === 'agent-dead' || because === 'online-not-reported';
  return { priority: isLow ? 'Low' : 'Medium', impact: 'Minor' };
}
