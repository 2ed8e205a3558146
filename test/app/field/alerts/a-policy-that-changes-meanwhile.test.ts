import { describe, expect, it } from 'vitest';
import { addFullServer, HOUR, startApp } from '../../../helpers/app/app.ts';
import { appWithTicket } from '../../../helpers/app/ticket-app.ts';

const everything = { name: 'Anything', wins: true, alerts: [{ title: '*disk*' }] };

describe('an alert that the policy gives to another playbook while its ticket is open', () => {
  it('stays with the one that has it, which closes the ticket by what its alert named', async () => {
    const { app, device, ticket } = await appWithTicket();
    await using _ = app;
    Object.assign(app.deps.policy.trackedAlert, { classes: [everything] });
    await app.clock.advance(HOUR);

    device.setDiskUsedPercent('C:', 50);
    await app.clock.advance(8 * HOUR);

    expect(ticket.status).toBe('Resolved');
    expect(await app.outcomes()).toMatchObject([{ code: 'verified-recovered', playbook: 'disk-space' }]);
    expect(app.simulator.world.tickets.all()).toHaveLength(1);
  });

  it('is left where it is by a veto as well', async () => {
    const { app, device, ticket } = await appWithTicket();
    await using _ = app;
    Object.assign(app.deps.policy.classification, { never: [{ title: '*disk*' }] });
    await app.clock.advance(HOUR);

    device.setDiskUsedPercent('C:', 50);
    await app.clock.advance(8 * HOUR);

    expect(ticket.status).toBe('Resolved');
    expect(await app.outcomes()).toMatchObject([{ code: 'verified-recovered', playbook: 'disk-space' }]);
  });
});

describe('an alert whose class gets another name in the policy while its ticket is open', () => {
  it('stays with the condition that has it: snoozed, it does not close the ticket', async () => {
    const named = (name: string) => [{ name, wins: false, alerts: [{ title: 'RAID*' }] }];
    await using app = await startApp({ pollSchedule: '0 */10 * * * *' });
    Object.assign(app.deps.policy.trackedAlert, { classes: named('RAID') });
    const device = addFullServer(app, 50);
    const alert = app.simulator.world.raiseCustomAlert({ device, title: 'RAID degraded' });
    await app.clock.advance(HOUR);
    Object.assign(app.deps.policy.trackedAlert, { classes: named('Storage') });
    await app.clock.advance(HOUR);

    Object.assign(alert, { snoozedUntil: app.clock.now() + 100 * HOUR });
    await app.clock.advance(8 * HOUR);

    expect(app.simulator.world.tickets.all()).toMatchObject([{ status: 'Open' }]);
    const [outcome] = await app.outcomes();
    expect(outcome).toMatchObject({ code: 'still-occurring', conditionKey: 'tracked-alert.raid' });
  });
});
