import type { Locale } from '../../domain/time/local-times.ts';
import { notifyTexts } from '../../texts/notify/index.ts';
import { numberText } from '../../texts/numbers.ts';
import { type HeldTicket, MOST_QUESTIONS, type MuteLine, type SummaryMessage } from '../channels/message.ts';
import { aboutText, buttonsOf, firstLines, itemOf, labelled, momentText } from './parts.ts';
import { safeText } from './safe-text.ts';
import type { Section, Size, View } from './view-model.ts';

/** Returns the daily summary as it is read: what was done, what is open, what is left alone. */
export function summaryView(summary: SummaryMessage, locale: Locale, size: Size): View {
  const { language } = locale;
  const texts = notifyTexts(language);
  const span = { from: momentText(summary.from, locale), to: momentText(summary.to, locale) };
  const { questions } = summary;
  const paragraphs = [
    texts.summarySpan(span),
    ...(figureLines(summary, locale).length === 0 ? [texts.noFigures] : []),
    ...(questions.length === 0 ? [texts.noQuestions] : []),
  ];
  const listed = (lines: readonly string[]) => firstLines(lines, size, language);
  const sections: Section[] = [
    { title: texts.figuresTitle, lines: figureLines(summary, locale) },
    openQuestions(summary, locale, size),
    { title: texts.heldTitle, lines: listed(summary.held.map((held) => heldLine(held, locale, size))) },
    { title: texts.mutesTitle, lines: listed(summary.mutes.map((mute) => muteLine(mute, locale, size))) },
    { title: texts.warningsTitle, lines: listed(summary.warnings.map((text) => safeText(text, size.textLength))) },
  ];
  return {
    heading: texts.kinds['daily-summary'],
    facts: [],
    paragraphs,
    sections,
    buttons: buttonsOf(summary.links, language, false),
    footer: texts.sameMessage({ id: summary.id }),
  };
}

function figureLines({ figures }: SummaryMessage, { language }: Locale): string[] {
  const texts = notifyTexts(language);
  return (Object.keys(texts.figures) as (keyof typeof texts.figures)[]).flatMap((name) => {
    const figure = figures[name];
    return figure === undefined ? [] : [labelled(texts.figures[name], numberText(figure, language))];
  });
}

function openQuestions({ questions }: SummaryMessage, locale: Locale, size: Size): Section {
  const texts = notifyTexts(locale.language);
  const rest = questions.length - MOST_QUESTIONS;
  return {
    title: texts.openQuestionsTitle({ count: numberText(questions.length, locale.language) }),
    items: questions.slice(0, MOST_QUESTIONS).map((event) => itemOf(event, locale, size)),
    lines: rest > 0 ? [texts.moreLines({ count: numberText(rest, locale.language) })] : [],
  };
}

function heldLine(held: HeldTicket, locale: Locale, size: Size): string {
  const texts = notifyTexts(locale.language);
  const ticket = held.ticketId === undefined ? '' : `${texts.ticket} ${held.ticketId}`;
  const what = [ticket, aboutText(held, locale.language, size)].filter(Boolean).join(', ');
  return texts.heldLine({ what, until: held.until === undefined ? '' : momentText(held.until, locale) });
}

function muteLine({ what, from, until, reason, by }: MuteLine, locale: Locale, size: Size): string {
  const texts = notifyTexts(locale.language);
  const span = { from: momentText(from, locale), until: momentText(until, locale) };
  const line = texts.muteLine({ what: safeText(what, size.nameLength), ...span });
  const whole = by === undefined ? line : texts.muteBy({ line, by: safeText(by, size.nameLength) });
  return labelled(whole, safeText(reason, Math.min(size.textLength, 200)));
}
