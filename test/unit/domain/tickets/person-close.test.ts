import { describe, expect, it } from 'vitest';
import {
  holdEnds,
  isBulk,
  isEndedByApp,
  newHold,
  standingOf,
  worseSince,
} from '../../../../shared/domain/tickets/person-close.ts';
import type { Hold } from '../../../../shared/domain/tickets/ticket-memory.ts';
import { policy } from '../../../../shared/policy/policy.ts';
import { ticketMemory, ticketOf } from '../../../helpers/app/ticket-rows.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const MINUTE = 60_000;
const rules = policy.parse({ ticketStatus: { resolved: 'Erledigt', closed: ['Geschlossen', 'Won’t do'] } });

describe('standingOf', () => {
  it.each([
    ['Open', 'open'],
    ['Pending', 'open'],
    ['', 'open'],
    ['erledigt', 'closed'],
    ['GESCHLOSSEN', 'closed'],
    ["Won't do", 'closed'],
    ['Won&#8217;t do', 'closed'],
    ['Closed', 'closed'],
    ['Done', 'open'],
    ['Merged', 'merged'],
    ['Deleted', 'deleted'],
  ])('in a tenant with its own names takes %s for %s', (status, standing) => {
    expect(standingOf(ticketOf({ status }), rules)).toBe(standing);
  });

  it('knows the usual names without a setting', () => {
    const statuses = ['Closed', 'Resolved', 'Done', 'Completed', 'Cancelled'];

    expect(statuses.map((status) => standingOf(ticketOf({ status }), policy.parse({})))).toEqual(
      statuses.map(() => 'closed'),
    );
  });

  it('takes what Atera does not know for deleted', () => {
    expect(standingOf(undefined, rules)).toBe('deleted');
  });
});

describe('isEndedByApp', () => {
  it.each([
    ['the app resolved it', { resolvedAt: DAY }, { resolvedAt: DAY + 2 * MINUTE }, true],
    ['Atera does not report when', { resolvedAt: DAY }, {}, true],
    ['it was ended again hours later', { resolvedAt: DAY }, { resolvedAt: DAY + 2 * HOUR }, false],
    ['Atera is four hours behind', { resolvedAt: DAY }, { createdAt: -4 * HOUR, resolvedAt: DAY - 4 * HOUR }, true],
    ['it was ended four hours later', { resolvedAt: DAY }, { resolvedAt: DAY + 4 * HOUR }, false],
    ['the app never did', {}, { resolvedAt: DAY }, false],
    ['the app resolved another one', { resolvedAt: DAY, ticketId: 8 }, { resolvedAt: DAY }, false],
  ])('when %s', (_when, memory, ticket, expected) => {
    expect(isEndedByApp(ticketMemory(memory), ticketOf(ticket))).toBe(expected);
  });
});

describe('newHold', () => {
  const held = (resolvedAt?: number) =>
    newHold(
      { how: 'closed', since: 5 * DAY, ticket: { resolvedAt }, gravity: {} },
      { humanCloseHoldsDays: 7 },
      6 * DAY,
    );

  it.each([
    ['counts from the moment Atera reports', 5.5 * DAY, 5.5 * DAY],
    ['counts from now when it does not', undefined, 6 * DAY],
    ['counts from now when the date is of an earlier end', 2 * DAY, 6 * DAY],
    ['counts from now when the date is in the future', 9 * DAY, 6 * DAY],
  ])('%s', (_what, resolvedAt, at) => {
    expect(held(resolvedAt)).toEqual({ how: 'closed', at, until: at + 7 * DAY });
  });
});

describe('worseSince', () => {
  const alert = (createdAt: number, severity: string, limit?: number, isOpen = true) => ({
    ...{ createdAt, severity, limit, isOpen },
  });

  it.each([
    ['a graver alert', [alert(1, 'Warning'), alert(9, 'Critical')], 'its alert is Critical now'],
    ['the same again', [alert(1, 'Warning', 90), alert(9, 'Warning', 90)], undefined],
    ['a milder one', [alert(1, 'Critical'), alert(9, 'Warning')], undefined],
    ['a graver one that is over', [alert(1, 'Warning'), alert(9, 'Critical', undefined, false)], undefined],
    ['a graver one that was known', [alert(1, 'Warning'), alert(2, 'Critical'), alert(9, 'Critical')], undefined],
    ['a higher limit', [alert(1, 'Warning', 80), alert(9, 'Warning', 90)], 'an alert with a limit of 90 % was raised'],
    ['a limit where none was known', [alert(1, 'Warning'), alert(9, 'Warning', 90)], undefined],
    ['a severity where none was known', [alert(1, 'unknown'), alert(9, 'Critical')], undefined],
    ['nothing', [], undefined],
  ])('since the close: %s', (_what, alerts, expected) => {
    expect(worseSince(5, alerts, 'en')).toBe(expected);
  });
});

describe('holdEnds', () => {
  const hold = (over: Partial<Hold> = {}): Hold => ({ how: 'closed', at: 0, until: 7 * DAY, ...over });

  it.each([
    ['while nothing changes', hold(), {}, DAY, undefined],
    ['when its time is over', hold(), {}, 7 * DAY, 'it still occurs 7 days later'],
    [
      'when the disk will soon be full',
      hold({ daysToFull: 9 }),
      { daysToFull: 1.5 },
      DAY,
      'the drive will be full in 1.5 days',
    ],
    ['not when that was so at the close', hold({ daysToFull: 1.8 }), { daysToFull: 1.5 }, DAY, undefined],
    ['not at two days', hold({ daysToFull: 9 }), { daysToFull: 2 }, DAY, undefined],
    [
      'when twice as many devices are away',
      hold({ quietDevices: 4 }),
      { quietDevices: 8 },
      DAY,
      '8 devices are away now',
    ],
    ['not when one more is', hold({ quietDevices: 4 }), { quietDevices: 5 }, DAY, undefined],
    [
      'when the device was back in between',
      hold({ at: DAY }),
      { observedAt: DAY + 11 * MINUTE },
      2 * DAY,
      'it was back since then and is away again',
    ],
    [
      'not when it was last observed at the close',
      hold({ at: DAY }),
      { observedAt: DAY + 9 * MINUTE },
      2 * DAY,
      undefined,
    ],
    ['not by a contact that is yet to come', hold({ at: DAY }), { observedAt: 3 * DAY }, 2 * DAY, undefined],
    [
      'when it got worse during a wait',
      hold({ worse: 'its whole site went away since' }),
      {},
      DAY,
      'its whole site went away since',
    ],
  ])('%s', (_when, held, gravity, now, expected) => {
    expect(holdEnds(held, undefined, gravity, { now, language: 'en' })).toBe(expected);
  });
});

describe('isBulk', () => {
  const closes = (...minutes: number[]) =>
    minutes.map((at, index) => ({ ticketId: index, at: at * MINUTE, noticedAt: 200 * MINUTE }));

  it.each([
    ['five within ten minutes', closes(0, 2, 4, 6, 10), 210 * MINUTE, true],
    ['four', closes(0, 2, 4, 6), 210 * MINUTE, false],
    ['five over a quarter of an hour', closes(0, 4, 8, 12, 15), 210 * MINUTE, false],
    ['five in the middle of others', closes(0, 40, 41, 42, 43, 44, 90), 210 * MINUTE, true],
    ['five that were noticed over a day ago', closes(0, 2, 4, 6, 10), 2 * DAY, false],
  ])('%s: at %d', (_what, list, now, expected) => {
    expect(isBulk(list, now)).toBe(expected);
  });
});
