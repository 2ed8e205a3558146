import { afterAll, describe } from 'vitest';
import { printRequests, type Stage, scenario } from '../../helpers/scenario.ts';

/** A server whose drive C: is full: its alert comes within five minutes. */
const addFull = (stage: Stage) => stage.add({ disks: [{ drive: 'C:', usedPercent: 95 }] });

afterAll(printRequests);

describe('disk space', () => {
  scenario(
    'recovers by itself',
    {},
    async (stage) => {
      const server = addFull(stage);
      await stage.minutes(7);
      server.setDiskUsedPercent('C:', 50);
      await stage.hours(2);
    },
    { outcomes: ['alert-cleared'], most: { atera: 3 } },
  );

  scenario(
    'stays full and gets one ticket',
    {},
    async (stage) => {
      addFull(stage);
      await stage.hours(1);
    },
    { outcomes: ['ticket-opened'], tickets: ['Open'], openAlerts: 1, most: { atera: 5 } },
  );
});
