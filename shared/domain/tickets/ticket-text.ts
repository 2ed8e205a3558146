import { type OccurrenceKey, ticketMarker } from '../occurrences/keys.ts';
import { plainText } from '../text/plain-text.ts';

/**
 * What there is to tell about a condition, in plain text without markup; each playbook tells its own. Sentences are whole, with
 * their full stop. Times are epoch ms.
 */
export interface TicketText {
  /** What is wrong and where, without the marker: `Disk C: almost full on NW-SRV-01`. */
  readonly headline: string;
  readonly what: string;
  readonly raisedAt: number;
  /** A person asked at `raisedAt`, and Atera has raised no alert. */
  readonly asked?: boolean | undefined;
  readonly inspectedAt: number;
  /** What was read, or why nothing could be. */
  readonly evidence: string;
  /** What the app did to the device, or that it did nothing, and why. */
  readonly tried: string;
  /** Why the app could not act, as it stands in `tried`: a whole sentence that is true whatever was done before. */
  readonly cannot?: string;
  /** True when `tried` says only that the app did nothing, as far as the run knows. */
  readonly untouched?: boolean;
  /** True when the run could not decide anything: what a person approved before still stands. */
  readonly undecided?: boolean;
  /** What was done to the device in this occurrence, for the comments. */
  readonly done?: string;
  /** What a person should do. */
  readonly advice: string;
  /** Ends "This ticket is closed by itself when …": `the disk stays below its limit`. Absent = only a person can tell that it is done. */
  readonly closesWhen?: string;
  readonly priority: 'Low' | 'Medium' | 'High' | 'Critical';
  readonly impact: 'Minor' | 'Major' | 'ServerIssue' | 'SiteDown';
}

/** A ticket as a good technician would write it: plain text, no markup. */
export interface TicketDraft extends Pick<TicketText, 'priority' | 'impact'> {
  readonly title: string;
  readonly description: string;
}

/** Long enough for any host name (Windows: 63 per label), short enough for a ticket list. */
const MAX_NAME = 64;

/** What sets a ticket apart from others about the same. */
export interface TicketPlace {
  /** 0 for the first one of an occurrence. */
  readonly ticketNumber?: number;
  /** What became of the ticket before, as a clause without a full stop. */
  readonly before?: string;
}

/** What was found, since when, what was tried and what a person should do. The title ends with the marker that makes it ours. */
export function ticketDraft(
  key: OccurrenceKey,
  ticketText: TicketText,
  { ticketNumber = 0, before }: TicketPlace = {},
): TicketDraft {
  const { what, raisedAt, asked, inspectedAt, evidence, tried, advice, closesWhen, priority, impact } = ticketText;
  return {
    title: `${ticketText.headline} ${ticketMarker(key, ticketNumber)}`,
    description: [
      `What: ${what}`,
      `Since: ${utc(raisedAt)} (${asked ? 'a person asked' : 'alert raised'}), checked again ${utc(inspectedAt)}.`,
      `Evidence: ${evidence}`,
      `Tried: ${tried}`,
      ...(before === undefined ? [] : [`Before: ${before}.`]),
      `Please do: ${advice}`,
      closesWhen === undefined
        ? 'This ticket is not closed by itself: please close it when it is done.'
        : `This ticket is closed by itself when ${closesWhen}, unless someone has worked on it.`,
    ].join('\n'),
    priority,
    impact,
  };
}

/** Internal comment for an alert that fired again while its ticket is open. */
export function repeatComment(repeats: number, { evidence, done }: Pick<TicketText, 'evidence' | 'done'>): string {
  const times = repeats === 1 ? 'once more' : `${repeats} more times`;
  return `The alert was raised ${times} since the last note. Latest: ${evidence}${doneText(done)}`;
}

/** Internal comment for a condition that has gone on for long. */
export function reminderComment({
  raisedAt,
  evidence,
  done,
}: Pick<TicketText, 'raisedAt' | 'evidence' | 'done'>): string {
  return `Still occurring since ${utc(raisedAt)}. Latest: ${evidence}${doneText(done)}`;
}

/** Comment that goes with a verified end. */
export function clearedComment({ evidence, done }: Pick<TicketText, 'evidence' | 'done'>, closes: boolean): string {
  const rest = closes ? 'The ticket is set to resolved.' : 'The ticket is left to whoever works on it.';
  return `The condition has recovered, confirmed by two checks. Latest: ${evidence}${doneText(done)} ${rest}`;
}

/** Begins with a blank. */
function doneText(done: string | undefined): string {
  return done === undefined ? '' : ` Done by the app: ${done}`;
}

/** Comment for a ticket that somebody else opened for the same alert. */
export function adoptedComment(key: OccurrenceKey, { evidence, tried, advice }: TicketText): string {
  return `The remediation app has detected the same condition ${ticketMarker(key)}. ${evidence} Tried: ${tried} Please do: ${advice}`;
}

/** Comment for a ticket that is opened again; `staysHours` = it bounces, and stays open until it has been away for so long. */
export function reopenedComment({ raisedAt, evidence, tried, advice }: TicketText, staysHours?: number): string {
  const stays =
    staysHours === undefined
      ? ''
      : ` It keeps coming back: the ticket stays open until it has stayed away for ${staysHours} hours.`;
  return `The condition came back at ${utc(raisedAt)}. ${evidence} Tried: ${tried} Please do: ${advice}${stays}`;
}

/** A device's name as tickets show it; its key when it has none. */
export function deviceLabel({
  deviceName,
  key,
}: {
  readonly deviceName?: string;
  readonly key: OccurrenceKey;
}): string {
  return plainText(deviceName ?? '', MAX_NAME) || `device ${key.deviceKey}`;
}

/** A moment as tickets show it: `2026-03-02 08:00 UTC`. */
export function utc(at: number): string {
  return `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}
