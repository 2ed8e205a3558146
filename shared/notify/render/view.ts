import type { Locale } from '../../domain/time/local-times.ts';
import type { ChannelMessage } from '../channels/message.ts';
import { digestView } from './digest-view.ts';
import { eventView } from './event-view.ts';
import { summaryView } from './summary-view.ts';
import { testView } from './test-view.ts';
import type { Size, View } from './view-model.ts';

/** Tried one after the other until a message fits its receiver. */
const SIZES: readonly Size[] = [
  { textLength: 1_500, nameLength: 120, lines: 30, hasItemButtons: true },
  { textLength: 500, nameLength: 100, lines: 15, hasItemButtons: true },
  { textLength: 200, nameLength: 60, lines: 8, hasItemButtons: true },
  { textLength: 100, nameLength: 40, lines: 4, hasItemButtons: true },
  { textLength: 100, nameLength: 40, lines: 4, hasItemButtons: false },
  { textLength: 40, nameLength: 20, lines: 2, hasItemButtons: false },
];

/**
 * Returns a message in a receiver's form, shortened as far as `maxBytes` of UTF-8 ask for. What is
 * left out is counted in it.
 */
export function fitted(
  message: ChannelMessage,
  locale: Locale,
  maxBytes: number,
  form: (view: View) => object,
): string {
  let text = '';
  for (const size of SIZES) {
    text = JSON.stringify(form(viewOf(message, locale, size)));
    if (Buffer.byteLength(text) <= maxBytes) break;
  }
  return text;
}

/** Returns what is read of a message, without blank lines, which receivers refuse. */
function viewOf(message: ChannelMessage, locale: Locale, size: Size): View {
  const view = viewFor(message, locale, size);
  const sections = view.sections
    .map((section) => ({ ...section, lines: (section.lines ?? []).filter(Boolean) }))
    .filter(({ items = [], lines }) => items.length + lines.length > 0);
  return { ...view, paragraphs: view.paragraphs.filter(Boolean), sections };
}

function viewFor(message: ChannelMessage, locale: Locale, size: Size): View {
  if (message.kind === 'event') return eventView(message.event, locale, size);
  if (message.kind === 'digest') return digestView(message, locale, size);
  if (message.kind === 'test') return testView(message, locale);
  return summaryView(message, locale, size);
}
