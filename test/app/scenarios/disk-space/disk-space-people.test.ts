import { afterAll, describe, expect } from 'vitest';
import { printRequests, type Stage, scenario } from '../../../helpers/app/scenario.ts';
import { addFull } from '../../../helpers/scenarios/disk-scenarios.ts';

/** A full server whose ticket is open. */
async function addTicketed(stage: Stage) {
  const server = addFull(stage);
  await stage.minutes(30);
  return { server, ticket: stage.ticket(), person: stage.app.simulator.world.person };
}

/** Atera is asked for the alert's monitor only after days: what a person resolves stays away. */
const neverRaisedAgain = { simulator: { world: { lags: { raiseMs: [500_000_000, 500_000_000] } } } } as const;

afterAll(printRequests);

describe('an alert about disk space that a person resolves', () => {
  scenario(
    'before its ticket, though the drive is full, comes back and gets one ticket',
    {},
    async (stage) => {
      const server = addFull(stage);
      await stage.minutes(8);
      stage.app.simulator.world.person.resolveAlert(server.openAlertId('C:') ?? 0);
      await stage.minutes(40);
    },
    { outcomes: ['ticket-opened', 'ticket-opened'], tickets: ['Open'], openAlerts: 1 },
  );

  scenario(
    'after its ticket, though the drive is full, comes back to the same ticket',
    {},
    async (stage) => {
      const { server, person } = await addTicketed(stage);
      person.resolveAlert(server.openAlertId('C:') ?? 0);
      await stage.hours(3);
    },
    { outcomes: ['still-occurring', 'still-occurring'], tickets: ['Open'], openAlerts: 1 },
  );

  scenario(
    'and that does not come back, keeps its ticket as long as the drive reads full',
    neverRaisedAgain,
    async (stage) => {
      addFull(stage).raiseDiskAlertNow('C:');
      await stage.minutes(30);
      const [alert] = stage.app.simulator.world.alerts.in('Open');
      stage.app.simulator.world.person.resolveAlert(alert?.id ?? 0);
      await stage.hours(6);
    },
    { outcomes: ['still-occurring'], tickets: ['Open'] },
  );

  scenario(
    'and that does not come back, has its ticket closed when the drive reads healthy',
    neverRaisedAgain,
    async (stage) => {
      const server = addFull(stage);
      server.raiseDiskAlertNow('C:');
      await stage.minutes(30);
      server.setDiskUsedPercent('C:', 60);
      const [alert] = stage.app.simulator.world.alerts.in('Open');
      stage.app.simulator.world.person.resolveAlert(alert?.id ?? 0);
      await stage.hours(3);
    },
    { outcomes: ['verified-recovered'], tickets: ['Resolved'], comments: 1, most: { atera: 10 } },
  );
});

