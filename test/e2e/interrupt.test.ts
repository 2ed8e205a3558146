import { describe, expect, it } from 'vitest';
import { until } from './helpers/until.ts';
import { addServer, decided, polledAgain, ticketsOf, useWorld } from './helpers/world.ts';

const MINUTE = 60_000;
/** Allowed for work that was cut off in the middle. */
const RESUMED_WITHIN = 2 * MINUTE;

const world = useWorld();

describe('a host that is stopped (SIGINT) and started again', () => {
  it('ends the ticket it was just closing, with one last comment', async () => {
    const w = world();
    const device = addServer(w, 'North Wind');
    await until('a ticket', MINUTE, () => ticketsOf(w, device).length > 0);
    const alertId = await until('an alert', MINUTE, () => device.openAlertId('C:'));
    await decided(w, alertId, 'acted', MINUTE);
    w.simulator.faults.inject({ on: 'PUT /tickets/{ticketId}', fault: { kind: 'latency', ms: 5_000 } });
    device.setDiskUsedPercent('C:', 50);
    await until('the ticket is being closed', 2 * MINUTE, () => changesOf(w) > 0);

    await w.host.interrupt();
    await w.host.start();

    await until('a resolved ticket', RESUMED_WITHIN, () => ticketsOf(w, device)[0]?.status === 'Resolved');
    await until('the end in the outcome', MINUTE, async () => {
      const { body } = await w.api('GET', `/api/alerts/${alertId}/decision`);
      return body.code === 'verified-over';
    });
    await polledAgain(w);
    const [ticket, ...others] = ticketsOf(w, device);
    expect(others).toEqual([]);
    expect(ticket?.comments.filter(({ text }) => text.includes('The condition is over'))).toHaveLength(1);
    expect(w.simulator.world.alerts.in('Open')).toEqual([]);
  });
});

function changesOf({ simulator }: ReturnType<typeof world>): number {
  return simulator.requests.filter(({ method, template }) => method === 'PUT' && template === '/tickets/{ticketId}')
    .length;
}
