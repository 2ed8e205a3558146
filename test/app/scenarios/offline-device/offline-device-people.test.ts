import { afterAll, describe, expect } from 'vitest';
import { oftenPolled, printRequests, scenario } from '../../../helpers/app/scenario.ts';
import { addTicketed, addWatched, untilTicketed, withWitness } from '../../../helpers/scenarios/offline-scenarios.ts';

/** Atera is asked for the alert's monitor only after days: what a person resolves stays away. */
const neverRaisedAgain = {
  ...withWitness,
  simulator: { world: { lags: { raiseMs: [500_000_000, 500_000_000] } } },
} as const;

afterAll(printRequests);

describe('an offline alert that a person resolves', () => {
  scenario(
    'before its ticket, though the server is off, comes back and gets one ticket',
    { ...withWitness, ...oftenPolled },
    async (stage) => {
      const { device } = await addWatched(stage);
      device.goOffline();
      await stage.minutes(5);
      stage.app.simulator.world.person.resolveAlert(device.openAlertId('offline') ?? 0);
      await stage.minutes(40);
    },
    {
      outcomes: ['alert-cleared', 'ticket-opened'],
      tickets: ['Open'],
      openAlerts: 1,
      says: ['Automox: disconnected since 2026-03-02 08:00 UTC.'],
      most: { atera: 5, automox: 1 },
    },
  );

  scenario(
    'after its ticket, though the server is off, comes back to the same ticket, which stays open',
    withWitness,
    async (stage) => {
      const { device, person } = await addTicketed(stage);
      person.resolveAlert(device.openAlertId('offline') ?? 0);
      await stage.hours(3);
    },
    { outcomes: ['still-occurring', 'still-occurring'], tickets: ['Open'], openAlerts: 1 },
  );

  scenario(
    'and that does not come back, keeps its ticket as long as the server is off',
    neverRaisedAgain,
    async (stage) => {
      const { device, person } = await addTicketed(stage);
      person.resolveAlert(device.openAlertId('offline') ?? 0);
      await stage.hours(6);
    },
    { outcomes: ['still-occurring'], tickets: ['Open'] },
  );

  scenario(
    'and that does not come back, has its ticket closed when the server is back',
    neverRaisedAgain,
    async (stage) => {
      const { device, person } = await addTicketed(stage);
      person.resolveAlert(device.openAlertId('offline') ?? 0);
      await stage.hours(2);
      device.comeBack();
      await stage.hours(3);
    },
    { outcomes: ['verified-recovered'], tickets: ['Resolved'], comments: 1 },
  );
});

describe('the ticket of a server that is off', () => {
  scenario(
    'that a person commented is left open with our note when the server is back',
    withWitness,
    async (stage) => {
      const { device, ticket, person } = await addTicketed(stage);
      person.comment(ticket.id, stage.technician(), 'I drive there');
      device.comeBack();
      await stage.hours(2);
    },
    {
      outcomes: ['verified-recovered'],
      tickets: ['Open'],
      comments: 1,
      noted: ['The condition has recovered, confirmed by two checks.', 'The ticket is left to whoever works on it.'],
      explained: ['left to a person'],
      most: { atera: 8, automox: 1 },
    },
  );

  scenario(
    'that a person closed though the server is off stays closed, and no other is opened',
    withWitness,
    async (stage) => {
      const { ticket, person } = await addTicketed(stage);
      person.closeTicket(ticket.id);
      await stage.hours(6);
    },
    { outcomes: ['closed-by-person'], tickets: ['Closed'], openAlerts: 1 },
  );

  scenario(
    'that a person closed is not touched when the server is back',
    withWitness,
    async (stage) => {
      const { device, ticket, person } = await addTicketed(stage);
      person.closeTicket(ticket.id);
      device.comeBack();
      await stage.hours(2);
    },
    {
      outcomes: ['verified-recovered'],
      tickets: ['Closed'],
      explained: ['ended already'],
      most: { atera: 8, automox: 1 },
    },
  );

  scenario(
    'that a person deleted does not hold up the end',
    withWitness,
    async (stage) => {
      const { device, ticket, person } = await addTicketed(stage);
      person.deleteTicket(ticket.id);
      device.comeBack();
      await stage.hours(2);
    },
    { outcomes: ['verified-recovered'], explained: ['gone'], most: { atera: 8, automox: 1 } },
  );

  scenario(
    'that Atera opened itself is adopted: one comment at first, one at the end, never closed',
    { ...withWitness, simulator: { world: { opensTicket: () => true } } },
    async (stage) => {
      const { device, ticket } = await addTicketed(stage);
      const [first, ...more] = ticket.comments;
      expect(more).toEqual([]);
      expect(first?.text).toMatch(/The remediation app has detected the same condition .*Tried: .*Please do: /);
      device.comeBack();
      await stage.hours(2);
    },
    {
      outcomes: ['verified-recovered'],
      tickets: ['Open'],
      comments: 2,
      noted: ['The ticket is left to whoever works on it.'],
      explained: ['left to a person'],
      most: { atera: 9, automox: 1 },
    },
  );

  scenario(
    'that a person attached to the alert meanwhile is adopted, and no second one is opened',
    withWitness,
    async (stage) => {
      const { device } = await addWatched(stage);
      device.goOffline();
      await stage.minutes(5);
      stage.app.simulator.world.person.attachTicket(device.openAlertId('offline') ?? 0);
      await untilTicketed(stage);
    },
    { outcomes: ['ticket-adopted'], tickets: ['Open'], comments: 1, openAlerts: 1, most: { atera: 5, automox: 1 } },
  );
});

describe('a server that is off and vanishes from Atera', () => {
  scenario(
    'before its ticket: none is opened',
    withWitness,
    async (stage) => {
      const { device } = await addWatched(stage);
      device.goOffline();
      await stage.minutes(5);
      stage.app.simulator.world.person.deleteDevice(device);
      await stage.hours(2);
    },
    { outcomes: ['device-not-found'], openAlerts: 1, most: { atera: 3 } },
  );

  scenario(
    'after its ticket: it is left as it is',
    withWitness,
    async (stage) => {
      const { device, person } = await addTicketed(stage);
      person.deleteDevice(device);
      await stage.hours(2);
    },
    {
      outcomes: ['device-not-found'],
      tickets: ['Open'],
      comments: 1,
      openAlerts: 1,
      explained: ['is left as it is'],
      most: { atera: 6, automox: 1 },
    },
  );

  scenario(
    'with its whole customer before its ticket: none is opened',
    withWitness,
    async (stage) => {
      const { device } = await addWatched(stage);
      device.goOffline();
      await stage.minutes(5);
      stage.app.simulator.world.person.deleteCustomer(stage.customer);
      await stage.hours(2);
    },
    { outcomes: ['device-not-found'], openAlerts: 1, most: { atera: 3 } },
  );

  scenario(
    'with its whole customer after its ticket: it is left as it is',
    withWitness,
    async (stage) => {
      const { person } = await addTicketed(stage);
      person.deleteCustomer(stage.customer);
      await stage.hours(2);
    },
    { outcomes: ['device-not-found'], tickets: ['Open'], comments: 1, openAlerts: 1, most: { atera: 6, automox: 1 } },
  );
});