describe('a ticket about disk space', () => {
  scenario(
    'that a person commented is left open with our note',
    {},
    async (stage) => {
      const { server, ticket, person } = await addTicketed(stage);
      person.comment(ticket.id, stage.technician(), 'I am looking at it');
      server.setDiskUsedPercent('C:', 50);
      await stage.hours(4);
    },
    {
      outcomes: ['verified-recovered'],
      tickets: ['Open'],
      comments: 1,
      noted: ['The condition has recovered, confirmed by two checks.', 'The ticket is left to whoever works on it.'],
      explained: ['left to a person'],
      most: { atera: 10 },
    },
  );

  scenario(
    'that its end user answered is left open with our note',
    {},
    async (stage) => {
      const { server, ticket, person } = await addTicketed(stage);
      person.endUserComment(ticket.id, 'Please call me first');
      server.setDiskUsedPercent('C:', 50);
      await stage.hours(4);
    },
    { outcomes: ['verified-recovered'], tickets: ['Open'], comments: 1, noted: ['left to whoever works on it'] },
  );

  scenario(
    'that a person took over is left to them',
    {},
    async (stage) => {
      const { server, ticket, person } = await addTicketed(stage);
      person.reassign(ticket.id, stage.technician());
      person.setStatus(ticket.id, 'Pending');
      server.setDiskUsedPercent('C:', 50);
      await stage.hours(4);
    },
    { outcomes: ['verified-recovered'], tickets: ['Pending'], comments: 1 },
  );

  scenario(
    'that a person closed is not touched again when the drive recovers',
    {},
    async (stage) => {
      const { server, ticket, person } = await addTicketed(stage);
      person.closeTicket(ticket.id);
      server.setDiskUsedPercent('C:', 50);
      await stage.hours(4);
    },
    { outcomes: ['verified-recovered'], tickets: ['Closed'], explained: ['ended already'], most: { atera: 10 } },
  );

  scenario(
    'that a person closed though the drive is full stays closed, and no other is opened',
    {},
    async (stage) => {
      const { ticket, person } = await addTicketed(stage);
      person.closeTicket(ticket.id);
      await stage.hours(6);
    },
    { outcomes: ['closed-by-person'], tickets: ['Closed'], openAlerts: 1 },
  );

  scenario(
    'that a person deleted does not hold up the end',
    {},
    async (stage) => {
      const { server, ticket, person } = await addTicketed(stage);
      person.deleteTicket(ticket.id);
      server.setDiskUsedPercent('C:', 50);
      await stage.hours(4);
    },
    { outcomes: ['verified-recovered'], explained: ['gone'] },
  );

  scenario(
    'that Atera opened itself is adopted: one comment at first, one at the end, never closed',
    { simulator: { world: { opensTicket: () => true } } },
    async (stage) => {
      const { server, ticket } = await addTicketed(stage);
      expect(ticket.comments.at(-1)?.text).toMatch(
        /The remediation app has detected the same condition .*Tried: .*Please do: /,
      );
      server.setDiskUsedPercent('C:', 50);
      await stage.hours(4);
    },
    {
      outcomes: ['verified-recovered'],
      tickets: ['Open'],
      comments: 2,
      noted: ['The ticket is left to whoever works on it.'],
      explained: ['left to a person'],
    },
  );

  scenario(
    'that a person attached to the alert meanwhile is adopted, and no second one is opened',
    {},
    async (stage) => {
      const server = addFull(stage);
      await stage.minutes(9);
      stage.app.simulator.world.person.attachTicket(server.openAlertId('C:') ?? 0);
      await stage.minutes(30);
    },
    { outcomes: ['ticket-adopted'], tickets: ['Open'], comments: 1, openAlerts: 1, most: { atera: 5 } },
  );
});

describe('a device that its owner wants left alone', () => {
  const optedOut = { policy: { customFields: { deviceOptOut: 'Automation' } } };

  const mark = ({ app }: Stage, agentId: number, value: string) => {
    const { customFields } = app.simulator.world;
    const field = customFields.find('agent', 'Automation') ?? customFields.define('agent', 'Automation');
    customFields.set(field, agentId, value);
  };

  scenario(
    'is left alone however full it is',
    optedOut,
    async (stage) => {
      const server = addFull(stage);
      mark(stage, server.agentId, 'No automation');
      await stage.hours(3);
    },
    { outcomes: ['opted-out'], openAlerts: 1, explained: ['marked in Atera to be left alone'], most: { atera: 3 } },
  );

  scenario(
    'is taken up again when its mark is removed while the alert stands',
    optedOut,
    async (stage) => {
      const server = addFull(stage);
      mark(stage, server.agentId, 'No automation');
      await stage.hours(3);
      mark(stage, server.agentId, 'no');
      await stage.hours(3);
    },
    { outcomes: ['still-occurring'], tickets: ['Open'], openAlerts: 1 },
  );

  scenario(
    'is no other one: a field that says no is no mark',
    optedOut,
    async (stage) => {
      const server = addFull(stage);
      mark(stage, server.agentId, 'no');
      await stage.hours(1);
    },
    { outcomes: ['ticket-opened'], tickets: ['Open'], openAlerts: 1 },
  );
});
