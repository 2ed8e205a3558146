import { describe, expect, it } from 'vitest';
import {
  adoptedComment,
  clearedComment,
  deviceLabel,
  reminderComment,
  reopenedComment,
  repeatComment,
  type TicketText,
  ticketDraft,
} from '../../../../shared/domain/tickets/ticket-text.ts';
import { utc } from '../../../../shared/domain/time/utc.ts';

const key = { deviceKey: 'a12', conditionKey: 'offline', occurrence: 3 };

const ticketText: TicketText = {
  language: 'en',
  headline: 'NW-SRV-01 is offline',
  what: 'the server is off.',
  raisedAt: Date.parse('2026-03-02T07:58:00Z'),
  inspectedAt: Date.parse('2026-03-02T08:10:00Z'),
  observed: 'Atera: offline.',
  tried: 'nothing was changed.',
  advice: 'check the power.',
  closesWhen: 'it stays online',
  priority: 'High',
  impact: 'ServerIssue',
};

describe('ticketDraft', () => {
  it('is written line by line under a title that ends with the marker', () => {
    const draft = ticketDraft(key, ticketText);

    expect(draft).toEqual({
      title: 'NW-SRV-01 is offline [rmm a12.offline.3]',
      description: [
        'What: the server is off.',
        'Since: 2026-03-02 07:58 UTC (alert raised), checked again 2026-03-02 08:10 UTC.',
        'Evidence: Atera: offline.',
        'Tried: nothing was changed.',
        'Please do: check the power.',
        'This ticket is closed by itself when it stays online, unless someone has worked on it.',
      ].join('\n'),
      priority: 'High',
      impact: 'ServerIssue',
    });
  });
});

describe('comments', () => {
  it.each([
    [
      'once',
      repeatComment(1, ticketText),
      'The alert was raised once more since the last note. Latest: Atera: offline.',
    ],
    [
      'often',
      repeatComment(4, ticketText),
      'The alert was raised 4 more times since the last note. Latest: Atera: offline.',
    ],
    ['long', reminderComment(ticketText), 'Still occurring since 2026-03-02 07:58 UTC. Latest: Atera: offline.'],
    [
      'over and ours',
      clearedComment(ticketText, true),
      'The condition has recovered, confirmed by two checks. Latest: Atera: offline. The ticket is set to resolved.',
    ],
    [
      'over and a person’s',
      clearedComment(ticketText, false),
      'The condition has recovered, confirmed by two checks. Latest: Atera: offline. The ticket is left to whoever works on it.',
    ],
    [
      'in the ticket of somebody else',
      adoptedComment(key, ticketText),
      'The remediation app has detected the same condition [rmm a12.offline.3]. Atera: offline. Tried: nothing was changed. Please do: check the power.',
    ],
    [
      'back',
      reopenedComment(ticketText),
      'The condition came back at 2026-03-02 07:58 UTC. Atera: offline. Tried: nothing was changed. Please do: check the power.',
    ],
  ])('say what is so when it happens %s', (_name, comment, expected) => {
    expect(comment).toBe(expected);
  });
});

describe('deviceLabel', () => {
  it.each([
    ['the name', 'NW-SRV-01', 'NW-SRV-01'],
    ['the name without markup', '<b>NW\u202e-01', 'b NW -01'],
    ['the key when there is no name', undefined, 'device a12'],
    ['the key when nothing readable is left of the name', ' <> ', 'device a12'],
    ['no more than 64 characters', 'n'.repeat(300), `${'n'.repeat(63)}…`],
  ])('is %s', (_name, deviceName, expected) => {
    expect(deviceLabel({ key, language: 'en', ...(deviceName !== undefined && { deviceName }) })).toBe(expected);
  });
});

describe('utc', () => {
  it('is exact to the minute', () => {
    expect(utc(Date.parse('2026-03-02T23:59:59.999+01:00'))).toBe('2026-03-02 22:59 UTC');
  });
});
