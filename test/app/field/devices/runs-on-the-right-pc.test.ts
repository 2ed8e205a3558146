import { describe } from 'vitest';
import type { Device } from '../../../../dev/simulator/world/device.ts';
import { FIRST_CUSTOMER } from '../../../helpers/app/app-setup.ts';
import { type Stage, scenario } from '../../../helpers/app/scenario.ts';
import { addFull, addWorklet, CLEANUP, withAutomoxMatch } from '../../../helpers/scenarios/disk-scenarios.ts';

const DOCKED = ['D4:BE:D9:AA:BB:CC'];
const BOUND = ['D4:BE:D9:11:22:33'];

/** PCs from one shelf: no serial number distinguishes them. The first of them is full. */
function addShelf(stage: Stage, macAddresses: readonly (readonly string[])[]): Device[] {
  addWorklet(stage);
  return macAddresses.map((macs, at) => {
    const options = { name: `NW-PC-0${at + 1}`, serialNumber: 'To be filled by O.E.M.', macAddresses: macs };
    const device = at === 0 ? addFull(stage, options) : stage.add(options);
    stage.app.simulator.automox.enroll(device, { macAddresses: macs });
    return device;
  });
}

/** Devices are found by listing both vendors, as in production. */
const listed = {
  ...withAutomoxMatch,
  directory: 'none',
  automox: { [FIRST_CUSTOMER]: { networkCards: true } },
} as const;

describe('a full PC whose serial number is a placeholder', () => {
  scenario(
    'is cleaned where its name and its network card agree',
    listed,
    async (stage) => {
      addShelf(stage, [[...DOCKED, ...BOUND], DOCKED]);
      await stage.minutes(20);
      await stage.answer('approve');
      await stage.hours(3);
    },
    // Two of them to read the network cards, once.
    { outcomes: ['cleanup-verified'], commands: [CLEANUP], most: { atera: 6, automox: 10 } },
  );

  scenario(
    'is left alone where the card is that of a dock which others use too',
    listed,
    async (stage) => {
      addShelf(stage, [DOCKED, DOCKED]);
      await stage.minutes(20);
    },
    {
      ...{ outcomes: ['ticket-opened'], tickets: ['Open'], openAlerts: 1, most: { atera: 6, automox: 2 } },
      says: ['is a placeholder that identifies no device, and its host name alone is not enough; if it is server'],
    },
  );

  scenario(
    'is left alone when Automox shows another card after the yes',
    listed,
    async (stage) => {
      const [device] = addShelf(stage, [BOUND, DOCKED]);
      await stage.minutes(20);
      for (const server of stage.app.simulator.automox.servers.values())
        if (server.device === device) server.macAddresses = ['D4:BE:D9:77:88:99'];
      await stage.answer('approve');
      await stage.minutes(10);
    },
    {
      ...{ outcomes: ['ticket-opened'], tickets: ['Open'], openAlerts: 1, commands: [] },
      says: ['It was not done, because '],
    },
  );
});
