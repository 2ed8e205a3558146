import type { Locale } from '../../domain/time/local-times.ts';
import type { Language } from '../../texts/language.ts';
import { notifyTexts } from '../../texts/notify/index.ts';
import { numberText } from '../../texts/numbers.ts';
import type { DigestMessage, EventCount, LinkedEvent } from '../channels/message.ts';
import { buttonsOf, customerText, firstLines, headingText, itemOf, labelled, momentText } from './parts.ts';
import { safeText } from './safe-text.ts';
import type { Section, Size, View } from './view-model.ts';

/** Of what is no question, a name and a line: the ticket or the dashboard has the rest. */
const NAMED_LENGTH = 240;

/**
 * Returns many events as they are read together: every question with its device and link, then the
 * most important of the others by name, then all by kind and customer.
 */
export function digestView(digest: DigestMessage, locale: Locale, size: Size): View {
  const { language } = locale;
  const texts = notifyTexts(language);
  const questions = digest.events.filter(isQuestion);
  const others = digest.events.filter((event) => !isQuestion(event));
  const count = digest.counts.reduce((sum, one) => sum + one.count, 0);
  const span = { from: momentText(digest.from, locale), to: momentText(digest.to, locale) };
  const sections: Section[] = [
    { title: texts.questionsTitle, items: questions.map((event) => itemOf(event, locale, size)) },
    {
      title: questions.length > 0 ? texts.othersTitle : texts.namedTitle,
      lines: firstLines(
        others.map((event) => namedLine(event, language, size)),
        size,
        language,
      ),
    },
    { title: texts.countsTitle, lines: countLines(digest.counts, language, size) },
  ];
  const hasLinks = size.hasItemButtons && questions.every(({ links }) => links?.answer !== undefined);
  return {
    heading: texts.digestHeading({ count: numberText(count, language), questions: questions.length }),
    facts: [],
    paragraphs: [texts.digestSpan(span), ...(hasLinks ? [] : [texts.noLinks])],
    sections,
    buttons: buttonsOf(digest.links, language, false),
    footer: texts.sameMessage({ id: digest.id }),
  };
}

function isQuestion({ event }: LinkedEvent): boolean {
  return event === 'approval-needed';
}

function namedLine(event: LinkedEvent, language: Language, size: Size): string {
  return labelled(headingText(event, language, size), safeText(event.text, Math.min(NAMED_LENGTH, size.textLength)));
}

function countLines(counts: readonly EventCount[], language: Language, size: Size): string[] {
  const texts = notifyTexts(language);
  const lines = counts.slice(0, size.lines).map((one) => {
    const customer = customerText(one, language, size);
    const what = customer === '' ? texts.kinds[one.event] : `${texts.kinds[one.event]} (${customer})`;
    return labelled(what, numberText(one.count, language));
  });
  const rest = counts.slice(size.lines);
  if (rest.length === 0) return lines;
  const more = rest.reduce((sum, { count }) => sum + count, 0);
  return [...lines, texts.moreCounts({ count: numberText(more, language), lines: numberText(rest.length, language) })];
}
