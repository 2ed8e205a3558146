import { describe, expect, it } from 'vitest';
import { addFullServer, answer, asked, raiseFull, taken, untilKnown, worklets } from './helpers/commands.ts';
import { until } from './helpers/until.ts';
import { addServer, decided, polledAgain, ticketsOf, useWorld } from './helpers/world.ts';

const world = useWorld({ automox: true });

describe('a host that is stopped (SIGINT) and started again', () => {
  it('ends the ticket it was just closing, with one last comment', async () => {
    const w = world();
    const device = addServer(w, 'North Wind');
    await until('a ticket', () => ticketsOf(w, device).length > 0);
    const alertId = await until('an alert', () => device.openAlertId('C:'));
    await decided(w, alertId, 'acted');
    const lastComment = 'POST /tickets/{ticketId}/comments';
    const commentsBefore = w.simulator.requestsOf(lastComment).length;
    w.simulator.faults.inject({ on: lastComment, fault: { kind: 'late-effect', afterMs: 3_000 } });
    device.setDiskUsedPercent('C:', 50);
    await until('the ticket is being closed', () => w.simulator.requestsOf(lastComment).length > commentsBefore);

    await w.host.interrupt();
    await w.host.start();

    await until('a resolved ticket', () => ticketsOf(w, device)[0]?.status === 'Resolved');
    await decided(w, alertId, 'verified-recovered');
    await polledAgain(w);
    const [ticket, ...others] = ticketsOf(w, device);
    expect(others).toEqual([]);
    expect(ticket?.comments.filter(({ text }) => text.includes('The condition has recovered'))).toHaveLength(1);
    expect(w.simulator.world.alerts.in('Open')).toEqual([]);
  });

  it('still waits for the person it has asked, and sends one command for the answer', async () => {
    const w = world();
    const full = addFullServer(w, 'South Wind');
    await untilKnown(w);
    const alert = raiseFull(w, full);
    const question = await asked(w, full);
    const sentBefore = worklets(w);

    await w.host.interrupt();
    await w.host.start();
    expect(await asked(w, full)).toEqual(question);
    await answer(w, question, 'approve');

    await until('the alert is resolved', () => alert.archivedAt !== undefined);
    await decided(w, alert.id, 'acted');
    await polledAgain(w);
    expect(taken(full)).toHaveLength(1);
    expect(worklets(w)).toBe(sentBefore + 1);
    expect(ticketsOf(w, full.device)).toEqual([]);
  });
});
