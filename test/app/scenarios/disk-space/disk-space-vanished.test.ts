import { afterAll, describe, expect } from 'vitest';
import type { Device } from '../../../../dev/simulator/world/device.ts';
import { printRequests, type Stage, scenario } from '../../../helpers/app/scenario.ts';
import { addCleanable, addFull, untilAsked, withAutomoxMatch } from '../../../helpers/scenarios/disk-scenarios.ts';

afterAll(printRequests);

describe('a full drive in Atera', () => {
  scenario(
    'of a device that vanishes before its ticket: nothing is done',
    {},
    async (stage) => {
      const server = addFull(stage);
      await stage.minutes(8);
      stage.app.simulator.world.person.deleteDevice(server);
      await stage.hours(1);
    },
    {
      outcomes: ['device-not-found'],
      openAlerts: 1,
      explained: ['Atera does not know agent 1001'],
      most: { atera: 3 },
    },
  );

  scenario(
    'of a device that vanishes while a person is asked: nothing is sent',
    withAutomoxMatch,
    async (stage) => {
      const { device } = await addCleanable(stage);
      await untilAsked(stage);
      stage.app.simulator.world.person.deleteDevice(device);
      await stage.answer('approve');
      await stage.hours(1);
    },
    { outcomes: ['device-not-found'], openAlerts: 1, most: { atera: 3 } },
  );

  scenario(
    'of a device that vanishes after its ticket: the ticket gets a comment, and is left as it is',
    {},
    async (stage) => {
      const server = addFull(stage);
      await stage.minutes(30);
      stage.app.simulator.world.person.deleteDevice(server);
      await stage.hours(3);
    },
    { outcomes: ['device-not-found'], tickets: ['Open'], comments: 1, openAlerts: 1, explained: ['is left as it is'] },
  );

  scenario(
    'of a customer that vanishes before its ticket: nothing is done',
    {},
    async (stage) => {
      addFull(stage);
      await stage.minutes(8);
      stage.app.simulator.world.person.deleteCustomer(stage.customer);
      await stage.hours(1);
    },
    { outcomes: ['device-not-found'], openAlerts: 1, most: { atera: 3 } },
  );

  scenario(
    'of a customer for whom Atera refuses a contact: the outcome says so, and the ticket comes when it does not',
    {},
    async (stage) => {
      addFull(stage);
      const fault = { kind: 'status', status: 400 } as const;
      const refusal = stage.app.simulator.faults.inject({
        on: 'POST /contacts',
        times: Number.POSITIVE_INFINITY,
        fault,
      });
      await stage.hours(2);
      expect(await stage.app.outcomes()).toMatchObject([{ state: 'failed', code: 'ticket-failed' }]);
      refusal.remove();
      await stage.hours(1);
    },
    { outcomes: ['ticket-opened'], tickets: ['Open'], openAlerts: 1 },
  );

  scenario(
    "whose alert names no customer: one ticket for the customer that the agent's own row names",
    {},
    async (stage) => {
      raiseWithoutCustomer(stage);
      await stage.hours(1);
      expect(stage.ticket().customerId).toBe(stage.customer.id);
    },
    { outcomes: ['ticket-opened'], tickets: ['Open'], openAlerts: 1 },
  );

  scenario(
    'whose alert names no customer, which the directory knows: one ticket for that customer',
    {},
    async (stage) => {
      await stage.enroll(raiseWithoutCustomer(stage));
      await stage.hours(1);
      expect(stage.ticket().customerId).toBe(stage.customer.id);
    },
    { outcomes: ['ticket-opened'], tickets: ['Open'], openAlerts: 1, most: { atera: 5 } },
  );

  scenario(
    'whose ticket Atera takes without an answer: one ticket',
    {},
    async (stage) => {
      addFull(stage);
      stage.app.simulator.faults.inject({ on: 'POST /tickets', fault: { kind: 'reset-after' } });
      await stage.minutes(40);
    },
    { outcomes: ['ticket-opened'], tickets: ['Open'], openAlerts: 1 },
  );
});

/** The alert of a full drive as Atera sends it for a device that it has lost the customer of. */
function raiseWithoutCustomer(stage: Stage): Device {
  const device = addFull(stage, { diskThresholdPercent: 99 });
  stage.app.simulator.world.raiseCustomAlert({
    device,
    title: 'Disk Usage(C:)',
    message: 'The Disk Usage(C:) 95.00% is greater than the threshold of 90%.',
    category: 'Disk',
    customerId: null,
    customerName: null,
  });
  return device;
}
