import type { Locale } from '../../domain/time/local-times.ts';
import { notifyTexts } from '../../texts/notify/index.ts';
import { momentText } from './parts.ts';
import type { View } from './view-model.ts';

/** Returns the test message as it is read. */
export function testView({ id, at }: { readonly id: string; readonly at: number }, locale: Locale): View {
  const texts = notifyTexts(locale.language);
  return {
    heading: texts.testHeading,
    facts: [{ label: texts.when, value: momentText(at, locale) }],
    paragraphs: [texts.testText],
    sections: [],
    buttons: [],
    footer: texts.sameMessage({ id }),
  };
}
