import { afterAll, describe, expect } from 'vitest';
import type { Device } from '../../../../dev/simulator/world/device.ts';
import type { AppOptions } from '../../../helpers/app/app.ts';
import { printRequests, type Stage, scenario } from '../../../helpers/app/scenario.ts';
import { seldomPolled } from '../../../helpers/scenarios/disk-scenarios.ts';

const raid = { name: 'RAID', alerts: [{ title: 'RAID*' }], priority: 'High', wins: false } as const;

function tracking(section: object = {}): AppOptions {
  return { policy: { trackedAlert: { ...RULES, classes: [{ ...raid, alerts: [...raid.alerts] }], ...section } } };
}

const RULES = {
  confirmAfterMinutes: 10,
  followUpEveryMinutes: 60,
  clearConfirmMinutes: 10,
  flappingCount: 3,
  flappingHours: 24,
};

function raise({ app }: Stage, device: Device, title = 'RAID degraded') {
  return app.simulator.world.raiseCustomAlert({ device, title, message: 'Slot 2 failed', severity: 'Warning' });
}

/** What Atera's own monitor or a person does; the app itself never ends such an alert. */
function end({ app }: Stage, id: number) {
  app.simulator.world.alerts.archive(id, 'person');
}

afterAll(printRequests);

describe('a tracked alert', () => {
  scenario(
    'gets one ticket, which is closed when Atera has the alert open no more',
    tracking(),
    async (stage) => {
      const { id } = raise(stage, stage.add());
      await stage.minutes(30);
      expect(stage.ticket()).toMatchObject({ status: 'Open', priority: 'High' });
      await stage.hours(5);
      end(stage, id);
      await stage.hours(3);
    },
    {
      outcomes: ['verified-recovered'],
      tickets: ['Resolved'],
      comments: 1,
      says: [
        'What: Atera raised an alert for NW-SRV-01 that the policy tracks as "RAID".',
        'says "RAID degraded": "Slot 2 failed". It is open in Atera',
        'one that a script or the API made stays until somebody resolves it in Atera',
      ],
      noted: ["The condition has recovered, confirmed by two checks. Latest: Atera's alert"],
      most: { atera: 10 },
    },
  );

  scenario(
    'passes by itself and needs no ticket',
    tracking(),
    async (stage) => {
      const { id } = raise(stage, stage.add());
      await stage.minutes(6);
      end(stage, id);
      await stage.hours(1);
    },
    { outcomes: ['alert-ended'], most: { atera: 1 } },
  );

  scenario(
    'that nobody resolves keeps its ticket, without requests but those that read the ticket',
    { ...tracking(), ...seldomPolled },
    async (stage) => {
      raise(stage, stage.add());
      await stage.hours(24 * 3);
    },
    { outcomes: ['still-occurring'], tickets: ['Open'], openAlerts: 1, most: { atera: 12 } },
  );

  scenario(
    'that fires repeatedly is one ticket with one note a day',
    { ...tracking(), ...seldomPolled },
    async (stage) => {
      const device = stage.add();
      for (let hour = 0; hour < 50; hour += 2) {
        raise(stage, device);
        await stage.hours(2);
      }
    },
    {
      outcomes: Array.from({ length: 25 }, () => 'still-occurring'),
      tickets: ['Open'],
      comments: 2,
      openAlerts: 25,
      noted: ['more times since the last note', 'more of its class on this device'],
    },
  );

  scenario(
    'is over only when each of its alerts is',
    tracking(),
    async (stage) => {
      const device = stage.add();
      const { id } = raise(stage, device);
      raise(stage, device, 'RAID controller');
      await stage.hours(1);
      end(stage, id);
      await stage.hours(6);
    },
    { outcomes: ['still-occurring', 'still-occurring'], tickets: ['Open'], openAlerts: 1, comments: 0 },
  );

  scenario(
    'of two classes on one device is two tickets',
    tracking({
      classes: [
        { ...raid, alerts: [...raid.alerts] },
        { name: 'Backup', wins: false, alerts: [{ title: 'Backup failed*' }] },
      ],
    }),
    async (stage) => {
      const device = stage.add();
      raise(stage, device);
      raise(stage, device, 'Backup failed on D:');
      await stage.hours(1);
    },
    { outcomes: ['ticket-opened', 'ticket-opened'], tickets: ['Open', 'Open'], openAlerts: 2 },
  );

  scenario(
    'that keeps coming back gets a ticket even when it is over',
    tracking(),
    async (stage) => {
      const device = stage.add();
      for (let time = 0; time < 4; time++) {
        const { id } = raise(stage, device);
        await stage.minutes(6);
        end(stage, id);
        await stage.minutes(54);
      }
    },
    {
      outcomes: ['alert-ended', 'alert-ended', 'alert-ended', 'ticket-opened'],
      tickets: ['Open'],
      says: ['several times recently, and each ended', 'It has ended in Atera'],
    },
  );

  scenario(
    'is only written down in observe',
    { ...tracking(), mode: 'observe' },
    async (stage) => {
      raise(stage, stage.add());
      await stage.hours(1);
    },
    { outcomes: ['would-open-ticket'], openAlerts: 1, explained: ['Atera has the alert open (RAID).'] },
  );

  scenario(
    'that carries a ticket is commented in that one',
    tracking(),
    async (stage) => {
      const { world } = stage.app.simulator;
      world.people.addContact(stage.customer.id, 'main@nw.example');
      world.openTicketFor(raise(stage, stage.add()));
      await stage.hours(1);
    },
    { outcomes: ['ticket-adopted'], tickets: ['Open'], comments: 1, openAlerts: 1 },
  );

  scenario(
    'of a device that is to be left alone is, also where it carries a ticket',
    { policy: { ...tracking().policy, customFields: { deviceOptOut: 'Automation' } } },
    async (stage) => {
      const { world } = stage.app.simulator;
      const device = stage.add();
      world.customFields.set(world.customFields.define('agent', 'Automation'), device.agentId, 'no automation');
      world.people.addContact(stage.customer.id, 'main@nw.example');
      world.openTicketFor(raise(stage, device));
      await stage.hours(1);
    },
    { outcomes: ['opted-out'], tickets: ['Open'], openAlerts: 1 },
  );
});
