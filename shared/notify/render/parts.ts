import { type Locale, withLocalTimes } from '../../domain/time/local-times.ts';
import { utc } from '../../domain/time/utc.ts';
import { isPlaybook, playbookNamed } from '../../playbooks/index.ts';
import type { Language } from '../../texts/language.ts';
import { notifyTexts } from '../../texts/notify/index.ts';
import type { LinkedEvent, Links } from '../channels/message.ts';
import { safeText } from './safe-text.ts';
import type { Button, Fact, Item, Size } from './view-model.ts';

/** Slack takes no longer one. */
const MAX_URL = 3_000;

/** Returns a moment as the reader's clock shows it. */
export function momentText(at: number, locale: Locale): string {
  return withLocalTimes(utc(at), locale);
}

/** Whom something is about, as far as it is known. */
export type Subject = Pick<LinkedEvent, 'deviceName' | 'customerName' | 'customerId'>;

/** Returns the customer's name, or number where the name is not known; blank without one. */
export function customerText({ customerName, customerId }: Subject, language: Language, { nameLength }: Size): string {
  const name = safeText(customerName ?? '', nameLength);
  if (name !== '' || customerId === undefined) return name;
  return notifyTexts(language).customerNumber({ id: customerId });
}

/** Returns `SRV-01 (Contoso)`, the one of them that is known, or a blank text. */
export function aboutText(subject: Subject, language: Language, size: Size): string {
  const device = safeText(subject.deviceName ?? '', size.nameLength);
  const customer = customerText(subject, language, size);
  return device && customer ? `${device} (${customer})` : device || customer;
}

/** Returns what happened, and to whom: `Answer needed: SRV-01 (Contoso)`. */
export function headingText(event: LinkedEvent, language: Language, size: Size): string {
  return labelled(kindText(event, language), aboutText(event, language, size));
}

/** Returns what kind of thing happened, or that it is over. */
function kindText({ event, ended }: LinkedEvent, language: Language): string {
  const texts = notifyTexts(language);
  if (ended && Object.hasOwn(texts.ended, event)) return texts.ended[event as keyof typeof texts.ended];
  return texts.kinds[event];
}

/** Returns `label: value`, or the label alone. */
export function labelled(label: string, value: string): string {
  return value === '' ? label : `${label}: ${value}`;
}

/** Returns what is known of an event beside its heading and its text. */
export function factsOf(event: LinkedEvent, locale: Locale, size: Size): Fact[] {
  const texts = notifyTexts(locale.language);
  const { playbook, priority, ticketId } = event;
  const facts = [
    { label: texts.playbook, value: playbook === undefined ? '' : playbookLabel(playbook, locale.language, size) },
    { label: texts.priority, value: priority === undefined ? '' : texts.priorities[priority] },
    { label: texts.ticket, value: ticketId === undefined ? '' : String(ticketId) },
    { label: texts.when, value: momentText(event.at, locale) },
  ];
  return facts.filter(({ value }) => value !== '');
}

/** One written by an earlier version may be gone. */
function playbookLabel(name: string, language: Language, { nameLength }: Size): string {
  return isPlaybook(name) ? playbookNamed(name).label[language] : safeText(name, nameLength);
}

/**
 * Returns the buttons of links that a receiver takes: https, or http on this machine. A question's
 * first one answers it.
 */
export function buttonsOf(links: Links = {}, language: Language, isQuestion: boolean): Button[] {
  const texts = notifyTexts(language);
  const open = isQuestion && !usable(links.answer) ? texts.answerInDashboard : texts.openDashboard;
  return [
    { label: texts.answer, url: isQuestion ? usable(links.answer) : undefined },
    { label: open, url: usable(links.dashboard) },
  ].flatMap(({ label, url }) => (url === undefined ? [] : [{ label, url }]));
}

/** Returns an event as one of several: its text, and one button. */
export function itemOf(event: LinkedEvent, locale: Locale, size: Size): Item {
  const { language } = locale;
  const texts = notifyTexts(language);
  const isQuestion = event.event === 'approval-needed';
  const about = aboutText(event, language, size) || kindText(event, language);
  const until = event.question && texts.answerUntil({ until: momentText(event.question.expiresAt, locale) });
  const [first] = size.hasItemButtons ? buttonsOf(event.links, language, isQuestion) : [];
  const label = isQuestion ? texts.answerAbout({ about }) : texts.openInDashboardAbout({ about });
  return {
    heading: isQuestion ? about : headingText(event, language, size),
    lines: [safeText(event.text, size.textLength), until ?? ''].filter((line) => line !== ''),
    button: first && { label, url: first.url },
  };
}

/** A list as far as the size allows, and how many of it are left out. */
export function firstLines(lines: readonly string[], { lines: most }: Size, language: Language): string[] {
  const more = lines.length - most;
  if (more <= 0) return [...lines];
  return [...lines.slice(0, most), notifyTexts(language).moreLines({ count: String(more) })];
}

function usable(url: string | undefined): string | undefined {
  if (url === undefined || url.length > MAX_URL || !URL.canParse(url)) return undefined;
  const { protocol, hostname, username } = new URL(url);
  const isHere = protocol === 'http:' && ['localhost', '127.0.0.1', '[::1]'].includes(hostname);
  return (protocol === 'https:' || isHere) && username === '' ? url : undefined;
}
