import { afterAll, describe, expect } from 'vitest';
import { HOUR, MINUTE } from '../../../helpers/app/app.ts';
import { printRequests, type Stage, scenario } from '../../../helpers/app/scenario.ts';
import { seldomPolled } from '../../../helpers/scenarios/disk-scenarios.ts';
import { addWatched, untilKnown, withDirectory, withWitness } from '../../../helpers/scenarios/offline-scenarios.ts';

/**
 * The world begins on Monday at nine in the morning there; people are at work from eight to six.
 */
const berlin = { policy: { timeZone: 'Europe/Berlin' } } as const;

/** Days of a whole office. */
const office = { ...withDirectory, ...berlin, pollSchedule: '0 */10 * * * *' };

const atWork = { ...withWitness, ...berlin };
const forDays = { ...atWork, ...seldomPolled };

/** Waits until this time in UTC, which is an hour behind Berlin. */
const until = ({ app }: Stage, time: string) => app.clock.advance(Date.parse(`2026-03-${time}:00Z`) - app.clock.now());

/** As many of the same thing. */
const times = <const T>(count: number, thing: T): T[] => Array.from({ length: count }, () => thing);

const DESKS = 30;

/** An office of workstations and laptops, and its server, which stays on. */
async function addOffice(stage: Stage, kinds: readonly ('workstation' | 'laptop')[]) {
  const { automox } = stage.app.simulator;
  automox.enroll(stage.add({ name: 'NW-SRV-01' }));
  const desks = kinds.map((kind, i) => stage.add({ name: `NW-PC-${i}`, kind }));
  for (const desk of desks) automox.enroll(desk);
  await untilKnown(stage);
  return desks;
}

afterAll(printRequests);

describe('an office that goes home', () => {
  scenario(
    'at six on a Monday and is back at a quarter to eight costs nobody a ticket',
    office,
    async (stage) => {
      const desks = await addOffice(stage, times(DESKS, 'workstation'));
      await until(stage, '02T17:00');
      for (const desk of desks) desk.goOffline();
      await until(stage, '03T06:45');
      expect(stage.app.simulator.world.alerts.in('Open')).toHaveLength(DESKS);
      for (const desk of desks) desk.comeBack();
      await until(stage, '03T09:00');
    },
    // To make sure of each alert that it is over.
    { outcomes: times(DESKS, 'alert-cleared'), most: { atera: DESKS } },
  );

  scenario(
    'one after the other from five to seven, workstations and laptops, and is back by nine costs nobody a ticket',
    office,
    async (stage) => {
      const desks = await addOffice(stage, [...times(8, 'workstation'), ...times(4, 'laptop')]);
      const { world } = stage.app.simulator;
      await until(stage, '02T16:05');
      for (const [i, desk] of desks.entries()) world.after(i * 10 * MINUTE, () => desk.goOffline());
      await until(stage, '03T06:30');
      for (const [i, desk] of desks.entries()) world.after(i * 7 * MINUTE, () => desk.comeBack());
      await until(stage, '03T11:00');
    },
    { outcomes: times(12, 'alert-cleared'), most: { atera: 12 } },
  );
});

