import { describe, expect, it } from 'vitest';
import type {
  ChannelMessage,
  DigestMessage,
  LinkedEvent,
  SummaryMessage,
} from '../../../shared/notify/channels/message.ts';
import { slackMessage } from '../../../shared/notify/render/slack-message.ts';
import { teamsMessage } from '../../../shared/notify/render/teams-message.ts';
import { webhookMessage } from '../../../shared/notify/render/webhook-body.ts';
import { readSlack, readTeams } from '../../helpers/receivers/read-aloud.ts';

const AT = Date.parse('2026-03-02T02:14:00Z');
const DAY = 86_400_000;
const ENGLISH = { language: 'en', timeZone: 'Europe/Berlin' } as const;
const GERMAN = { language: 'de', timeZone: 'Europe/Berlin' } as const;

const event = (values: Partial<LinkedEvent> = {}): LinkedEvent => ({
  ...{ id: 'ticket-opened-1', event: 'ticket-opened', at: AT, customerId: 11, customerName: 'Contoso' },
  ...{ deviceName: 'SRV-01', playbook: 'disk-space', priority: 'High', ticketId: 4711 },
  text: 'Drive C: of SRV-01 is 95 % full.',
  ...values,
});
const question = (values: Partial<LinkedEvent> = {}) =>
  event({
    ...{ id: 'approval-needed-1', event: 'approval-needed', question: { expiresAt: AT + DAY } },
    text: 'Drive C: of SRV-01 is 95 % full. May the cleanup worklet run on it?',
    links: { answer: 'https://rmm.example/answer', dashboard: 'https://rmm.example/dashboard' },
    ...values,
  });
const one = (values: Partial<LinkedEvent> = {}): ChannelMessage => ({ kind: 'event', event: event(values) });
const teams = (message: ChannelMessage, locale: typeof ENGLISH | typeof GERMAN = ENGLISH) =>
  readTeams(JSON.parse(teamsMessage(message, locale)));
const slack = (message: ChannelMessage, locale: typeof ENGLISH | typeof GERMAN = ENGLISH) =>
  readSlack(JSON.parse(slackMessage(message, locale)));

describe('a question', () => {
  const message: ChannelMessage = { kind: 'event', event: question() };

  it('says first whom it is about, what is asked, what to do and until when', () => {
    expect(teams(message)).toEqual([
      'Answer needed: SRV-01 (Contoso)',
      'Drive C: of SRV-01 is 95 % full. May the cleanup worklet run on it?',
      'Approve or reject it. Until then, what it asks for is not done. It can be answered until 2026-03-03 03:14 CET.',
      'Playbook: Disk space',
      'Priority: High',
      'Ticket: 4711',
      'When: 2026-03-02 03:14 CET',
      'Message approval-needed-1',
      '[Answer]',
      '[Open in the dashboard]',
    ]);
  });

  it('says the same in Slack, and in German', () => {
    expect(slack(message, GERMAN)).toEqual([
      'Antwort nötig: SRV-01 (Contoso)',
      'Drive C: of SRV-01 is 95 % full. May the cleanup worklet run on it?',
      'Bitte freigeben oder ablehnen. Bis dahin wird die Aktion nicht ausgeführt. Die Frage kann bis 03.03.2026 03:14 MEZ beantwortet werden.',
      ...['Playbook', 'Speicherplatz', 'Priorität', 'Hoch', 'Ticket', '4711', 'Wann', '02.03.2026 03:14 MEZ'],
      ...['[Beantworten]', '[Im Dashboard öffnen]', 'Nachricht approval-needed-1'],
    ]);
  });

  it('without an answer link is answered in the dashboard, and without any link says so', () => {
    const dashboard = { kind: 'event', event: question({ links: { dashboard: 'https://rmm.example/' } }) } as const;
    const nowhere = { kind: 'event', event: question({ links: undefined }) } as const;

    expect(teams(dashboard).at(-1)).toBe('[Answer in the dashboard]');
    expect(teams(nowhere)).toContainEqual(expect.stringMatching(/Open the dashboard to answer\.$/));
  });
});

