import { describe, expect, it } from 'vitest';
import type { Evidence, ReportedQuestion } from '../../interruptions/evidence.ts';
import { judgeDoubled } from '../../interruptions/oracle/doubled.ts';
import { judgeAnswers } from '../../interruptions/oracle/lost-answers.ts';
import { judgeUnserved } from '../../interruptions/oracle/unserved.ts';
import { alert, answer, at, command, DEVICE, log, reported, ticket } from './logs.ts';

const comment = (time: string, text = 'Still occurring since 2026-03-02 08:00 UTC.') => ({
  at: at(time),
  text,
  isOurs: true,
});

const question = (over: Partial<ReportedQuestion>): ReportedQuestion => ({
  ...{ id: answer('approve').id, readAt: log().end, state: 'approved', evidence: 'e1', asks: 'Run it.' },
  ...{ answer: { approved: true, by: 'Ada' }, became: undefined },
  ...over,
});

describe('the oracle finds doubled', () => {
  it.each<[string, Partial<Evidence>]>([
    ['two commands for one approval', { answers: [answer('approve')], commands: [command('08:31'), command('08:50')] }],
    ['a command before its approval', { answers: [answer('approve')], commands: [command('08:20')] }],
    ['a command after a no', { answers: [answer('reject')], commands: [command('08:31')] }],
    [
      'two open tickets',
      { tickets: [ticket(), ticket({ id: 7_002, createdAt: at('10:00'), marker: 'rmm a1001.disk-space.C.2' })] },
    ],
    [
      'two tickets for one occurrence',
      {
        tickets: [
          ticket({
            turns: [
              { at: at('09:00'), ticketId: 7_001, status: 'Open' },
              { at: at('09:30'), ticketId: 7_001, status: 'Resolved' },
            ],
          }),
          ticket({ id: 7_002, createdAt: at('10:00') }),
        ],
      },
    ],
    [
      'a ticket beside the one that the alert carries',
      { tickets: [ticket({ isCarried: true, marker: undefined }), ticket({ id: 7_002, createdAt: at('10:00') })] },
    ],
    ['the same comment twice', { tickets: [ticket({ comments: [comment('10:00'), comment('15:00')] })] }],
    [
      'a comment that differs by its times only',
      {
        tickets: [
          ticket({ comments: [comment('10:00'), comment('10:05', 'Still occurring since 2026-03-02 08:05 UTC.')] }),
        ],
      },
    ],
  ])('%s', (_what, over) => {
    expect(judgeDoubled(log(over))).toHaveLength(1);
  });

  it('nothing in one command for each approval and one ticket', () => {
    const answers = [answer('approve'), answer('approve', { at: at('10:00') })];

    expect(judgeDoubled(log({ answers, commands: [command('08:31'), command('10:01')], tickets: [ticket()] }))).toEqual(
      [],
    );
  });
});

describe('a yes that was answered with an error', () => {
  it('is good for one command', () => {
    const answers = [answer('approve', { mayCount: true })];

    expect(judgeDoubled(log({ answers, commands: [command('08:31')] }))).toEqual([]);
    expect(judgeDoubled(log({ answers, commands: [command('08:31'), command('08:50')] }))).toHaveLength(1);
  });
});

describe('the oracle finds a lost answer where', () => {
  it.each<[string, Partial<Evidence>]>([
    [
      'a yes came to nothing and no text reports it',
      { answers: [answer('approve')], reported: [reported('Still occurring.')] },
    ],
    [
      'a yes waits still at the end',
      {
        answers: [answer('approve')],
        questions: [question({})],
        reported: [reported('Approved by Ada (typed, not verified)')],
      },
    ],
    [
      'a failure ended a yes that was still good',
      {
        answers: [answer('approve')],
        reported: [
          reported(
            'Approved by Ada (typed, not verified) 2026-03-02 08:30 UTC, but it was not done: it was not possible to inspect it.',
          ),
        ],
      },
    ],
    ['a no is reported nowhere', { answers: [answer('reject')], reported: [reported('Still occurring.')] }],
    [
      'the API forgot a no',
      {
        answers: [answer('reject')],
        questions: [question({ answer: undefined })],
        reported: [reported('Ada (typed, not verified) said no: month end.')],
      },
    ],
  ])('%s', (_what, over) => {
    expect(judgeAnswers(log(over))).toHaveLength(1);
  });

  it.each<[string, Partial<Evidence>]>([
    ['a yes was acted on', { answers: [answer('approve')], commands: [command('08:31')] }],
    [
      'a yes was reported as not done',
      {
        answers: [answer('approve')],
        tickets: [ticket({ tried: 'Approved by Ada (typed, not verified) 2026-03-02 08:30 UTC; it was not done.' })],
      },
    ],
    [
      'a failure lasted as long as the yes was good',
      {
        answers: [answer('approve')],
        reported: [
          reported(
            'Approved by Ada (typed, not verified) 2026-03-02 08:30 UTC, but it was not done: it was not possible to inspect it.',
            {
              writtenAt: at('22:30'),
            },
          ),
        ],
      },
    ],
    ['a yes was answered with an error', { answers: [answer('approve', { mayCount: true })] }],
    [
      'a no was reported',
      { answers: [answer('reject')], reported: [reported('Ada (typed, not verified) said no: month end.')] },
    ],
  ])('not where %s', (_what, over) => {
    expect(judgeAnswers(log(over))).toEqual([]);
  });
});

describe('the oracle finds unserved', () => {
  it('a condition that holds to the end without a ticket', () => {
    expect(judgeUnserved(log(), false).unserved).toHaveLength(1);
  });

  it('a condition whose ticket was closed under it', () => {
    const closed = ticket({ turns: [{ at: at('09:30'), ticketId: 7_001, status: 'Resolved' }] });

    expect(judgeUnserved(log({ tickets: [closed] }), false).unserved).toHaveLength(1);
  });

  it('nobody where a ticket is open or a question waits', () => {
    const waits = question({ state: 'pending', answer: undefined });

    expect(judgeUnserved(log({ tickets: [ticket()] }), false).unserved).toEqual([]);
    expect(judgeUnserved(log({ questions: [waits] }), false).unserved).toEqual([]);
  });

  it.each([
    ['08:10', 2],
    ['13:15', 0],
  ])('a reboot alert that stays open after a boot only where it was listed in time: %s', (listed, leftOpen) => {
    const about = { device: DEVICE, condition: 'reboot' as const };
    const turns = [
      { at: at('08:00'), ...about, holds: true },
      { at: at('09:10'), ...about, holds: false },
    ];
    const list = { vendor: 'atera', method: 'GET', template: '/alerts', path: '/api/v3/alerts', query: {} };
    const requests = [
      { ...list, at: at('08:05'), status: 401 },
      { ...list, at: at(listed), status: 200 },
    ];

    const scenario = log({ turns, requests, tickets: [ticket({ about })], alerts: [alert({ about })] });

    expect(judgeUnserved(scenario, false).leftOpen).toHaveLength(leftOpen);
  });

  it('a ticket and an alert that stay open long after the end', () => {
    const turns = [...log().turns, { at: at('10:00'), device: DEVICE, condition: 'disk' as const, holds: false }];

    expect(judgeUnserved(log({ turns, tickets: [ticket()], alerts: [alert()] }), false)).toMatchObject({
      unserved: [],
      leftOpen: [expect.stringContaining('ticket'), expect.stringContaining('alert')],
    });
  });
});
