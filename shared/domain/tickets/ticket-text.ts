import type { Language } from '../../texts/language.ts';
import { ticketTexts } from '../../texts/ticket/index.ts';
import { isNameKey, type OccurrenceKey, ticketMarker } from '../occurrences/keys.ts';
import { plainText } from '../text/plain-text.ts';

/** The occurrence of a condition of a device. */
export interface OccurrenceOf {
  readonly deviceKey: string;
  readonly occurrence: number;
}

/**
 * The report about a condition, in plain text without markup; each playbook writes its own.
 * Sentences are whole, with their full stop. Times are epoch ms.
 */
export interface TicketText {
  /** What it is written in. */
  readonly language: Language;
  /** What is wrong and where, without the marker: `Disk C: almost full on NW-SRV-01`. */
  readonly headline: string;
  readonly what: string;
  readonly raisedAt: number;
  /** A person asked at `raisedAt`, and Atera has raised no alert. */
  readonly asked?: boolean | undefined;
  readonly inspectedAt: number;
  /** What was read, or why nothing could be. */
  readonly observed: string;
  /** What the app did to the device, or that it did nothing, and why. */
  readonly tried: string;
  /**
   * Why the app could not act, as it stands in `tried`: a whole sentence that is true whatever was
   * done before.
   */
  readonly cannot?: string;
  /** True when `tried` says only that the app did nothing, as far as the run knows. */
  readonly untouched?: boolean;
  /** True when the run could not decide anything: what a person approved before is still valid. */
  readonly undecided?: boolean;
  /** What was done to the device in this occurrence, for the comments. */
  readonly done?: string;
  /** The mute that held it up, where the ticket does not name it yet. */
  readonly muted?: string;
  /** Occurrences of other devices that it reports as well; they get no ticket of their own. */
  readonly alsoReports?: readonly OccurrenceOf[];
  /** What a person should do. */
  readonly advice: string;
  /**
   * Ends "This ticket is closed by itself when …": `the disk stays below its limit`. Absent = only
   * a person can say that it is done.
   */
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

/**
 * What was found, since when, what was tried and what a person should do. The title ends with the
 * marker that makes it ours.
 */
export function ticketDraft(
  key: OccurrenceKey,
  ticketText: TicketText,
  { ticketNumber = 0, before }: TicketPlace = {},
): TicketDraft {
  const { closesWhen, priority, impact } = ticketText;
  const texts = textsOf(ticketText);
  return {
    title: `${ticketText.headline} ${ticketMarker(key, ticketNumber)}`,
    description: [
      texts.what(ticketText),
      ticketText.asked ? texts.sinceAsked(ticketText) : texts.since(ticketText),
      texts.observed(ticketText),
      texts.tried(ticketText),
      ...(ticketText.muted === undefined ? [] : [ticketText.muted]),
      ...(before === undefined ? [] : [texts.before({ before })]),
      texts.pleaseDo(ticketText),
      closesWhen === undefined ? texts.closedByPerson : texts.closedByItself({ closesWhen }),
    ].join('\n'),
    priority,
    impact,
  };
}

type Latest = Pick<TicketText, 'language' | 'observed' | 'done' | 'muted'>;

/** Internal comment for an alert that fired again while its ticket is open. */
export function repeatComment(repeats: number, latest: Latest): string {
  const { observed } = latest;
  return sentences(textsOf(latest).repeated({ repeats, observed }), doneText(latest), latest.muted);
}

/** Internal comment for a condition that has gone on for long. */
export function reminderComment(latest: Latest & Pick<TicketText, 'raisedAt'>): string {
  return sentences(textsOf(latest).reminder(latest), doneText(latest), latest.muted);
}

/** Comment that goes with a verified end. */
export function clearedComment(latest: Latest, closes: boolean): string {
  const texts = textsOf(latest);
  return sentences(texts.recovered(latest), doneText(latest), latest.muted, closes ? texts.isResolved : texts.isLeft);
}

function doneText({ language, done }: Latest): string | undefined {
  return done === undefined ? undefined : textsOf({ language }).done({ done });
}

/** Comment for a ticket that somebody else opened for the same alert. */
export function adoptedComment(key: OccurrenceKey, ticketText: TicketText): string {
  const texts = textsOf(ticketText);
  const { observed } = ticketText;
  return sentences(
    texts.adopted({ marker: ticketMarker(key), observed }),
    texts.tried(ticketText),
    ticketText.muted,
    texts.pleaseDo(ticketText),
  );
}

/**
 * Comment for a ticket that is opened again; `staysHours` = it bounces, and stays open until it has
 * been away for so long.
 */
export function reopenedComment(ticketText: TicketText, staysHours?: number): string {
  const texts = textsOf(ticketText);
  return sentences(
    texts.cameBack(ticketText),
    texts.tried(ticketText),
    ticketText.muted,
    texts.pleaseDo(ticketText),
    staysHours === undefined ? undefined : texts.keepsComingBack({ hours: staysHours }),
  );
}

/** Returns a device's name as tickets show it; its key when it has none. */
export function deviceLabel({
  deviceName,
  key,
  language,
}: {
  readonly deviceName?: string;
  readonly key: OccurrenceKey;
  readonly language: Language;
}): string {
  const texts = textsOf({ language });
  return plainText(deviceName ?? '', MAX_NAME) || (isNameKey(key.deviceKey) ? texts.unnamedDevice : texts.device(key));
}

function textsOf({ language }: { readonly language: Language }) {
  return ticketTexts(language);
}

function sentences(...parts: readonly (string | undefined)[]): string {
  return parts.filter((part) => part !== undefined).join(' ');
}