describe('an event', () => {
  it.each([
    [
      'of no device and no customer',
      one({ deviceName: undefined, customerName: undefined, customerId: undefined }),
      'Ticket opened',
    ],
    ['of a customer alone', one({ deviceName: undefined }), 'Ticket opened: Contoso'],
    [
      'of a customer without a name',
      one({ deviceName: undefined, customerName: undefined }),
      'Ticket opened: customer 11',
    ],
    [
      'that is over',
      one({
        event: 'app-unhealthy',
        ended: true,
        deviceName: undefined,
        customerName: undefined,
        customerId: undefined,
      }),
      'RMM Remediation is well again',
    ],
    [
      'of an action that may have failed',
      one({ event: 'action-failed' }),
      'Action without verified success: SRV-01 (Contoso)',
    ],
  ])('%s is headed by what is known', (_, message, heading) => {
    expect(teams(message)[0]).toBe(heading);
  });

  it('that is over asks nobody to do anything', () => {
    const is = teams(one({ event: 'vendor-suspected' }));
    const ended = teams(one({ event: 'vendor-suspected', ended: true }));

    expect(is.join()).toContain('status page');
    expect(ended.join()).not.toContain('status page');
  });

  it('has no button for a link that is none', () => {
    for (const url of [
      'javascript:alert(1)',
      'http://rmm.example/',
      'https://a@rmm.example/',
      'x',
      `https://rmm.example/${'a'.repeat(3_000)}`,
    ])
      expect(
        teams({ kind: 'event', event: question({ links: { answer: url, dashboard: url } }) }).join(),
      ).not.toContain('[');
  });
});

const digest: DigestMessage = {
  ...{ kind: 'digest', id: 'digest-1', from: AT, to: AT + 60_000, links: { dashboard: 'https://rmm.example/' } },
  events: [
    question(),
    question({
      id: 'q2',
      deviceName: 'SRV-02',
      text: 'May SRV-02 be rebooted?',
      links: { answer: 'https://rmm.example/2' },
    }),
    event({ deviceName: 'FW-01', text: 'FW-01 does not answer.' }),
  ],
  counts: [
    { event: 'approval-needed', customerId: 11, customerName: 'Contoso', count: 2 },
    { event: 'ticket-opened', customerId: 11, customerName: 'Contoso', count: 998 },
    { event: 'ticket-opened', customerId: 12, count: 1 },
  ],
};

describe('a digest', () => {
  it('lists each question with its device and its link, names the most important and counts all', () => {
    expect(teams(digest)).toEqual([
      '1,001 events in one message, 2 answers needed',
      'From 2026-03-02 03:14 CET to 2026-03-02 03:15 CET.',
      'Answers needed',
      'SRV-01 (Contoso)',
      'Drive C: of SRV-01 is 95 % full. May the cleanup worklet run on it?',
      'It can be answered until 2026-03-03 03:14 CET.',
      '[Answer: SRV-01 (Contoso)]',
      'SRV-02 (Contoso)',
      'May SRV-02 be rebooted?',
      'It can be answered until 2026-03-03 03:14 CET.',
      '[Answer: SRV-02 (Contoso)]',
      'The most important of the others',
      'Ticket opened: FW-01 (Contoso): FW-01 does not answer.',
      'Everything that happened',
      'Answer needed (Contoso): 2',
      'Ticket opened (Contoso): 998',
      'Ticket opened (customer 12): 1',
      'Message digest-1',
      '[Open in the dashboard]',
    ]);
  });

  it('without a question names the most important, and speaks of no others', () => {
    const lines = teams({ ...digest, events: digest.events.slice(2), counts: digest.counts.slice(1) });

    expect(lines.slice(0, 4)).toEqual([
      '999 events in one message',
      'From 2026-03-02 03:14 CET to 2026-03-02 03:15 CET.',
      'The most important',
      'Ticket opened: FW-01 (Contoso): FW-01 does not answer.',
    ]);
  });

  it('of many customers counts what it does not list', () => {
    const counts = Array.from(
      { length: 100 },
      (_, index) => ({ event: 'ticket-opened', customerId: index + 1, count: 10 }) as const,
    );

    const lines = teams({ ...digest, events: [], counts });

    expect(lines[0]).toBe('1,000 events in one message');
    expect(lines).toContain('… and 700 more events in 70 more lines.');
  });
});

