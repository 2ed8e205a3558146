import type { DeviceClass } from '../../domain/devices/device-class.ts';
import type { OccurrenceKey } from '../../domain/occurrences/keys.ts';
import { inSentence, reasonInSentence } from '../../domain/text/in-sentence.ts';
import { deviceLabel, type TicketText, utc } from '../../domain/tickets/ticket-text.ts';
import type { MaintenanceWindow } from '../../domain/time/maintenance-window.ts';
import type { RebootJudgement, RebootWitness } from './decide-reboot.ts';
import { bootByScan } from './reboot-proof.ts';
import type { SignedIn } from './signed-in.ts';

/** The facts a reboot ticket text is written from. Times are epoch ms; undefined = not reported. */
export interface RebootFacts {
  readonly key: OccurrenceKey;
  readonly deviceName?: string;
  readonly deviceClass: DeviceClass;
  readonly because: RebootJudgement['because'];
  readonly raisedAt: number;
  readonly inspectedAt: number;
  readonly online?: boolean | undefined;
  readonly lastRebootAt?: number | undefined;
  readonly automoxMatch: RebootWitness;
  readonly window: MaintenanceWindow;
  readonly signedInUsers: SignedIn;
  /** Why a reboot is said to be pending: the alert's own text. */
  readonly alertText?: string | undefined;
  /** What the app did, in whole sentences; by default that it did not reboot the device. */
  readonly tried?: string | undefined;
}

const NOTHING_TRIED = 'the device was not rebooted by the app.';

/** What there is to tell about a pending reboot, or about one that nobody could confirm. */
export function rebootTicketText(facts: RebootFacts): TicketText {
  const { raisedAt, inspectedAt, alertText, tried = NOTHING_TRIED } = facts;
  const device = deviceLabel(facts);
  const alert = inSentence(alertText ?? '');
  return {
    headline: `${headlines[facts.because]} on ${device}`,
    what: `a reboot of the ${facts.deviceClass} ${device} is said to be pending${alert ? `; the alert says: ${alert}` : ''}.`,
    raisedAt,
    inspectedAt,
    evidence: `${ateraText(facts)} ${automoxText(facts.automoxMatch)}${stillWanted(facts)}`,
    tried,
    ...(facts.tried === undefined && { untouched: true }),
    advice: `${advice(facts)}${usersText(facts)} ${windowText(facts.window)}`,
    closesWhen: facts.automoxMatch.has
      ? 'the device has booted after the alert and an Automox scan from after that boot finds no reboot pending'
      : 'the device has booted after the alert',
    ...urgency(facts),
  };
}

const headlines = {
  'two-witnesses': 'Reboot pending',
  'reboot-not-enough': 'Reboot still pending after a reboot',
  'reboot-unconfirmed': 'Rebooted, but not confirmed',
  'alert-gone': 'Reboot alert is gone, the reboot is not proven',
  'no-automox-match': 'Reboot pending by its alert',
  'witness-disagrees': 'Reboot alert is contradicted',
  'scan-is-old': 'Reboot alert is being checked',
  'device-offline': 'Reboot alert could not be verified',
  'online-not-reported': 'Reboot alert could not be verified',
  'scan-not-reported': 'Reboot alert could not be verified',
  'scan-overdue': 'Reboot alert could not be verified',
  'scan-failed': 'Reboot alert could not be verified',
  'boot-time-not-reported': 'Reboot alert could not be verified',
  rebooted: 'Reboot done',
  'rebooted-unwitnessed': 'Reboot done',
  'alert-cleared': 'Reboot alert has ended',
  'not-needed': 'Reboot not needed',
} as const satisfies Record<RebootFacts['because'], string>;

function ateraText({ online, lastRebootAt, inspectedAt }: RebootFacts): string {
  const told = online ? 'online' : 'offline';
  const boot = lastRebootAt === undefined ? 'boot time not reported' : `last boot ${utc(lastRebootAt)}`;
  return `Atera: ${online === undefined ? 'whether it is online is not reported' : told}, ${boot} (read ${utc(inspectedAt)}).`;
}

