import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type ChannelMessage,
  type DigestMessage,
  type LinkedEvent,
  MOST_QUESTIONS,
  type SummaryMessage,
} from '../../../shared/notify/channels/message.ts';
import { eventNames, priorities } from '../../../shared/notify/event-names.ts';
import { slackMessage } from '../../../shared/notify/render/slack-message.ts';
import { teamsMessage } from '../../../shared/notify/render/teams-message.ts';
import { webhookMessage } from '../../../shared/notify/render/webhook-body.ts';
import { cardMistakes } from '../../helpers/receivers/adaptive-card.ts';
import { readSlack, readTeams } from '../../helpers/receivers/read-aloud.ts';
import { blockMistakes } from '../../helpers/receivers/slack.ts';

const HOSTILE = [
  '<at>Everyone</at>',
  '<!channel> <!here> <@U0123>',
  '[click](https://evil.example/x)',
  'https://evil.example/?a=b',
  'HTTPS://evil.example www.evil.example ftp.evil.example mailto:a@evil.example tel:+1',
  '**bold** _it_ ~no~ `code` # head\n- item\n1. one',
  '"}],"actions":[{"type":"Action.OpenUrl"}]',
  '\u202egnp.exe\u202c\u200b\u2066x\u2069',
  'a\u0000b\u0007c\r\nd\te',
  '😀'.repeat(500),
  '漢'.repeat(3_000),
  '\\"'.repeat(2_000),
  '\ud800 lone',
  ':rotating_light: &amp; &lt;',
  '',
  ' ',
];
const text = fc.oneof(
  fc.constantFrom(...HOSTILE),
  fc.string({ unit: 'grapheme', maxLength: 4_000 }),
  fc.array(fc.constantFrom(...HOSTILE), { maxLength: 4 }).map((parts) => parts.join(' ')),
);
const url = fc.nat(2_990).map((length) => `https://r.example/${'q'.repeat(Math.max(0, length - 20))}`);
const optional = <T>(one: fc.Arbitrary<T>) => fc.option(one, { nil: undefined });
const at = fc.integer({ min: Date.parse('2026-01-01T00:00:00Z'), max: Date.parse('2027-01-01T00:00:00Z') });
const links = optional(fc.record({ answer: url, dashboard: url }, { requiredKeys: [] }));
const who = {
  customerId: optional(fc.integer({ min: 1, max: 10 ** 9 })),
  customerName: optional(text),
  deviceName: optional(text),
};

const event: fc.Arbitrary<LinkedEvent> = fc.record({
  ...{ id: fc.stringMatching(/^[A-Za-z0-9_-]{1,120}$/), event: fc.constantFrom(...eventNames), at, ...who },
  ...{
    playbook: optional(fc.oneof(text, fc.constant('disk-space'))),
    priority: optional(fc.constantFrom(...priorities)),
  },
  ...{ ticketId: optional(fc.nat()), remediationId: optional(text), ended: optional(fc.boolean()), text, links },
  question: optional(fc.record({ expiresAt: at })),
});
const questions = fc.array(
  event.map((one): LinkedEvent => ({ ...one, event: 'approval-needed' })),
  { maxLength: MOST_QUESTIONS },
);
const others = fc.array(
  event.filter((one) => one.event !== 'approval-needed'),
  { maxLength: 50 },
);
const span = { id: fc.constant('message-1'), from: at, to: at, links };

const digest: fc.Arbitrary<DigestMessage> = fc.record({
  ...{ kind: fc.constant('digest' as const), ...span },
  events: fc.tuple(questions, others).map(([first, second]) => [...first, ...second]),
  counts: fc.array(
    fc.record({
      event: fc.constantFrom(...eventNames),
      count: fc.nat(),
      customerId: who.customerId,
      customerName: who.customerName,
    }),
    { maxLength: 100 },
  ),
});
const summary: fc.Arbitrary<SummaryMessage> = fc.record({
  ...{ kind: fc.constant('daily-summary' as const), ...span },
  figures: fc.record({ alertsSeen: fc.nat(), fixed: fc.nat() }, { requiredKeys: [] }),
  questions,
  held: fc.array(
    fc.record({
      ticketId: optional(fc.nat()),
      deviceName: optional(text),
      customerName: optional(text),
      until: optional(at),
    }),
    { maxLength: 40 },
  ),
  mutes: fc.array(fc.record({ what: text, from: at, until: at, reason: text, by: optional(text) }), { maxLength: 40 }),
  warnings: fc.array(text, { maxLength: 10 }),
});
const message: fc.Arbitrary<ChannelMessage> = fc.oneof(
  event.map((one) => ({ kind: 'event' as const, event: one })),
  digest,
  summary,
);
const locale = fc.record({
  language: fc.constantFrom('en' as const, 'de' as const),
  timeZone: fc.constantFrom('UTC', 'Europe/Berlin', 'Asia/Kolkata'),
});

