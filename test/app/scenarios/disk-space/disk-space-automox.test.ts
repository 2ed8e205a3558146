import { afterAll, describe, expect } from 'vitest';
import { FIRST_CUSTOMER } from '../../../helpers/app/app-setup.ts';
import { printRequests, scenario } from '../../../helpers/app/scenario.ts';
import {
  addCleanable,
  addFull,
  addWorklet,
  CLEANUP,
  cleaning,
  FIRST_WORKLET,
  untilAsked,
  withAutomoxMatch,
} from '../../../helpers/scenarios/disk-scenarios.ts';

const OTHER_ORGANIZATION = 999;

/** The customer is in another organisation than the key, with a worklet of its own. */
const elsewhere = {
  automox: { [FIRST_CUSTOMER]: { organizationId: OTHER_ORGANIZATION } },
  policy: {
    customers: { [FIRST_CUSTOMER]: { worklets: { diskCleanup: FIRST_WORKLET }, alwaysOnDevices: [] } },
  },
};

/** Devices are found by listing both vendors, as in production. */
const withDirectory = { ...withAutomoxMatch, directory: 'none' } as const;

afterAll(printRequests);

describe('a full drive without an Automox match', () => {
  scenario(
    'of a customer that is not assigned to Automox: the ticket says so',
    { automox: { 99: {} }, policy: cleaning },
    async (stage) => {
      await addCleanable(stage);
      await stage.minutes(30);
    },
    {
      outcomes: ['ticket-opened'],
      tickets: ['Open'],
      openAlerts: 1,
      says: ['A cleanup could not be run: the customer of the device is assigned to no Automox organisation.'],
      most: { atera: 5 },
    },
  );

  scenario(
    'of a customer without a cleanup worklet: the ticket says so',
    { automox: true },
    async (stage) => {
      await addCleanable(stage);
      await stage.minutes(30);
    },
    {
      outcomes: ['ticket-opened'],
      tickets: ['Open'],
      openAlerts: 1,
      says: ['A cleanup could not be run: the policy names no cleanup worklet for the customer.'],
      most: { atera: 5 },
    },
  );

  scenario(
    'on one of two devices with the same name and no serial number: the ticket says so, neither is touched',
    withDirectory,
    async (stage) => {
      const { automox } = stage.app.simulator;
      addWorklet(stage);
      for (const device of [addFull(stage, { name: 'NW-PC' }), stage.add({ name: 'NW-PC' })])
        automox.enroll(device, { serialNumber: null });
      await stage.minutes(40);
    },
    {
      outcomes: ['ticket-opened'],
      tickets: ['Open'],
      openAlerts: 1,
      says: ['A cleanup could not be run: Automox has 2 devices of that host name (NW-PC 3000001, NW-PC 3000002); '],
      most: { atera: 5 },
    },
  );

  scenario(
    'on a device that Automox does not know: the ticket says so',
    withDirectory,
    async (stage) => {
      addWorklet(stage);
      addFull(stage);
      await stage.minutes(40);
    },
    {
      outcomes: ['ticket-opened'],
      tickets: ['Open'],
      openAlerts: 1,
      says: ['A cleanup could not be run: Automox knows no device with its serial number or its host name.'],
      most: { atera: 5 },
    },
  );

  scenario(
    'because Automox refuses the organisation to the directory: the ticket says so',
    { ...withDirectory, automox: { [FIRST_CUSTOMER]: { organizationId: OTHER_ORGANIZATION } } },
    async (stage) => {
      addWorklet(stage);
      stage.app.simulator.automox.enroll(addFull(stage));
      await stage.minutes(40);
    },
    {
      outcomes: ['ticket-opened'],
      tickets: ['Open'],
      openAlerts: 1,
      says: ['A cleanup could not be run: Automox does not let the app see organisation 999.'],
    },
  );
});

