import { describe, expect, it } from 'vitest';
import type { TextForm } from '../../../../dev/simulator/atera/alerts/text-forms.ts';
import { addTicketRule, type TicketRule } from '../../../../dev/simulator/world/ticket-rules.ts';
import { type AppOptions, HOUR, MINUTE, startApp, type TestApp } from '../../../helpers/app/app.ts';
import { addAnotherFullServer, addTechnician, appWithTicket, newestTicket } from '../../../helpers/app/ticket-app.ts';

/** A tenant with automation of its own. */
async function appWithRule(rule: (app: TestApp) => TicketRule, options: AppOptions = {}) {
  const app = await startApp({ pollSchedule: '0 */10 * * * *', ...options });
  app.simulator.world.addCustomer('North Wind Ltd');
  addTicketRule(app.simulator.world, rule(app));
  return app;
}

/** A disk fills, gets its ticket and is freed by somebody an hour later: the ticket in the end. */
async function ticketOfOneDisk(app: TestApp, name: string, during: (ticketId: number) => void = () => {}, after = 50) {
  const device = addAnotherFullServer(app, name);
  await app.clock.advance(after * MINUTE);
  const ticket = newestTicket(app);
  during(ticket.id);
  await app.clock.advance((130 - after) * MINUTE);
  device.setDiskUsedPercent('C:', 50);
  await app.clock.advance(2 * HOUR);
  return ticket;
}

describe('a ticket with our own texts alone', () => {
  it.each<[TextForm[]]>([
    [['hex']],
    [['named']],
    [['double-encoded', 'html']],
    [['nfd', 'zero-width-end']],
    [['smart-quotes', 'crlf', 'collapsed']],
  ])('is closed though Atera gives them back as %s', async (textForms) => {
    const behaviour = { textForms };
    const options = { policy: { repeatCommentHours: 1 }, simulator: { behaviour } };
    const { app, device, ticket } = await appWithTicket(options);
    await using _app = app;
    app.simulator.world.person.resolveAlert(device.openAlertId('C:') ?? 0);
    await app.clock.advance(2 * HOUR);
    expect(ticket.comments).toHaveLength(1);

    device.setDiskUsedPercent('C:', 50);
    await app.clock.advance(3 * HOUR);

    expect(ticket.status).toBe('Resolved');
  });
});

describe("a ticket that the tenant's own rules assigned", () => {
  const rule = (app: TestApp): TicketRule => ({
    technician: addTechnician(app),
    status: 'Pending',
    autoReply: 'Thank you for writing to us. Your request {id} has been received.',
  });

  it('closes by itself from the fourth on', async () => {
    await using app = await appWithRule(rule);

    const statuses: string[] = [];
    for (const name of ['NW-1', 'NW-2', 'NW-3', 'NW-4', 'NW-5'])
      statuses.push((await ticketOfOneDisk(app, name)).status);

    expect(statuses).toEqual(['Pending', 'Pending', 'Pending', 'Resolved', 'Resolved']);
  });

  it.each([5, 100])(
    'closes by itself at once where the policy names them, though they take %i minutes',
    async (wait) => {
      const ticketRules = { technician: 'person1@msp.example', status: 'pending', autoReply: 'Thank you * received.' };
      await using app = await appWithRule((tenant) => ({ ...rule(tenant), afterMs: wait * MINUTE }), {
        policy: { ticketRules },
      });

      expect(await ticketOfOneDisk(app, 'NW-1')).toMatchObject({ status: 'Resolved' });
    },
  );

  it.each<[string, number, (app: TestApp, ticketId: number) => void]>([
    [
      'reassigns it',
      50,
      ({ simulator: { world } }, id) => world.person.reassign(id, world.people.addTechnician('x@y.z', 'X')),
    ],
    ['moves it on', 50, ({ simulator: { world } }, id) => world.person.setStatus(id, 'In progress')],
    [
      'sets it back to open once it was read back',
      100,
      ({ simulator: { world } }, id) => world.person.setStatus(id, 'Open'),
    ],
    ['answers it', 50, ({ simulator: { world } }, id) => void world.person.endUserComment(id, 'Thank you, received.')],
  ])('is left to the person who %s', async (_what, after, act) => {
    const ticketRules = {
      technician: 'person1@msp.example',
      status: 'Pending',
      autoReply: 'Thank you for * received.',
    };
    await using app = await appWithRule(rule, { policy: { ticketRules } });

    const ticket = await ticketOfOneDisk(app, 'NW-1', (id) => act(app, id), after);

    expect(ticket.status).not.toBe('Resolved');
    expect(await app.outcomes()).toMatchObject([{ text: expect.stringContaining('left to a person (') }]);
  });
});

describe('a person who is quick', () => {
  it('is no rule: taken within a minute, it is theirs', async () => {
    await using app = await appWithRule((tenant) => ({ technician: addTechnician(tenant), afterMs: MINUTE }));

    expect(await ticketOfOneDisk(app, 'NW-1')).toMatchObject({ status: 'Open' });
  });

  it('is no rule either who takes every third ticket', async () => {
    let opened = 0;
    await using app = await appWithRule((tenant) => ({
      technician: addTechnician(tenant),
      applies: () => opened++ % 3 === 2,
    }));

    const statuses: string[] = [];
    for (let n = 1; n <= 12; n++) statuses.push((await ticketOfOneDisk(app, `NW-${n}`)).status);

    expect(statuses.filter((_, at) => at % 3 === 2)).toEqual(['Open', 'Open', 'Open', 'Open']);
  });
});
