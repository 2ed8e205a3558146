import { afterAll, describe, expect } from 'vitest';
import { printRequests, type Stage, scenario } from '../../../helpers/app/scenario.ts';
import {
  addCleanable,
  addFull,
  addWorklet,
  CLEANUP,
  untilAsked,
  withAutomoxMatch,
} from '../../../helpers/scenarios/disk-scenarios.ts';

afterAll(printRequests);

describe('two disk cleanups of one small customer', () => {
  scenario(
    'approved at once run one after the other',
    withAutomoxMatch,
    async (stage) => {
      await addCleanable(stage);
      await stage.enroll(addFull(stage));
      await untilAsked(stage);
      await stage.answer('approve');
      await stage.answer('approve');
      await stage.minutes(15);
      expect(commandsOf(stage)).toHaveLength(1);
      await stage.hours(5);
    },
    { outcomes: ['cleanup-verified', 'cleanup-verified'], commands: [CLEANUP, CLEANUP] },
  );

  scenario(
    'that do not help stop further ones: the third device gets a ticket that says so',
    withAutomoxMatch,
    async (stage) => {
      await addCleanable(stage, () => 1);
      await stage.enroll(addFull(stage));
      for (let device = 0; device < 2; device++) {
        await untilAsked(stage);
        await stage.answer('approve');
        await stage.minutes(40);
      }
      await stage.enroll(addFull(stage));
      await stage.minutes(30);
    },
    {
      outcomes: ['ticket-opened', 'still-occurring', 'ticket-opened'],
      tickets: ['Open', 'Open', 'Open'],
      comments: 2,
      commands: [CLEANUP, CLEANUP],
      openAlerts: 3,
      says: ['on NW-SRV-03', 'Devices of this customer are left alone until'],
    },
  );
});

describe('two disk cleanups of which nothing says whether they helped', () => {
  scenario(
    'are no failures: a third device is not left alone',
    withAutomoxMatch,
    async (stage) => {
      const addUnreadable = async () => stage.enroll(addFull(stage), { rawVolumes: 'everything is fine' });
      addWorklet(stage, () => 0);
      await addUnreadable();
      await addUnreadable();
      for (let device = 0; device < 2; device++) {
        await untilAsked(stage);
        await stage.answer('approve');
        await stage.hours(1.4);
      }
      await addUnreadable();
      await stage.minutes(30);
    },
    {
      outcomes: ['ticket-opened', 'still-occurring', 'approval-needed'],
      tickets: ['Open', 'Open'],
      comments: 2,
      commands: [CLEANUP, CLEANUP],
      openAlerts: 3,
      says: ['Whether it helped is not known'],
    },
  );
});

function commandsOf({ app }: Stage): string[] {
  const { servers } = app.simulator.automox;
  return [...servers.values()].flatMap(({ taken }) => taken.filter((name) => name === CLEANUP));
}