function automoxText(automoxMatch: RebootWitness): string {
  if (!automoxMatch.has) return `Automox reports nothing: ${reasonInSentence(automoxMatch.reason)}.`;
  if (automoxMatch.scanFailed) return 'Automox: its last scan of the device failed, so it proves nothing.';
  if (automoxMatch.scannedAt === undefined) return 'Automox has not scanned the device.';
  const { needsReboot } = automoxMatch;
  const word = needsReboot ? 'a reboot is needed' : 'no reboot is needed';
  const boot = bootByScan(automoxMatch);
  return `Automox: ${needsReboot === undefined ? 'whether a reboot is needed is not reported' : word}${boot === undefined ? '' : `, up since ${utc(boot)}`} (scan of ${utc(automoxMatch.scannedAt)}).`;
}

/** Begins with a blank. A boot is no word of what Windows wants. */
function stillWanted({ because }: RebootFacts): string {
  const isOpen = because === 'rebooted-unwitnessed' || because === 'reboot-unconfirmed';
  return isOpen ? ' It has rebooted since the alert; whether Windows still wants a reboot is not known.' : '';
}

/** What a person should do, by what was found; a wait or an end needs nobody. */
function advice({ because }: RebootFacts): string {
  switch (because) {
    case 'two-witnesses':
      return 'reboot the device in its maintenance window, or agree a time with its user.';
    case 'reboot-not-enough':
      return 'find out why the device asks for another reboot (chained updates, a failed update) before it is rebooted again.';
    case 'no-automox-match':
      return 'check on the device whether a reboot is pending and reboot it; the app can neither confirm it nor act on it.';
    case 'witness-disagrees':
      return 'check the source of the alert: Automox scanned the device after it and finds no pending reboot. Reboot it only if the device itself asks for it.';
    case 'device-offline':
      return 'check whether the device was shut down; that is not the reboot it needs. It is checked again when it is back.';
    case 'reboot-unconfirmed':
      return 'check on the device whether Windows still asks for a reboot, and why Automox gives no scan of it since it booted.';
    case 'alert-gone':
      return 'check on the device whether the reboot is still pending; its alert was resolved, and nothing shows that it was rebooted.';
    case 'scan-overdue':
    case 'scan-failed':
    case 'scan-not-reported':
      return 'check on the device whether a reboot is pending, and why Automox gives no scan of it.';
    case 'boot-time-not-reported':
    case 'online-not-reported':
      return 'check on the device when it last booted and whether a reboot is pending; Atera reports neither.';
    default:
      return 'nothing; the app keeps checking.';
  }
}

/** Begins with a blank; who was signed in to a device that is off no longer matters. */
function usersText({ online, signedInUsers }: RebootFacts): string {
  if (online === false) return '';
  if (signedInUsers === 'nobody') return ' Nobody was signed in at the last reading.';
  if (signedInUsers === 'unknown')
    return ' It is not known whether anyone is signed in: ask first, because a reboot ends an open session.';
  return ' Somebody is signed in, as Atera last reported: ask first, because a reboot ends that session.';
}

function windowText(window: MaintenanceWindow): string {
  if (window.open) return `The maintenance window is open until ${utc(window.until)}.`;
  return window.next === undefined
    ? 'No maintenance window is set, so the app never reboots it by itself.'
    : `The next maintenance window opens ${utc(window.next)}.`;
}

/** A pending reboot of a server is urgent only when it is certain; a contradicted alert is a fault of the alert. */
function urgency({ because, deviceClass }: RebootFacts): Pick<TicketText, 'priority' | 'impact'> {
  if (because === 'witness-disagrees') return { priority: 'Low', impact: 'Minor' };
  const isCertain = because === 'two-witnesses' || because === 'reboot-not-enough';
  if (deviceClass === 'server') return { priority: isCertain ? 'High' : 'Medium', impact: 'ServerIssue' };
  return { priority: isCertain ? 'Medium' : 'Low', impact: 'Minor' };
}
