import type { Locale } from '../../domain/time/local-times.ts';
import { notifyTexts } from '../../texts/notify/index.ts';
import type { LinkedEvent } from '../channels/message.ts';
import { buttonsOf, factsOf, headingText, momentText } from './parts.ts';
import { safeText } from './safe-text.ts';
import type { Size, View } from './view-model.ts';

/** Returns one event as it is read: what happened, to whom, what to do, and where. */
export function eventView(event: LinkedEvent, locale: Locale, size: Size): View {
  const texts = notifyTexts(locale.language);
  const isQuestion = event.event === 'approval-needed';
  const buttons = buttonsOf(event.links, locale.language, isQuestion);
  const toDo =
    !event.ended && Object.hasOwn(texts.toDo, event.event) ? texts.toDo[event.event as keyof typeof texts.toDo] : '';
  const until = event.question && texts.answerUntil({ until: momentText(event.question.expiresAt, locale) });
  const where = isQuestion && buttons.length === 0 ? texts.noLinks : '';
  return {
    heading: headingText(event, locale.language, size),
    facts: factsOf(event, locale, size),
    paragraphs: [safeText(event.text, size.textLength), [toDo, until, where].filter(Boolean).join(' ')],
    sections: [],
    buttons,
    footer: texts.sameMessage({ id: event.id }),
  };
}
