import { describe, expect } from 'vitest';
import type { Device } from '../../../../dev/simulator/world/device.ts';
import { type Stage, scenario } from '../../../helpers/app/scenario.ts';
import { untilKnown } from '../../../helpers/scenarios/offline-scenarios.ts';

const listed = { directory: 'none', pollSchedule: '0 */5 * * * *' } as const;

/** Servers of another customer, which Automox knows as well where `place` says so. */
function addServers({ app: { simulator } }: Stage, name: string, count: number, isKnown = false): Device[] {
  const { world, automox } = simulator;
  const customer = world.addCustomer(name);
  const servers = Array.from({ length: count }, (_, i) =>
    world.addDevice(customer, { name: `${name}-${i}`, kind: 'server' }),
  );
  if (isKnown) for (const server of servers) automox.enroll(server).setAgent('up');
  return servers;
}

describe('a suspicion of Atera while the devices stay away', () => {
  scenario(
    'ends after two hours, and the tickets say what was suspected',
    listed,
    async (stage) => {
      const servers = ['SOUTH', 'WEST', 'EAST'].flatMap((name) => addServers(stage, name, 4));
      await untilKnown(stage);
      for (const server of servers) server.goOffline();
      await stage.hours(2);
      expect(stage.app.simulator.world.tickets.all()).toEqual([]);
      await stage.minutes(40);
      const reported = (await stage.app.outcomes()).find(({ subject }) => subject === 'atera-quiet');
      expect(reported?.text).toContain('the devices are still away');
    },
    {
      outcomes: [
        'atera-trusted',
        'ticket-opened',
        'ticket-opened',
        'ticket-opened',
        ...Array(12).fill('site-incident'),
      ],
      tickets: ['Open', 'Open', 'Open'],
      openAlerts: 12,
      says: ['Atera itself was suspected, because devices of several customers went quiet together'],
    },
  );
});

describe('a suspicion of Atera that concerns customers of several languages', () => {
  scenario(
    'is reported to each in its own, and in the general one where it names no customer',
    {
      ...listed,
      policy: { language: 'de', timeZone: 'Europe/Berlin', customers: { 12: { language: 'en', alwaysOnDevices: [] } } },
    },
    async (stage) => {
      const servers = ['SOUTH', 'WEST', 'EAST'].flatMap((name) => addServers(stage, name, 4));
      await untilKnown(stage);
      for (const server of servers) server.goOffline();
      await stage.hours(1);
      const reported = async () => (await stage.app.outcomes()).find(({ subject }) => subject === 'atera-quiet')?.text;
      expect(await reported()).toBe(
        'Es besteht der Verdacht auf eine Störung bei Atera selbst: Geräte mehrerer Kunden sind gleichzeitig verstummt. Solange wird für Geräte und Standorte, die offline sind, kein Ticket eröffnet.',
      );
      await stage.minutes(100);
      expect(await reported()).toMatch(/^Seit \d\d\.\d\d\.\d{4} \d\d:\d\d MEZ bestand der Verdacht/);
      const tickets = stage.app.simulator.world.tickets.all();
      const about = (customerId: number) => tickets.find((ticket) => ticket.customerId === customerId);
      expect(about(12)?.title).toMatch(/^Site down: 4 of 4 always-on devices quiet at SOUTH \[/);
      expect(about(12)?.description).toContain(
        'Atera itself was suspected, because devices of several customers went quiet together',
      );
      for (const customerId of [13, 14]) {
        expect(about(customerId)?.title).toMatch(
          /^Standort ausgefallen: 4 von 4 Geräten im Dauerbetrieb bei (WEST|EAST) verstummt \[/,
        );
        expect(about(customerId)?.description).toContain('Geräte mehrerer Kunden sind gleichzeitig verstummt');
      }
    },
    {
      outcomes: ['atera-trusted', ...Array(3).fill('ticket-opened'), ...Array(12).fill('site-incident')],
      tickets: ['Open', 'Open', 'Open'],
      openAlerts: 12,
    },
  );
});

describe('agents that drop one by one at several customers', () => {
  const customers = { 12: {}, 13: {}, 14: {} };
  scenario(
    'while Automox reaches their devices are one suspicion, not dozens of tickets',
    { ...listed, automox: customers },
    async (stage) => {
      const servers = ['SOUTH', 'WEST', 'EAST'].map((name) => addServers(stage, name, 8, true));
      await untilKnown(stage);
      const { world } = stage.app.simulator;
      const inTurn = servers[0]?.flatMap((_, i) => servers.flatMap((of) => of[i] ?? [])) ?? [];
      for (const [i, server] of inTurn.entries()) world.after(i * 7 * 60_000, () => server.goOffline());
      await stage.hours(2.5);
      const { tickets } = stage.app.simulator.world;
      expect(tickets.all()).toHaveLength(5);
      expect(stage.app.log.filter((line) => line.includes('atera-suspected'))).toHaveLength(1);
      // Somebody must check them in the end.
      await stage.hours(1);
      expect(tickets.all()).toHaveLength(24);
      const held = tickets
        .all()
        .filter(({ description }) => description.includes('agents of several customers fell silent'));
      expect(held.length).toBeGreaterThan(10);
    },
    {
      outcomes: ['atera-trusted', ...Array(5).fill('still-occurring'), ...Array(19).fill('ticket-opened')],
      tickets: Array(24).fill('Open'),
      openAlerts: 24,
    },
  );
});
