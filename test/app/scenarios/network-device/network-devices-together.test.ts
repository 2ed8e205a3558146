import { afterAll, describe, expect } from 'vitest';
import type { NetworkDevice } from '../../../../dev/simulator/world/network/network-device.ts';
import { printRequests, type Stage, scenario } from '../../../helpers/app/scenario.ts';
import { addFirewall, listed, untilReported } from '../../../helpers/scenarios/network-scenarios.ts';
import { untilKnown } from '../../../helpers/scenarios/offline-scenarios.ts';

afterAll(printRequests);

/** A rack of devices that one agent watches, which stays online. */
async function addRack(stage: Stage, names: readonly string[], { clears = true } = {}): Promise<NetworkDevice[]> {
  const { device, watcher } = addFirewall(stage, { name: names[0] ?? '', clears });
  const others = names.slice(1).map((name) => addFirewall(stage, { name, clears, monitoringAgent: watcher }).device);
  await untilKnown(stage);
  return [device, ...others];
}

const rack = ['NW-SW-01', 'NW-SW-02', 'NW-SW-03', 'NW-AP-01', 'NW-AP-02'];

function titles(stage: Stage, status?: string): string[] {
  const all = stage.app.simulator.world.tickets.all();
  return all.filter((ticket) => status === undefined || ticket.status === status).map(({ title }) => title);
}

describe('network devices that go down together while the agent that watches them is online', () => {
  scenario(
    'get one ticket that names them all, and one that stays down longer gets its own',
    listed,
    async (stage) => {
      const devices = await addRack(stage, rack);
      for (const device of devices) device.goDown();
      await untilReported(stage);
      await stage.minutes(30);
      expect(titles(stage)).toEqual([expect.stringMatching(/NW-\w+-0\d and 4 more network devices reported down/)]);
      const { description } = stage.ticket();
      for (const name of [...rack, 'check first what the devices share', 'within 2 minutes of it'])
        expect(description).toContain(name);
      const first = devices.find(({ name }) => titles(stage)[0]?.includes(name));
      const last = devices.find((device) => device !== first);
      for (const device of devices) if (device !== last) device.comeBack();
      await stage.hours(3);
      expect(titles(stage, 'Open')).toEqual([expect.stringContaining(`${last?.name} is down`)]);
    },
    {
      outcomes: ['still-occurring', 'alert-cleared', 'verified-recovered', 'alert-cleared', 'alert-cleared'],
      tickets: ['Resolved', 'Open'],
      comments: 1,
      openAlerts: 1,
    },
  );

  scenario(
    'are reported again when one of them recovers and falls once more',
    listed,
    async (stage) => {
      const devices = await addRack(stage, rack.slice(0, 3));
      for (const device of devices) device.goDown();
      await untilReported(stage);
      const again = devices.find(({ name }) => !titles(stage)[0]?.includes(name));
      again?.comeBack();
      await stage.hours(1);
      again?.goDown();
      await stage.hours(1);
      expect(titles(stage)).toContainEqual(expect.stringContaining('and 2 more network devices reported down'));
      expect(titles(stage)).toContainEqual(expect.stringContaining(`${again?.name} is down`));
    },
    {
      outcomes: ['alert-cleared', 'down-together', 'still-occurring', 'ticket-opened'],
      tickets: ['Open', 'Open'],
      openAlerts: 3,
    },
  );

  scenario(
    'do not wait for one that is up again and gets no ticket, though its alert stays open',
    { ...listed, mode: 'propose' },
    async (stage) => {
      const [first, ...others] = await addRack(stage, rack.slice(0, 4), { clears: false });
      first?.goDown(60_000);
      for (const device of others) device.goDown(90_000);
      await stage.minutes(2);
      first?.comeBack();
      await stage.hours(1);
      expect(titles(stage)).toEqual([expect.stringContaining('more network devices reported down')]);
      for (const { name } of others) expect(stage.ticket().description).toContain(name);
    },
    {
      outcomes: ['would-resolve', 'down-together', 'down-together', 'ticket-opened'],
      tickets: ['Open'],
      openAlerts: 4,
    },
  );

  scenario(
    'get a ticket each where there are only two of them',
    listed,
    async (stage) => {
      for (const device of await addRack(stage, rack.slice(0, 2))) device.goDown();
      await untilReported(stage);
    },
    { outcomes: ['ticket-opened', 'ticket-opened'], tickets: ['Open', 'Open'], openAlerts: 2 },
  );

  scenario(
    'get a ticket each where they did not go down within minutes of each other',
    listed,
    async (stage) => {
      for (const device of await addRack(stage, rack.slice(0, 3))) {
        device.goDown();
        await stage.minutes(15);
      }
      await untilReported(stage);
    },
    {
      outcomes: ['ticket-opened', 'ticket-opened', 'ticket-opened'],
      tickets: ['Open', 'Open', 'Open'],
      openAlerts: 3,
    },
  );

  scenario(
    'would get one ticket in observe, as their outcomes say',
    { ...listed, mode: 'observe' },
    async (stage) => {
      for (const device of await addRack(stage, rack.slice(0, 3))) device.goDown();
      await untilReported(stage);
      await stage.minutes(30);
      const texts = (await stage.app.outcomes()).map(({ text }) => text);
      expect(texts).toContainEqual(expect.stringContaining('down together with others; one ticket, that of NW-SW-'));
    },
    {
      outcomes: ['down-together', 'down-together', 'would-open-ticket'],
      openAlerts: 3,
    },
  );
});