const summary: SummaryMessage = {
  ...{ kind: 'daily-summary', id: 'sum-1', from: AT - DAY, to: AT },
  figures: { alertsSeen: 1_200, fixed: 2 },
  questions: [question()],
  held: [{ ticketId: 12, deviceName: 'SRV-03', customerName: 'Contoso', until: AT + DAY }],
  mutes: [{ what: 'SRV-09 (Contoso)', from: AT, until: AT + DAY, reason: 'moving', by: 'Ada' }],
  warnings: ['no technician'],
};

describe('a daily summary', () => {
  it('says what was done, what is open and what is left alone; what is not known is not said', () => {
    expect(slack(summary)).toEqual([
      'Daily summary',
      'From 2026-03-01 03:14 CET to 2026-03-02 03:14 CET.',
      ...['In figures', 'Alerts listed: 1,200', 'Fixed and verified: 2'],
      ...[
        'Open questions: 1',
        'SRV-01 (Contoso)',
        'Drive C: of SRV-01 is 95 % full. May the cleanup worklet run on it?',
      ],
      ...['It can be answered until 2026-03-03 03:14 CET.', '[Answer: SRV-01 (Contoso)]'],
      'Tickets ended by a person while what they are about still occurred',
      'Ticket 12, SRV-03 (Contoso): left alone until 2026-03-03 03:14 CET, unless it recovers or gets worse',
      ...['Mutes', 'SRV-09 (Contoso), 2026-03-02 03:14 CET to 2026-03-03 03:14 CET, by Ada: moving'],
      ...['Health warnings', 'no technician', 'Message sum-1'],
    ]);
  });

  it('of a day of which nothing is known says that, and that no question is open', () => {
    const lines = teams({ ...summary, figures: {}, questions: [], held: [], mutes: [], warnings: [] });

    expect(lines.slice(2)).toEqual([
      'The figures of this time are not known: they could not be read.',
      'No question is open.',
      'Message sum-1',
    ]);
  });
});

describe('the JSON of a webhook', () => {
  it('has a type of levels, the time, and what is known, with texts as they are', () => {
    const text = 'See <https://vendor.example> & more';
    const { id, body } = webhookMessage({ kind: 'event', event: question({ id: 'a.b-c', text }) });

    expect(id).toBe('a~b-c');
    expect(JSON.parse(body)).toEqual({
      type: 'approval.needed',
      timestamp: '2026-03-02T02:14:00.000Z',
      data: {
        ...{ id: 'a.b-c', event: 'approval-needed', customerId: 11, customerName: 'Contoso', deviceName: 'SRV-01' },
        ...{ playbook: 'disk-space', priority: 'High', ticketId: 4711, text, at: '2026-03-02T02:14:00.000Z' },
        expiresAt: '2026-03-03T02:14:00.000Z',
        links: { answer: 'https://rmm.example/answer', dashboard: 'https://rmm.example/dashboard' },
      },
    });
  });

  it.each([
    [one({ event: 'kill-switch-changed' }), 'kill_switch.changed'],
    [one({ event: 'site-incident' }), 'site.incident'],
    [digest, 'events.digest'],
    [summary, 'daily.summary'],
    [{ kind: 'test', id: 't', at: AT } as const, 'channel.test'],
  ])('is of a type that the standard allows', (message, type) => {
    expect(JSON.parse(webhookMessage(message).body).type).toBe(type);
  });

  it('says how much of a list it leaves out', () => {
    const counts = Array.from(
      { length: 300 },
      (_, index) => ({ event: 'ticket-opened', customerId: index + 1, count: 1 }) as const,
    );

    const { counts: shown } = JSON.parse(webhookMessage({ ...digest, counts }).body).data;

    expect(shown.items.length + shown.omitted).toBe(300);
  });
});
