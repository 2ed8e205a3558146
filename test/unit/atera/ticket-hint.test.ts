import { describe, expect, it } from 'vitest';
import type { Ticket } from '../../../dev/simulator/world/tickets.ts';
import { payloadShapes } from '../../../dev/simulator/world/webhooks.ts';
import { ticketIdsIn } from '../../../shared/atera/ticket-hint.ts';

const ticket = { id: 7_001, status: 'Closed', title: 'Disk C: full on NW-SRV-01' } as Ticket;

describe('a notice about a ticket', () => {
  it.each(Object.entries(payloadShapes))('names it in the shape %s, and nothing else', (_name, shape) => {
    expect(ticketIdsIn(shape(ticket, 'finished').body)).toEqual([7_001]);
  });

  it.each([
    ['a name in other spellings', '{"ticket_id":"7001"}'],
    ['a number beside blanks', '{"Ticket No.": " 7001 "}'],
    ['a byte order mark', '\uFEFF{"TicketID":7001}'],
    ['a bare link', 'https://app.atera.com/new/tickets/7001'],
    ['XML', '<Notice><TicketId>7001</TicketId><CustomerId>4</CustomerId></Notice>'],
    ['parts of a form', '--x\r\nContent-Disposition: form-data; name="TicketId"\r\n\r\n7001\r\n--x--'],
    ['a sentence', 'Ticket #7001 was closed by Ann.'],
    ['JSON within JSON', JSON.stringify({ message: JSON.stringify({ ticketId: 7_001 }) })],
  ])('is found in %s', (_what, body) => {
    expect(ticketIdsIn(body)).toEqual([7_001]);
  });

  it.each([
    ['nothing', ''],
    ['broken JSON', '{"a":'],
    ['numbers under other names', '{"id":7001,"CustomerID":11,"TicketPriority":3,"TicketCount":9}'],
    ['no whole number', '{"TicketID":7001.5,"ticket":{"id":"abc"},"ticketNumber":-4,"TicketNo":0}'],
    ['a number too large to be one', '{"TicketID":"99999999999999999999"}'],
    ['null', 'null'],
    ['a true ticket', '{"ticket":true}'],
  ])('is not found in %s', (_what, body) => {
    expect(ticketIdsIn(body)).toEqual([]);
  });

  it('names five at most, however many it holds, and however deep', () => {
    const many = JSON.stringify(Array.from({ length: 500 }, (_, index) => ({ ticketId: index + 1 })));
    const deep = `${'{"a":'.repeat(500)}{"ticketId":1}${'}'.repeat(500)}`;

    expect(ticketIdsIn(many)).toEqual([1, 2, 3, 4, 5]);
    expect(ticketIdsIn(deep)).toEqual([]);
  });
});
