import { afterAll, describe, expect } from 'vitest';
import { FIRST_CUSTOMER } from '../../../helpers/app/app-setup.ts';
import { printRequests, scenario } from '../../../helpers/app/scenario.ts';
import {
  addTicketed,
  addWatched,
  untilKnown,
  untilTicketed,
  withDirectory,
  withWitness,
} from '../../../helpers/scenarios/offline-scenarios.ts';

const OTHER_ORGANIZATION = 999;

const READ = 'GET /servers/{serverId}';

const oneTicket = { outcomes: ['ticket-opened'], tickets: ['Open'], openAlerts: 1 } as const;

afterAll(printRequests);

describe('a server that Atera shows offline and Automox still reaches', () => {
  scenario(
    'has a dead agent, and its ticket says so',
    withWitness,
    async (stage) => {
      const { device, server } = await addWatched(stage);
      server.setAgent('up');
      device.goOffline();
      await untilTicketed(stage);
      expect(stage.ticket().title).toContain('Atera agent silent on NW-SRV-01, device is up');
    },
    {
      ...oneTicket,
      says: [
        'What: the Atera agent of the server NW-SRV-01 is silent; the device itself is running, because Automox reaches it.',
        'Automox: connected, last scan 2026-03-02 07:00 UTC.',
        'Please do: restart the service AteraAgent on the device',
        'This ticket is closed by itself when the agent reports again and stays online',
      ],
      most: { atera: 3, automox: 1 },
    },
  );

  scenario(
    'has its ticket closed when the agent reports again',
    withWitness,
    async (stage) => {
      const { device, server } = await addWatched(stage);
      server.setAgent('up');
      device.goOffline();
      await untilTicketed(stage);
      device.comeBack();
      await stage.hours(2);
    },
    { outcomes: ['verified-recovered'], tickets: ['Resolved'], comments: 1, most: { atera: 8, automox: 1 } },
  );
});

describe('a server that goes offline without a second witness', () => {
  scenario(
    'because Automox is not set up: the ticket says so',
    {},
    async (stage) => {
      stage.add().goOffline();
      await untilTicketed(stage);
    },
    {
      ...oneTicket,
      says: [
        'Please do: find out whether the device is off (power, network) or only its Atera agent is silent',
        'There is no second witness: Automox is not set up.',
      ],
      most: { atera: 3 },
    },
  );

  scenario(
    'because its customer is not assigned to Automox: the ticket says so',
    { ...withDirectory, automox: { 99: {} } },
    async (stage) => {
      const device = stage.add();
      stage.app.simulator.automox.enroll(device);
      await untilKnown(stage);
      device.goOffline();
      await untilTicketed(stage);
    },
    {
      ...oneTicket,
      says: ['There is no second witness: the customer of the device is assigned to no Automox organisation.'],
      most: { atera: 3 },
    },
  );

  scenario(
    'because Automox does not know it: the ticket says so',
    withDirectory,
    async (stage) => {
      const device = stage.add();
      await untilKnown(stage);
      device.goOffline();
      await untilTicketed(stage);
    },
    {
      ...oneTicket,
      says: ['There is no second witness: Automox knows no device with its serial number or its host name.'],
      most: { atera: 3 },
    },
  );

  scenario(
    'because it was removed from Automox since: the ticket says so',
    withWitness,
    async (stage) => {
      const { device, server } = await addWatched(stage);
      stage.app.simulator.automox.remove(server);
      device.goOffline();
      await untilTicketed(stage);
    },
    {
      ...oneTicket,
      says: ['There is no second witness: it does not know the device any more.'],
      most: { atera: 3, automox: 1 },
    },
  );

  scenario(
    'because Automox does not report whether it is connected: the ticket says so',
    withWitness,
    async (stage) => {
      const device = stage.add();
      await stage.enroll(device, { raw: { connected: 'maybe' } });
      device.goOffline();
      await untilTicketed(stage);
    },
    {
      ...oneTicket,
      says: ['There is no second witness: it does not report whether the device is connected.'],
      most: { atera: 3, automox: 1 },
    },
  );

  scenario(
    'because the role of the key was taken away: the ticket says so',
    withWitness,
    async (stage) => {
      const { device } = await addWatched(stage);
      const refused = { kind: 'status', status: 403 } as const;
      stage.app.simulator.faults.inject({ on: READ, times: Number.POSITIVE_INFINITY, fault: refused });
      device.goOffline();
      await untilTicketed(stage);
    },
    {
      ...oneTicket,
      says: ['There is no second witness: it could not be asked (Automox GET /servers/{serverId}: HTTP 403).'],
      most: { atera: 3, automox: 1 },
    },
  );

  scenario(
    'because the key was revoked: the ticket says so',
    withWitness,
    async (stage) => {
      const { device } = await addWatched(stage);
      const { automoxKeys } = stage.app.simulator;
      automoxKeys.revoke(automoxKeys.current);
      device.goOffline();
      await untilTicketed(stage);
    },
    {
      ...oneTicket,
      says: ['There is no second witness: it could not be asked (Automox GET /servers/{serverId}: HTTP 401).'],
      most: { atera: 3, automox: 2 },
    },
  );

  scenario(
    'because the organisation is not the one of the key: the ticket says so',
    { automox: { [FIRST_CUSTOMER]: { organizationId: OTHER_ORGANIZATION } } },
    async (stage) => void (await addTicketed(stage)),
    {
      ...oneTicket,
      says: ['There is no second witness: it could not be asked (Automox GET /servers/{serverId}: HTTP 403).'],
      most: { atera: 3, automox: 1 },
    },
  );

  scenario(
    'because Automox is down: the ticket does not wait for it, and says so',
    withWitness,
    async (stage) => {
      const { device } = await addWatched(stage);
      const down = { kind: 'status', status: 503 } as const;
      stage.app.simulator.faults.inject({ on: READ, times: Number.POSITIVE_INFINITY, fault: down });
      device.goOffline();
      await untilTicketed(stage);
      device.comeBack();
      await stage.hours(2);
    },
    {
      outcomes: ['verified-recovered'],
      tickets: ['Resolved'],
      comments: 1,
      says: ['There is no second witness: it could not be asked (Automox GET /servers/{serverId}: HTTP 503).'],
      most: { atera: 8, automox: 1 },
    },
  );

  scenario(
    'has one all the same by a key that may only read',
    withWitness,
    async (stage) => {
      const { automoxKeys } = stage.app.simulator;
      automoxKeys.setRole(automoxKeys.current, 'read-only');
      await addTicketed(stage);
    },
    { ...oneTicket, says: ['Automox: disconnected since 2026-03-02 08:00 UTC.'], most: { atera: 3, automox: 1 } },
  );
});

describe('a server of which Atera does not report whether it is online', () => {
  scenario(
    'gets a ticket that says so',
    withWitness,
    async (stage) => {
      const { device } = await addWatched(stage, { raw: { Online: null } });
      device.goOffline();
      await untilTicketed(stage);
      expect(stage.ticket().title).toContain('Offline alert could not be verified on NW-SRV-01');
    },
    {
      ...oneTicket,
      says: [
        'Atera does not report whether it is online',
        'Please do: look the device up in Atera and try to reach it',
      ],
      most: { atera: 5, automox: 1 },
    },
  );
});