/** What a receiver could make a link, a mention or another reading order of. */
const LIVE = /[<>\p{Cc}\p{Cf}]|:\/\/|\bwww\.|\bmailto:/iu;

/** Every text of our tables is in it; what it finds there is no vendor's. */
const liveIn = (lines: readonly string[]) => lines.filter((line) => LIVE.test(line));

/** The questions of a message, with whatever is asked. */
function questionsIn(given: ChannelMessage): number {
  if (given.kind === 'digest') return given.events.filter((one) => one.event === 'approval-needed').length;
  return given.kind === 'daily-summary' ? given.questions.length : 0;
}

describe('whatever vendors and people write', () => {
  it('is a card that Microsoft reads without a complaint, small enough, with nothing alive in it', () => {
    fc.assert(
      fc.property(message, locale, (given, reader) => {
        const json = teamsMessage(given, reader);
        const { attachments } = JSON.parse(json);
        const lines = readTeams({ attachments });

        expect(Buffer.byteLength(json)).toBeLessThanOrEqual(20_000);
        expect(cardMistakes(attachments[0].content)).toEqual([]);
        expect(json).not.toContain('"TextBlock"');
        expect(liveIn(lines)).toEqual([]);
      }),
      { numRuns: 100 },
    );
  });

  it('is a Slack message within the limits of its blocks, with nothing alive in it', () => {
    fc.assert(
      fc.property(message, locale, (given, reader) => {
        const json = slackMessage(given, reader);
        const parsed = JSON.parse(json);

        expect(blockMistakes(parsed.blocks)).toEqual([]);
        expect(json).not.toContain('"mrkdwn",');
        expect(parsed).toMatchObject({ mrkdwn: false, unfurl_links: false, unfurl_media: false });
        expect(parsed.text).toMatch(/\S/);
        expect(parsed.text).not.toMatch(/[<>]|&(?!amp;|lt;|gt;)/);
        expect(liveIn(readSlack(parsed))).toEqual([]);
      }),
      { numRuns: 100 },
    );
  });

  it('is a signed JSON below the size that receivers take', () => {
    fc.assert(
      fc.property(message, (given) => {
        const { id, body } = webhookMessage(given);

        expect(Buffer.byteLength(body)).toBeLessThanOrEqual(19_000);
        expect(id).not.toContain('.');
        expect(JSON.parse(body).type).toMatch(/^[a-z_]+\.[a-z_]+$/);
      }),
      { numRuns: 100 },
    );
  });

  it('hides no question of a digest, and no question of a summary but by number', () => {
    fc.assert(
      fc.property(fc.oneof(digest, summary), locale, (given, reader) => {
        const parsed = JSON.parse(teamsMessage(given, reader));
        const containers = parsed.attachments[0].content.body.filter(
          ({ type }: { type: string }) => type === 'Container',
        );

        expect(containers).toHaveLength(questionsIn(given));
        expect(JSON.parse(webhookMessage(given).body).data).toMatchObject(
          given.kind === 'digest' ? { events: { items: expect.any(Array) } } : { questions: { omitted: 0 } },
        );
      }),
      { numRuns: 60 },
    );
  });

  it('keeps the answer links of as many questions as one digest takes, with links of usual length', () => {
    const many = Array.from(
      { length: MOST_QUESTIONS },
      (_, index): LinkedEvent => ({
        ...{
          id: `q${index}`,
          event: 'approval-needed',
          at: Date.UTC(2026, 2, 2),
          deviceName: '漢'.repeat(300),
          customerName: '漢'.repeat(300),
        },
        ...{ text: '漢'.repeat(3_000), question: { expiresAt: Date.UTC(2026, 2, 3) } },
        links: { answer: `https://rmm.example/api/answer?t=${index}${'q'.repeat(500)}` },
      }),
    );
    const full: DigestMessage = { kind: 'digest', id: 'd', from: 0, to: 0, events: many, counts: [] };
    const reader = { language: 'de', timeZone: 'Europe/Berlin' } as const;

    for (const json of [teamsMessage(full, reader), slackMessage(full, reader), webhookMessage(full).body])
      for (const { links: its } of many) expect(json).toContain(its?.answer);
  });
});
