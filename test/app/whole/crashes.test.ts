import { describe, expect, it } from 'vitest';
import type { Fault } from '../../../dev/simulator/faults.ts';
import { addFullServer, HOUR, MINUTE, startApp } from '../../helpers/app/app.ts';

describe('a write whose answer is lost', () => {
  it.each<[string, Fault]>([
    ['the connection is reset after Atera opened the ticket', { kind: 'reset-after' }],
    ['the connection is reset before Atera received the request', { kind: 'reset-before' }],
    ['Atera never answers', { kind: 'hang' }],
    ['Atera opens it after we gave up', { kind: 'late-effect', afterMs: 8_500 }],
    ['a gateway answers 502', { kind: 'status', status: 502 }],
    ['the answer is HTML', { kind: 'body', body: 'html' }],
  ])('makes one ticket when %s', async (_what, fault) => {
    await using app = await startApp();
    const device = addFullServer(app);
    const alertId = device.raiseDiskAlertNow('C:');
    app.simulator.faults.inject({ on: 'POST /tickets', times: 1, fault });

    await app.clock.advance(3 * HOUR);

    expect(app.simulator.world.tickets.all()).toHaveLength(1);
    expect(await app.outcomeOf(alertId)).toMatchObject({ state: 'acted', ticketId: 7001 });
  });

  it.each<[string, Fault]>([
    ['is reset after the comment was written', { kind: 'reset-after' }],
    ['is reset before it was written', { kind: 'reset-before' }],
  ])('writes one closing comment when the connection %s', async (_what, fault) => {
    await using app = await startApp();
    const device = addFullServer(app);
    await app.clock.advance(HOUR);
    app.simulator.faults.inject({ on: 'POST /tickets/{ticketId}/comments', times: 1, fault });
    device.setDiskUsedPercent('C:', 50);

    await app.clock.advance(6 * HOUR);

    const [ticket] = app.simulator.world.tickets.all();
    expect(ticket?.status).toBe('Resolved');
    expect(ticket?.comments.filter((comment) => comment.text.includes('The condition has recovered'))).toHaveLength(1);
  });

  it('leaves no ticket open that it did not know of when the disk recovered', async () => {
    await using app = await startApp();
    const device = addFullServer(app);
    const alertId = device.raiseDiskAlertNow('C:');
    app.simulator.faults.inject({ on: 'POST /tickets', times: 1, fault: { kind: 'reset-after' } });
    app.simulator.faults.inject({ on: 'GET /tickets', times: 4, fault: { kind: 'status', status: 500 } });
    await app.clock.advance(40 * MINUTE);
    expect(await app.outcomeOf(alertId)).toMatchObject({ state: 'failed', code: 'ticket-failed' });

    device.setDiskUsedPercent('C:', 50);
    await app.clock.advance(4 * HOUR);

    expect(app.simulator.world.tickets.all()).toMatchObject([{ status: 'Resolved' }]);
    expect(await app.outcomeOf(alertId)).toMatchObject({ code: 'verified-recovered', ticketId: 7001 });
  });
});