describe('a workstation', () => {
  scenario(
    'that goes off in the middle of the day gets its ticket after an hour',
    atWork,
    async (stage) => {
      const { device } = await addWatched(stage, { name: 'NW-PC-1', kind: 'workstation' });
      device.goOffline();
      await stage.minutes(58);
      expect(stage.app.simulator.world.tickets.all()).toEqual([]);
      await stage.minutes(12);
      expect(stage.ticket()).toMatchObject({ priority: 'Medium', impact: 'Minor' });
    },
    {
      outcomes: ['ticket-opened'],
      tickets: ['Open'],
      openAlerts: 1,
      says: [
        'What: the workstation NW-PC-1 is offline.',
        'not seen since 2026-03-02 09:00 CET (as Atera last reported)',
        'Please do: check power and network, or ask the user whether it is switched off; neither vendor reaches the device.',
      ],
      most: { atera: 3, automox: 1 },
    },
  );

  scenario(
    'that goes off at night and is still off an hour into the day gets its ticket then',
    forDays,
    async (stage) => {
      const { device } = await addWatched(stage, { kind: 'workstation' });
      await until(stage, '02T21:00');
      device.goOffline();
      await until(stage, '03T07:55');
      expect(stage.app.simulator.world.tickets.all()).toEqual([]);
      expect(stage.app.simulator.requestsOf('GET /agents/{agentId}')).toEqual([]);
      await until(stage, '03T08:40');
    },
    {
      outcomes: ['ticket-opened'],
      tickets: ['Open'],
      openAlerts: 1,
      says: ['not seen since 2026-03-02 22:00 CET (as Atera last reported)'],
      most: { atera: 3, automox: 1 },
    },
  );

  scenario(
    'whose agent dies at night while it is on is found in the morning, and its ticket says so',
    forDays,
    async (stage) => {
      const { device, server } = await addWatched(stage, { kind: 'workstation' });
      await until(stage, '02T21:00');
      server.setAgent('up');
      device.goOffline();
      await until(stage, '03T08:40');
      expect(stage.ticket()).toMatchObject({ priority: 'Low', title: expect.stringContaining('Atera agent silent') });
    },
    {
      outcomes: ['ticket-opened'],
      tickets: ['Open'],
      openAlerts: 1,
      says: ['the device itself is running', 'restart the service AteraAgent'],
      most: { atera: 3, automox: 1 },
    },
  );

  scenario(
    'that goes off on Saturday gets its ticket on Monday morning',
    forDays,
    async (stage) => {
      const { device } = await addWatched(stage, { kind: 'workstation' });
      await until(stage, '07T12:00');
      device.goOffline();
      await until(stage, '09T07:55');
      expect(stage.app.simulator.world.tickets.all()).toEqual([]);
      await until(stage, '09T08:40');
    },
    {
      outcomes: ['ticket-opened'],
      tickets: ['Open'],
      openAlerts: 1,
      says: ['not seen since 2026-03-07 13:00 CET (as Atera last reported)'],
      most: { atera: 3, automox: 1 },
    },
  );

  scenario(
    'that has its ticket when its people go home keeps it overnight, and loses it when they are back',
    forDays,
    async (stage) => {
      const { device } = await addWatched(stage, { kind: 'workstation' });
      await until(stage, '02T14:00');
      device.goOffline();
      await until(stage, '03T06:45');
      expect(stage.ticket()).toMatchObject({ status: 'Open', comments: [] });
      device.comeBack();
      await stage.hours(4);
    },
    { outcomes: ['verified-recovered'], tickets: ['Resolved'], comments: 1 },
  );
});

describe('a laptop', () => {
  scenario(
    'that is closed on Friday evening and opened on Monday morning costs nobody a ticket',
    forDays,
    async (stage) => {
      const { device } = await addWatched(stage, { name: 'NW-LT-1', kind: 'laptop' });
      await until(stage, '06T16:40');
      device.goOffline();
      await until(stage, '09T07:20');
      device.comeBack();
      await stage.hours(3);
    },
    { outcomes: ['alert-cleared'], most: { atera: 3 } },
  );

  scenario(
    'that stays closed gets its ticket after three days of the office, not on the first morning, and loses it when it is opened',
    forDays,
    async (stage) => {
      const { device } = await addWatched(stage, { name: 'NW-LT-1', kind: 'laptop' });
      await until(stage, '06T19:00');
      device.goOffline();
      await until(stage, '11T16:00');
      expect(stage.app.simulator.world.tickets.all()).toEqual([]);
      await until(stage, '12T08:40');
      expect(stage.ticket()).toMatchObject({ status: 'Open', priority: 'Low', impact: 'Minor' });
      device.comeBack();
      await stage.hours(3);
    },
    {
      outcomes: ['verified-recovered'],
      tickets: ['Resolved'],
      comments: 1,
      says: ['What: the laptop NW-LT-1 is offline.', 'not seen since 2026-03-06 20:00 CET (as Atera last reported)'],
      // One of each vendor for each morning without it.
      most: { atera: 12, automox: 4 },
    },
  );
});

describe('a server', () => {
  scenario(
    'that goes off on Saturday night gets its ticket at once',
    { ...atWork, ...seldomPolled },
    async (stage) => {
      const { device } = await addWatched(stage);
      await until(stage, '07T23:00');
      device.goOffline();
      await stage.app.clock.advance(HOUR);
    },
    {
      outcomes: ['ticket-opened'],
      tickets: ['Open'],
      openAlerts: 1,
      says: ['not seen since 2026-03-08 00:00 CET (as Atera last reported)'],
      most: { atera: 3, automox: 1 },
    },
  );
});
