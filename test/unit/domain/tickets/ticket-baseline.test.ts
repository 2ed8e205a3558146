import { describe, expect, it } from 'vitest';
import type { Ticket, TicketComment } from '../../../../shared/domain/tickets/ticket.ts';
import {
  afterReadBack,
  changesOf,
  type ReadBack,
  touchedBy,
} from '../../../../shared/domain/tickets/ticket-baseline.ts';
import { commentOf, ticketMemory, ticketOf } from '../../../helpers/app/ticket-rows.ts';

const own = { texts: ['What: the drive is full.', 'The alert was raised once more.'], titles: [ticketOf().title] };
const MINUTE = 60_000;
const reply = (id: number) => `Dear customer, your request #${id} was received on 2 March. ${ticketOf().title}`;

const earlier = (count: number, shows: Partial<ReadBack>): ReadBack[] =>
  Array.from({ length: count }, (_, index) => ({ ticketId: 100 + index, replies: [], ...shows }));

/** Whether somebody has touched a ticket that was read back as it is now. */
function touched(ticket: Partial<Ticket>, comments: TicketComment[], before: ReadBack[], rules = {}) {
  const changes = changesOf(ticketMemory(), ticketOf(ticket), comments, own);
  const memory = afterReadBack(ticketMemory(), ticketOf(ticket), changes, rules, before);
  return touchedBy(memory, ticketOf(ticket), comments, own, rules, 'en');
}

describe('a ticket that is as the app wrote it', () => {
  it('is touched by nobody', () => {
    const comments = own.texts.map((text) => commentOf(`<p>${text}</p>`));

    expect(touched({ status: 'OPEN', technicianEmail: 'ROBOT@msp.example' }, comments, [])).toBeUndefined();
  });
});

describe('a change that was there at the first read-back', () => {
  const taken = { technicianEmail: 'bob@msp.example', status: 'Pending' };
  const shown = { technician: 'bob@msp.example', status: 'pending' };

  it.each([
    ['of three earlier tickets that showed it', earlier(3, shown), undefined],
    ['of two', earlier(2, shown), 'its status is Pending now'],
    [
      'of three and itself, read twice',
      [...earlier(2, shown), { ticketId: 7, replies: [], ...shown }],
      'its status is Pending now',
    ],
    ['of three out of six', [...earlier(3, {}), ...earlier(3, shown)], undefined],
    ['of three long ago', [...earlier(3, shown), ...earlier(4, {})], 'its status is Pending now'],
    [
      'of three that showed another technician',
      earlier(3, { ...shown, technician: 'ann@msp.example' }),
      'its technician was changed',
    ],
  ])("is a rule's because %s", (_what, before, expected) => {
    expect(touched(taken, [], before)).toBe(expected);
  });

  it("is a rule's when the policy names it", () => {
    const rules = { technician: 'Bob@msp.example', status: 'pending' };

    expect(touched(taken, [], [], rules)).toBeUndefined();
    expect(touched(taken, [], [], { technician: 'Bob@msp.example' })).toBe('its status is Pending now');
  });

  it('is recognised by the id of a technician without an e-mail', () => {
    const changes = changesOf(ticketMemory(), ticketOf({ technicianEmail: '', technicianId: 5 }), [], own);

    expect(changes).toEqual({ technician: '#5', replies: [] });
  });
});

describe('an automatic reply', () => {
  const shown = (id: number) => changesOf(ticketMemory(), ticketOf(), [commentOf(reply(id), MINUTE)], own);

  it('is known again with other numbers, dates and titles', () => {
    const before = [1, 2, 3].map((id) => ({ ...shown(7_000 + id), ticketId: id }));

    expect(touched({}, [commentOf(reply(7_104), MINUTE)], before)).toBeUndefined();
    expect(touched({}, [commentOf(reply(7_104), MINUTE), commentOf('Thanks!')], before)).toBe(
      'somebody wrote a comment',
    );
  });

  it.each([
    ['the policy has its words', { autoReply: 'Dear customer, your request #* was received*' }, undefined],
    [
      'the policy has other words',
      { autoReply: 'Dear customer, your ticket #* was received*' },
      'somebody wrote a comment',
    ],
    ['the words are only a part', { autoReply: 'your request #* was received' }, 'somebody wrote a comment'],
  ])('when %s', (_what, rules, expected) => {
    expect(touched({}, [commentOf(reply(7_001))], [], rules)).toBe(expected);
  });

  it('is nothing that comes later, or says little', () => {
    const late = changesOf(ticketMemory(), ticketOf(), [commentOf(reply(1), 16 * MINUTE)], own);
    const short = changesOf(ticketMemory(), ticketOf(), [commentOf('I am on it', MINUTE)], own);

    expect([late.replies, short.replies]).toEqual([[], []]);
  });
});

describe('a ticket that was read back before', () => {
  it.each<[string, Partial<Ticket>, TicketComment[], string]>([
    ['another status', { status: 'Pending' }, [], 'its status is Pending now'],
    ['another technician', { technicianEmail: 'ann@msp.example' }, [], 'its technician was changed'],
    ['no technician', { technicianEmail: '' }, [], 'its technician was changed'],
    ['another title', { title: 'I am on it' }, [], 'its title was changed'],
    ['a comment', {}, [commentOf('Looking')], 'somebody wrote a comment'],
    ['a comment without text', {}, [{ texts: [], email: '' }], 'somebody wrote a comment'],
  ])('is a person’s with %s', (_what, ticket, comments, expected) => {
    const rules = { status: 'Waiting', technician: 'bob@msp.example' };

    expect(touchedBy(ticketMemory({ readBack: true }), ticketOf(ticket), comments, own, rules, 'en')).toBe(expected);
  });
});
