import { afterAll, describe, expect } from 'vitest';
import { printRequests, type Stage, scenario } from '../../../helpers/app/scenario.ts';
import {
  addApproved,
  addRebootable,
  inWindow,
  ordered,
  raiseReboot,
  until,
  untilAsked,
  withReboots,
} from '../../../helpers/scenarios/reboot-scenarios.ts';

/** A server whose reboot a person has rejected, and its ticket. */
async function addTicketed(stage: Stage) {
  const rebootable = await addRebootable(stage);
  await untilAsked(stage);
  await stage.answer('reject');
  await stage.minutes(10);
  return { ...rebootable, ticket: stage.ticket(), person: stage.app.simulator.world.person };
}

afterAll(printRequests);

describe('the ticket of a pending reboot', () => {
  scenario(
    'is closed with its alert when a person has rebooted the server',
    withReboots,
    async (stage) => {
      const { device } = await addTicketed(stage);
      device.reboot();
      await stage.hours(8);
    },
    { outcomes: ['verified-recovered'], tickets: ['Resolved'], comments: 1 },
  );

  scenario(
    'stays open when a person resolves the alert though Automox still asks for the reboot',
    withReboots,
    async (stage) => {
      const { alert, person } = await addTicketed(stage);
      person.resolveAlert(alert.id);
      await stage.hours(6);
    },
    { outcomes: ['not-verified'], tickets: ['Open'] },
  );

  scenario(
    'that a person closed stays closed, and no other is opened',
    withReboots,
    async (stage) => {
      const { ticket, person } = await addTicketed(stage);
      person.closeTicket(ticket.id);
      await stage.hours(6);
    },
    { outcomes: ['closed-by-person'], tickets: ['Closed'], openAlerts: 1 },
  );

  scenario(
    'that a person opened from the alert is adopted: one comment, never closed',
    { policy: inWindow },
    async (stage) => {
      const device = stage.add({ needsReboot: true });
      const alert = raiseReboot(stage, device);
      stage.app.simulator.world.person.attachTicket(alert.id);
      await untilAsked(stage);
      device.reboot();
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
});

describe('a server that vanishes from Atera', () => {
  scenario(
    'before its approved reboot is not rebooted',
    withReboots,
    async (stage) => {
      const { device } = await addApproved(stage);
      stage.app.simulator.world.person.deleteDevice(device);
      await until(stage, '13:00');
      expect(ordered(stage)).toBe(0);
    },
    { outcomes: ['device-not-found'], openAlerts: 1, most: { atera: 3, automox: 4 } },
  );

  scenario(
    'with its customer before its approved reboot is not rebooted',
    withReboots,
    async (stage) => {
      await addApproved(stage);
      stage.app.simulator.world.person.deleteCustomer(stage.customer);
      await until(stage, '13:00');
      expect(ordered(stage)).toBe(0);
    },
    { outcomes: ['device-not-found'], openAlerts: 1, most: { atera: 3, automox: 4 } },
  );

  scenario(
    'after its ticket leaves it as it is',
    withReboots,
    async (stage) => {
      const { device, person } = await addTicketed(stage);
      person.deleteDevice(device);
      await stage.hours(3);
    },
    { outcomes: ['device-not-found'], tickets: ['Open'], comments: 1, openAlerts: 1, explained: ['is left as it is'] },
  );
});

describe('a server that vanishes from Automox', () => {
  scenario(
    'before its approved reboot is not rebooted, and its ticket says why',
    withReboots,
    async (stage) => {
      const { server } = await addApproved(stage);
      stage.app.simulator.automox.remove(server);
      await until(stage, '11:50');
      expect(ordered(stage)).toBe(0);
    },
    {
      outcomes: ['ticket-opened'],
      tickets: ['Open'],
      openAlerts: 1,
      says: ['Automox reports nothing: Automox does not know the device any more.'],
      most: { atera: 6, automox: 7 },
    },
  );
});
