import type { Locale } from '../../domain/time/local-times.ts';
import type { ChannelMessage } from '../channels/message.ts';
import { shortened } from './safe-text.ts';
import { fitted } from './view.ts';
import type { Button, Item, Section } from './view-model.ts';

/** Slack counts blocks and characters, not bytes; more than this nobody reads. */
const MAX_SLACK_BYTES = 40_000;

/** Slack's limits, in characters. */
const HEADER = 150;
const TEXT = 3_000;
const FIELD = 2_000;
const BUTTON = 75;

/** More than this of one kind are shown as lines of one block: 50 blocks are all there may be. */
const MAX_FIELDS = 10;

/**
 * Returns the body of a Slack incoming webhook in blocks. All text is plain text, in which nothing is
 * a mention, a link or markup; links are not fetched for a preview.
 */
export function slackMessage(message: ChannelMessage, locale: Locale): string {
  return fitted(message, locale, MAX_SLACK_BYTES, ({ heading, facts, paragraphs, sections, buttons, footer }) => ({
    // What a notification shows, and a client without blocks: the only text that Slack parses.
    text: escaped(shortened([heading, ...paragraphs].join(' – '), TEXT)),
    mrkdwn: false,
    unfurl_links: false,
    unfurl_media: false,
    blocks: [
      { type: 'header', text: plain(heading, HEADER) },
      ...lineBlocks(paragraphs),
      ...(facts.length > 0
        ? [
            {
              type: 'section',
              fields: facts.slice(0, MAX_FIELDS).map(({ label, value }) => plain(`${label}\n${value}`, FIELD)),
            },
          ]
        : []),
      ...sections.flatMap((section, index) => sectionBlocks(section, `part-${index}`)),
      ...(buttons.length > 0
        ? [{ type: 'actions', elements: buttons.map((one, index) => button(one, `open-${index}`)) }]
        : []),
      { type: 'context', elements: [plain(footer, FIELD)] },
    ],
  }));
}

function sectionBlocks({ title, items = [], lines = [] }: Section, id: string) {
  return [
    { type: 'divider' },
    { type: 'section', text: plain(title, TEXT) },
    ...items.map((item, index) => itemBlock(item, `${id}-${index}`)),
    ...lineBlocks(lines),
  ];
}

function itemBlock({ heading, lines, button: its }: Item, id: string) {
  const text = plain([heading, ...lines].join('\n'), TEXT);
  return { type: 'section', text, ...(its && { accessory: button(its, id) }) };
}

/** As many lines in one block as it takes. */
function lineBlocks(lines: readonly string[]) {
  const blocks: string[] = [];
  for (const line of lines) {
    const last = blocks.at(-1);
    if (last !== undefined && last.length + 1 + line.length <= TEXT) blocks[blocks.length - 1] = `${last}\n${line}`;
    else blocks.push(line);
  }
  return blocks.map((text) => ({ type: 'section', text: plain(text, TEXT) }));
}

function plain(text: string, maxLength: number) {
  return { type: 'plain_text', text: shortened(text, maxLength), emoji: false };
}

function button({ label, url }: Button, id: string) {
  return { type: 'button', text: plain(label, BUTTON), url, action_id: id };
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
