import { describe, expect, it } from 'vitest';
import { addFullServer, HOUR, startApp } from '../../helpers/app/app.ts';

describe('a ticket that the alert carries', () => {
  it.each([
    ['deleted it', true],
    ['merged it into another', false],
  ])('is not adopted when somebody %s: a person gets a new one', async (_what, isDeleted) => {
    await using app = await startApp({ simulator: { world: { opensTicket: () => true } } });
    const { person, tickets } = app.simulator.world;
    const device = addFullServer(app);
    const alertId = device.raiseDiskAlertNow('C:');
    const [carried] = tickets.all();
    if (isDeleted) person.deleteTicket(carried?.id ?? 0);
    else person.setStatus(carried?.id ?? 0, 'Merged');

    await app.clock.advance(2 * HOUR);

    expect(tickets.all().filter(({ status }) => status === 'Open')).toHaveLength(1);
    expect(await app.outcomeOf(alertId)).toMatchObject({ state: 'acted' });
  });
});

describe('a remediation that waits indefinitely', () => {
  it('is ended when it is overdue, and begun again', async () => {
    let lost = 1;
    const delayMs = (what: { kind: string; target: string }) =>
      what.kind === 'event' && what.target.startsWith('rem.') && lost-- === 0 ? 240 * HOUR : 0;
    await using app = await startApp({ faults: { delayMs } });
    addFullServer(app);

    await app.clock.advance(6 * HOUR);

    expect(app.log.filter((line) => line.includes('remediation-overdue'))).toHaveLength(1);
    expect(app.simulator.world.tickets.all()).toHaveLength(1);
  });
});

describe('a follow-up that waits indefinitely', () => {
  it('is ended when it is overdue, and the next one closes the ticket', async () => {
    let lost = 0;
    const delayMs = (what: { kind: string; target: string }) =>
      what.kind === 'event' && what.target.startsWith('fol.') && lost++ === 1 ? 240 * HOUR : 0;
    await using app = await startApp({ pollSchedule: '0 */10 * * * *', faults: { delayMs } });
    const device = addFullServer(app);
    await app.clock.advance(8 * HOUR);
    device.setDiskUsedPercent('C:', 50);

    await app.clock.advance(6 * HOUR);

    expect(app.log.filter((line) => line.includes('follow-up-overdue'))).toHaveLength(1);
    expect(app.simulator.world.tickets.all()).toMatchObject([{ status: 'Resolved' }]);
  });
});
