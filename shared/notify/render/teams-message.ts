import type { Locale } from '../../domain/time/local-times.ts';
import type { ChannelMessage } from '../channels/message.ts';
import { fitted } from './view.ts';
import type { Button, Fact, Item, Section, View } from './view-model.ts';

/**
 * Teams takes some 28 KB, and says so only inside the workflow, where nobody of ours hears it; what
 * the workflow adds counts too.
 */
const MAX_TEAMS_BYTES = 20_000;

/**
 * Returns the body that a Teams workflow expects: one Adaptive Card. Declared as 1.4, which all
 * clients show, and made of what 1.2 has. All text is in text runs, which know no Markdown.
 */
export function teamsMessage(message: ChannelMessage, locale: Locale): string {
  return fitted(message, locale, MAX_TEAMS_BYTES, (view) => ({
    type: 'message',
    attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', contentUrl: null, content: card(view) }],
  }));
}

function card({ heading, facts, paragraphs, sections, buttons, footer }: View) {
  return {
    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
    type: 'AdaptiveCard',
    version: '1.4',
    fallbackText: heading,
    msteams: { width: 'Full' },
    body: [
      text([run(heading, { size: 'Large', weight: 'Bolder' })]),
      ...paragraphs.map((paragraph) => text([run(paragraph)])),
      ...facts.map(fact),
      ...sections.flatMap(section),
      text([run(footer, { size: 'Small', isSubtle: true })]),
    ],
    actions: buttons.map(action),
  };
}

function fact({ label, value }: Fact) {
  return { ...text([run(`${label}: `, { weight: 'Bolder' }), run(value)]), spacing: 'Small' };
}

function section({ title, items = [], lines = [] }: Section) {
  return [
    { ...text([run(title, { size: 'Medium', weight: 'Bolder' })]), separator: true },
    ...items.map(item),
    ...lines.map((line) => ({ ...text([run(line)]), spacing: 'Small' })),
  ];
}

function item({ heading, lines, button }: Item) {
  const items = [text([run(heading, { weight: 'Bolder' })]), ...lines.map((line) => text([run(line)]))];
  const actions = button ? [{ type: 'ActionSet', actions: [action(button)] }] : [];
  return { type: 'Container', items: [...items, ...actions] };
}

function text(inlines: object[]) {
  return { type: 'RichTextBlock', inlines };
}

function run(content: string, style: object = {}) {
  return { type: 'TextRun', text: content, ...style };
}

function action({ label, url }: Button) {
  return { type: 'Action.OpenUrl', title: label, url };
}
