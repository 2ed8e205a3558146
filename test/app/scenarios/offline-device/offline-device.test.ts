import { afterAll, describe, expect } from 'vitest';
import { printRequests, scenario } from '../../../helpers/app/scenario.ts';
import { seldomPolled } from '../../../helpers/scenarios/disk-scenarios.ts';
import {
  addTicketed,
  addWatched,
  untilKnown,
  untilTicketed,
  withDirectory,
  withWitness,
} from '../../../helpers/scenarios/offline-scenarios.ts';

const DAY = 24;

const forDays = { ...withWitness, ...seldomPolled };

/** A tenant that renamed the alert. */
const german = {
  classification: { diskSpace: [], offlineDevice: [{ title: 'Kein Lebenszeichen' }], pendingReboot: [], never: [] },
};

afterAll(printRequests);

describe('a server that goes offline', () => {
  scenario(
    'and is back within its grace costs nobody a ticket',
    withWitness,
    async (stage) => {
      const { device } = await addWatched(stage);
      device.goOffline();
      await stage.minutes(4);
      device.comeBack();
      await stage.hours(2);
    },
    { outcomes: ['alert-cleared'], most: { atera: 3 } },
  );

  scenario(
    'stays off and gets one ticket that says what both vendors report',
    withWitness,
    async (stage) => {
      const { ticket } = await addTicketed(stage);
      expect(ticket).toMatchObject({ priority: 'High', impact: 'ServerIssue', type: 'Incident' });
      expect(ticket.title).toBe('NW-SRV-01 is offline [rmm a1001.offline.1]');
      await stage.hours(3);
    },
    {
      outcomes: ['still-occurring'],
      tickets: ['Open'],
      openAlerts: 1,
      says: [
        'What: the server NW-SRV-01 is offline.',
        'not seen since 2026-03-02 08:00 UTC (as Atera last reported).',
        'Automox: disconnected since 2026-03-02 08:00 UTC.',
        'Tried: nothing was changed on the device; it was found offline 2 times in a row.',
        'Please do: check power and network (management board, hypervisor, UPS, switch); neither vendor reaches the device.',
      ],
      // Three for the ticket, one for each hour.
      most: { atera: 7, automox: 1 },
    },
  );

  scenario(
    'and has its ticket within twenty minutes takes no more requests than promised for it',
    withWitness,
    async (stage) => void (await addTicketed(stage)),
    { outcomes: ['ticket-opened'], tickets: ['Open'], openAlerts: 1, most: { atera: 3, automox: 1 } },
  );

  scenario(
    'and comes back has its ticket closed with a comment',
    withWitness,
    async (stage) => {
      const { device } = await addTicketed(stage);
      device.comeBack();
      await stage.hours(2);
    },
    {
      outcomes: ['verified-recovered'],
      tickets: ['Resolved'],
      comments: 1,
      noted: ['The condition has recovered, confirmed by two checks.', 'The ticket is set to resolved.'],
      most: { atera: 8, automox: 1 },
    },
  );

  scenario(
    'and is back for two minutes only keeps its ticket',
    withWitness,
    async (stage) => {
      const { device } = await addTicketed(stage);
      device.comeBack();
      await stage.minutes(2);
      device.goOffline();
      await stage.hours(3);
    },
    // One for each of Atera's two alerts.
    {
      outcomes: ['still-occurring', 'still-occurring'],
      tickets: ['Open'],
      openAlerts: 1,
      most: { atera: 9, automox: 1 },
    },
  );

  scenario(
    'four times in a day gets one ticket that says so, kept until it has stayed for a day',
    withWitness,
    async (stage) => {
      const { device } = await addWatched(stage);
      for (let times = 0; times < 4; times++) {
        device.goOffline();
        await stage.minutes(5);
        device.comeBack();
        await stage.minutes(55);
      }
      await stage.hours(12);
      expect(stage.ticket()).toMatchObject({
        status: 'Open',
        title: expect.stringContaining('keeps going offline'),
      });
      await stage.hours(16);
    },
    {
      outcomes: ['back-online', 'back-online', 'alert-cleared', 'verified-recovered'],
      tickets: ['Resolved'],
      comments: 1,
      says: ['It went away several times recently: look for the cause (power, sleep, network, agent).'],
    },
  );

  scenario(
    'for days is reminded of once a day, and Automox is asked but once',
    forDays,
    async (stage) => {
      const { device } = await addWatched(stage);
      device.goOffline();
      await stage.hours(3 * DAY + 3);
      expect(stage.ticket().comments.map(({ text }) => text)).toEqual(
        Array.from({ length: 3 }, () => expect.stringContaining('Still occurring since 2026-03-02 08:0')),
      );
    },
    { outcomes: ['still-occurring'], tickets: ['Open'], comments: 3, openAlerts: 1, most: { atera: 87, automox: 1 } },
  );

  scenario(
    'again within the week has its ticket opened again',
    forDays,
    async (stage) => {
      const { device } = await addWatched(stage);
      device.goOffline();
      await stage.hours(1);
      device.comeBack();
      await stage.hours(3 * DAY);
      expect(stage.ticket().status).toBe('Resolved');
      device.goOffline();
      await stage.hours(1);
    },
    {
      outcomes: ['verified-recovered', 'ticket-reopened'],
      tickets: ['Open'],
      comments: 2,
      openAlerts: 1,
      noted: ['The condition came back at 2026-03-05', 'Tried: ', 'Please do: '],
    },
  );

  scenario(
    'again after more than a week gets a new ticket',
    forDays,
    async (stage) => {
      const { device } = await addWatched(stage);
      device.goOffline();
      await stage.hours(1);
      device.comeBack();
      await stage.hours(8 * DAY);
      device.goOffline();
      await stage.hours(1);
    },
    {
      outcomes: ['verified-recovered', 'ticket-opened'],
      tickets: ['Resolved', 'Open'],
      comments: 1,
      openAlerts: 1,
      says: ['Since: 2026-03-10'],
    },
  );

  scenario(
    'has an alert in the words of a German tenant',
    { ...withWitness, policy: german, simulator: { world: { wording: () => GERMAN } } },
    async (stage) => {
      const { device } = await addTicketed(stage);
      device.comeBack();
      await stage.hours(2);
    },
    {
      outcomes: ['verified-recovered'],
      tickets: ['Resolved'],
      comments: 1,
      says: ['the server NW-SRV-01 is offline'],
      most: { atera: 8, automox: 1 },
    },
  );

  scenario(
    'has an alert in words that the policy does not list, and is left alone',
    { ...withWitness, simulator: { world: { wording: () => GERMAN } } },
    async (stage) => {
      const { device } = await addWatched(stage);
      device.goOffline();
      await stage.hours(2);
    },
    { outcomes: ['no-playbook'], openAlerts: 1, most: { atera: 0 } },
  );

  scenario(
    'is only reported in observe',
    { ...withWitness, mode: 'observe' },
    async (stage) => {
      const { device } = await addWatched(stage);
      device.goOffline();
      await stage.hours(3);
    },
    {
      outcomes: ['would-keep-ticket'],
      openAlerts: 1,
      explained: ['Still occurring; would keep a ticket open.'],
      most: { atera: 5, automox: 1 },
    },
  );

  scenario(
    'is only reported in observe, also when it is back',
    { ...withWitness, mode: 'observe' },
    async (stage) => {
      const { device } = await addWatched(stage);
      device.goOffline();
      await stage.hours(1);
      device.comeBack();
      await stage.hours(2);
    },
    { outcomes: ['verified-recovered'], explained: ['there was no ticket'], most: { atera: 5, automox: 1 } },
  );

  scenario(
    'beside another one of the same name: each has its own ticket, without a second witness',
    withDirectory,
    async (stage) => {
      const devices = [stage.add({ name: 'NW-SRV' }), stage.add({ name: 'NW-SRV' })];
      for (const device of devices) stage.app.simulator.automox.enroll(device, { serialNumber: null });
      await untilKnown(stage);
      for (const device of devices) device.goOffline();
      await untilTicketed(stage);
      devices[0]?.comeBack();
      await stage.hours(1);
    },
    {
      outcomes: ['verified-recovered', 'still-occurring'],
      // Newest first: the one that is back was raised later.
      tickets: ['Resolved', 'Open'],
      comments: 1,
      openAlerts: 1,
      says: ['There is no second witness: Automox has 2 devices of that host name ('],
      most: { atera: 13 },
    },
  );
});

const GERMAN = { title: 'Kein Lebenszeichen', message: 'Von NW-SRV-01 fehlt jede Spur.' };
