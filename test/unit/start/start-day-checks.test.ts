import { describe, expect, it } from 'vitest';
import { VirtualClock } from '../../../dev/host/clock.ts';
import { World } from '../../../dev/simulator/world/world.ts';
import type { Check } from '../../../dev/start/check.ts';
import { within } from '../../../dev/start/check.ts';
import { checkAlerts, checkTickets } from '../../../dev/start/day/day-checks.ts';
import type { Outcome } from '../../../shared/domain/occurrences/course/outcome.ts';

const HOUR = 3_600_000;

/** A customer with a site incident that has its ticket, as in the scripted day. */
function stage() {
  const clock = new VirtualClock();
  const world = new World({ clock });
  const customer = world.addCustomer('North Wind Ltd');
  const device = world.addDevice(customer, { name: 'NW-SRV-01', kind: 'server' });
  const open = (title: string) =>
    world.tickets.open({
      title,
      ...{ description: '', endUserId: 1, customerId: customer.id, source: 'API' },
    });
  const site = open('Site down [rmm c11.site-incident.1]');
  return { clock, world, device, open, site };
}

function outcome(over: Partial<Outcome>): Outcome {
  const at = { firstListedAt: 0, updatedAt: 0 };
  return { subject: '1', state: 'acted', code: 'x', text: 'X.', playbook: 'disk-space', ...at, ...over };
}

const failing = (checks: readonly Check[]) => checks.filter(({ holds }) => !holds).map(({ text }) => text);

describe('the checks of tickets', () => {
  it('hold for one ticket per condition', () => {
    const { world, open } = stage();
    open('Disk C: almost full [rmm a7.disk-space.C.1]');
    open('Disk D: almost full [rmm a7.disk-space.D.1]');

    expect(failing(checkTickets({ simulator: { world }, outcomes: [] }))).toEqual([]);
  });

  it('fail for a second one, also of a later occurrence', () => {
    const { world, open } = stage();
    open('Disk C: almost full [rmm a7.disk-space.C.1]');
    open('Disk C: almost full [rmm a7.disk-space.C.2]');

    const failed = failing(checkTickets({ simulator: { world }, outcomes: [] }));

    expect(failed).toEqual([expect.stringMatching(/second ticket .*a7\.disk-space\.C/)]);
  });

  it('fail for one beside the one that the alert carried', () => {
    const { world, device, open } = stage();
    const alert = world.raiseCustomAlert({ device, title: 'Disk Usage(C:)' });
    world.person.attachTicket(alert.id);
    const ours = open('Disk C: almost full [rmm a7.disk-space.C.1]');

    const failed = failing(
      checkTickets({ simulator: { world }, outcomes: [outcome({ alertId: alert.id, ticketId: ours.id })] }),
    );

    expect(failed).toEqual([expect.stringContaining(`ticket ${ours.id} beside`)]);
  });

  it('fail for a device of a quiet site, and not for one that was away hours before or after', async () => {
    const { clock, world, open, site } = stage();
    const during = open('NW-SRV-01 is offline [rmm a7.offline.1]');
    await clock.advance(HOUR);
    world.tickets.change(site, { status: 'Resolved' });
    await clock.advance(HOUR);
    open('NW-SRV-02 is offline [rmm a8.offline.1]');

    const failed = failing(checkTickets({ simulator: { world }, outcomes: [] }));

    expect(failed).toEqual([expect.stringMatching(new RegExp(`quiet site .*but not: ticket ${during.id}$`))]);
  });

  it('fail when the site of the script got none', () => {
    const { world, site } = stage();
    world.person.deleteTicket(site.id);

    expect(failing(checkTickets({ simulator: { world }, outcomes: [] }))).toHaveLength(1);
  });
});

describe('the checks of alerts', () => {
  const watch = { alertsResolved: 0, ticketsResolved: 0, tooEarly: [] };

  it('fail for an alert without an outcome, unless no poll can have listed it', () => {
    const { clock, world, device } = stage();
    const alert = world.raiseCustomAlert({ device });
    const facts = { simulator: { world }, watch, outcomes: [] };

    const soon = failing(checkAlerts({ ...facts, endedAt: clock.now() + 60_000 }));
    const later = failing(checkAlerts({ ...facts, endedAt: clock.now() + HOUR }));

    expect(soon).toEqual([]);
    expect(later).toEqual([expect.stringContaining(`alert ${alert.id}`)]);
  });

  it('fail for one that waits without saying until when, and for what was ended too early', () => {
    const { clock, world } = stage();
    const outcomes = [outcome({ state: 'waiting', nextAt: 1 }), outcome({ state: 'waiting', subject: '2' })];

    const failed = failing(
      checkAlerts({
        ...{ simulator: { world }, endedAt: clock.now(), outcomes },
        watch: { ...watch, tooEarly: ['alert 3'] },
      }),
    );

    expect(failed).toEqual([expect.stringMatching(/until when .*: 2$/), expect.stringMatching(/: alert 3$/)]);
  });
});

describe('a limit', () => {
  it.each([
    [350, true],
    [351, false],
  ])('of 350 with %d used: %s', (used, holds) => {
    expect(within('requests', used, 350)).toEqual({ holds, text: `requests: ${used} of 350` });
  });
});