describe('a full drive that the real directory matches', () => {
  scenario(
    'is cleaned, and its alert ends',
    withDirectory,
    async (stage) => {
      addWorklet(stage);
      stage.app.simulator.automox.enroll(addFull(stage));
      await stage.minutes(30);
      await stage.answer('approve');
      await stage.hours(3);
    },
    { outcomes: ['cleanup-verified'], commands: [CLEANUP], most: { atera: 5, automox: 8 } },
  );
});

describe('an approved cleanup that Automox does not take', () => {
  scenario(
    'because the key may only read: no success, the ticket says so',
    withAutomoxMatch,
    async (stage) => {
      const { server } = await addCleanable(stage);
      const { automoxKeys } = stage.app.simulator;
      automoxKeys.setRole(automoxKeys.current, 'read-only');
      await untilAsked(stage);
      await stage.answer('approve');
      await stage.minutes(40);
      expect(server.queue).toEqual([]);
    },
    {
      outcomes: ['ticket-opened'],
      tickets: ['Open'],
      openAlerts: 1,
      says: [
        'Nothing was done to the device. Proposed: ',
        'The command could not be sent: Automox POST /policies/{policyId}/action: HTTP 403.',
      ],
      most: { atera: 7, automox: 7 },
    },
  );

  scenario(
    'because the organisation is not the one of the key: no success, the ticket says so',
    elsewhere,
    async (stage) => {
      await addCleanable(stage);
      await untilAsked(stage);
      await stage.answer('approve');
      await stage.minutes(40);
    },
    {
      outcomes: ['ticket-opened'],
      tickets: ['Open'],
      openAlerts: 1,
      says: ['The command could not be sent: Automox GET /servers/{serverId}: HTTP 403.'],
      most: { atera: 7, automox: 7 },
    },
  );

  scenario(
    'because it knows no such worklet: no success, the ticket says so',
    { automox: true, policy: { worklets: { diskCleanup: FIRST_WORKLET + 1 } } },
    async (stage) => {
      await addCleanable(stage);
      await untilAsked(stage);
      await stage.answer('approve');
      await stage.minutes(40);
    },
    {
      outcomes: ['ticket-opened'],
      tickets: ['Open'],
      openAlerts: 1,
      says: [
        'Proposed: Run Automox worklet 40002',
        'The command could not be sent: Automox POST /policies/{policyId}/action: HTTP 404.',
      ],
      most: { atera: 7, automox: 7 },
    },
  );

  scenario(
    'because a person has queued the same already: it is not queued twice',
    withAutomoxMatch,
    async (stage) => {
      const { server, worklet } = await addCleanable(stage, () => 0);
      const { automox } = stage.app.simulator;
      automox.behaviour.drainMs = [1_800_000, 1_800_000];
      await untilAsked(stage);
      automox.remediate(worklet, server);
      await stage.answer('approve');
      await stage.minutes(40);
    },
    {
      outcomes: ['ticket-opened'],
      tickets: ['Open'],
      commands: [CLEANUP],
      openAlerts: 1,
      says: ['It was not done, because the same command waits in its queue already.'],
      most: { atera: 7, automox: 7 },
    },
  );

  scenario(
    'because it is down: the command is tried a few times, and then again with every later run',
    withAutomoxMatch,
    async (stage) => {
      await addCleanable(stage);
      const down = { kind: 'status', status: 503 } as const;
      const on = 'GET /servers/{serverId}';
      stage.app.simulator.faults.inject({ on, times: Number.POSITIVE_INFINITY, fault: down });
      await untilAsked(stage);
      await stage.answer('approve');
      await stage.minutes(28);
    },
    {
      outcomes: ['send-failed'],
      openAlerts: 1,
      explained: [
        'Could not send the command: Automox GET /servers/{serverId}: HTTP 503.',
        'Approved by Ada (typed, not verified) 2026-03-02 08:20 UTC; it is not done yet: it was not possible to send the command',
        'It is tried again, until 2026-03-05 08:20 UTC.',
      ],
      most: { atera: 7, automox: 7 },
    },
  );
});
