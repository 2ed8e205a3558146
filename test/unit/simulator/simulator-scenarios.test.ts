import { describe, expect, test } from 'vitest';
import { VirtualClock } from '../../../dev/host/clock.ts';
import { AutomoxOrganization } from '../../../dev/simulator/automox/organization.ts';
import { findScenario } from '../../../dev/simulator/scenarios/find.ts';
import type { Scenario } from '../../../dev/simulator/scenarios/scenario.ts';
import { World } from '../../../dev/simulator/world/world.ts';

const HOUR = 3_600_000;

async function play(scenario: Scenario, ms: number, seed = 1) {
  const clock = new VirtualClock();
  const world = new World({ ...scenario.world, clock, seed });
  const automox = new AutomoxOrganization(world);
  scenario.play(world, automox);
  await clock.advance(ms);
  world.close();
  return { world, clock, automox };
}

/** What a client could read of a world's alerts and tickets. */
function scenario(world: World): unknown[] {
  return [...world.alerts.all(), ...world.tickets.all()];
}

describe('the day', () => {
  test('brings more than 40 alerts of every kind at five customers', async () => {
    const day = findScenario('day');

    const { world } = await play(day, day.durationMs ?? 0);

    const alerts = world.alerts.all();
    const titles = new Set(alerts.map(({ title }) => title.slice(0, 22)));
    expect(alerts.length).toBeGreaterThanOrEqual(40);
    expect(new Set(alerts.map(({ customerId }) => customerId)).size).toBe(5);
    for (const title of ['Disk Usage(C:)', 'Disk Usage(D:)', 'Machine status unknown', 'Device down', 'CPU Load'])
      expect(titles).toContain(title);
  });

  test('has disks that recover, disks that stay full, and one that flaps', async () => {
    const day = findScenario('day');

    const { world } = await play(day, day.durationMs ?? 0);

    const ofDrives = world.alerts.all().filter(({ title, raw }) => /^Disk Usage\(.:\)$/.test(title) && !raw);
    const flapping = ofDrives.filter(({ deviceName }) => deviceName === 'COBALT-DC01');
    expect(flapping.length).toBeGreaterThanOrEqual(6);
    expect(ofDrives.filter(({ archivedBy }) => archivedBy === 'atera').length).toBeGreaterThanOrEqual(12);
    expect(ofDrives.filter(({ archivedAt }) => archivedAt === undefined).length).toBeGreaterThanOrEqual(4);
  });

  test('has alerts that carry a ticket and rows that are no alerts', async () => {
    const day = findScenario('day');

    const { world } = await play(day, day.durationMs ?? 0);

    const alerts = world.alerts.all();
    expect(alerts.filter(({ ticketId }) => (ticketId ?? 0) > 0).length).toBeGreaterThanOrEqual(4);
    expect(alerts.filter((alert) => 'replaceWith' in alert)).toHaveLength(2);
    expect(alerts.some(({ title }) => title.length > 1_000_000)).toBe(true);
  });
});

describe('the devices of the day', () => {
  test('are in Automox at four of five customers, and the cleanup helps on all but one', async () => {
    const { automox } = await play(findScenario('day'), 0);
    const servers = [...automox.servers.values()];
    const [worklet] = automox.policies.values();

    const stubborn = servers.filter(({ device }) => {
      device.setDiskUsedPercent('C:', 97);
      worklet?.run(device);
      return device.diskUsedPercent('C:') > 90;
    });

    expect(new Set(servers.map(({ device }) => device.customer.id)).size).toBe(4);
    expect(stubborn.map(({ device }) => device.name)).toEqual(['BRIGHT-SRV01']);
  });

  test('go quiet together at one customer, and all of them come back', async () => {
    const { world } = await play(findScenario('day'), 9 * HOUR);

    const offline = world.alerts.all().filter(({ title }) => title === 'Machine status unknown');
    const byTime = Object.groupBy(offline, ({ createdAt }) => Math.floor(createdAt / (10 * 60_000)));
    const together = Object.values(byTime).filter((alerts) => (alerts?.length ?? 0) >= 5);
    expect(together).toHaveLength(1);
    expect(new Set(together[0]?.map(({ customerName }) => customerName))).toEqual(new Set(['Dune Architects']));
    expect(together[0]?.every(({ archivedBy }) => archivedBy === 'atera')).toBe(true);
  });

  test('ask for a restart, lose their agent, and go home', async () => {
    const { world, automox } = await play(findScenario('day'), 9 * HOUR);

    const silent = [...automox.servers.values()].filter(({ device, connected }) => connected && !device.online);
    const away = [...world.devices.values()].filter(({ online }) => !online).map(({ name }) => name);
    expect(world.alerts.all().some(({ title }) => title === 'Reboot pending')).toBe(true);
    expect(silent.map(({ device }) => device.name)).toEqual(['ALDER-SRV01']);
    expect(away).toEqual(['ALDER-SRV01', 'COBALT-LT01']);
  });
});

describe('lively', () => {
  test('shows its first alerts within twenty seconds', async () => {
    const { world } = await play(findScenario('lively'), 20_000);

    expect(world.alerts.all().length).toBeGreaterThanOrEqual(2);
  });

  test('has a network device down within four minutes, which comes back', async () => {
    const soon = await play(findScenario('lively'), 4 * 60_000);
    const later = await play(findScenario('lively'), HOUR);

    const down = ({ world }: typeof soon) => world.alerts.all().filter(({ title }) => title === 'Device down');
    expect(down(soon).map(({ deviceName }) => deviceName)).toContain('DUNE-NAS01');
    expect(down(later).some(({ archivedBy }) => archivedBy === 'atera')).toBe(true);
    expect(new Set(down(later).map(({ deviceName }) => deviceName)).size).toBeGreaterThan(1);
  });

  test('goes on for days without piling up open alerts', async () => {
    const { world, clock } = await play(findScenario('lively'), 24 * HOUR);

    const lastHour = world.alerts.all().filter(({ createdAt }) => createdAt > clock.now() - HOUR);
    expect(lastHour.length).toBeGreaterThan(60);
    expect(world.alerts.in('Open').length).toBeLessThan(60);
  });
});

describe('any scenario', () => {
  test.each(['day', 'lively', 'bulk:20'])('%s is the same for the same seed', async (name) => {
    const [first, second, other] = [
      await play(findScenario(name), 2 * HOUR, 5),
      await play(findScenario(name), 2 * HOUR, 5),
      await play(findScenario(name), 2 * HOUR, 6),
    ];

    expect(scenario(first.world)).toEqual(scenario(second.world));
    expect(scenario(first.world)).not.toEqual(scenario(other.world));
  });

  test('bulk has its alerts open from the start, one per machine', async () => {
    const { world } = await play(findScenario('bulk:1000'), 0);

    const open = world.alerts.in('Open');
    expect(new Set(open.map(({ agentId }) => agentId)).size).toBe(1_000);
  });

  test.each(['', 'nope', 'bulk:0', 'bulk:x'])('the name "%s" is refused with the list of names', (name) => {
    expect(() => findScenario(name)).toThrow(/Known scenarios:\n {2}lively .*\n {2}day .*\n {2}bulk:N /);
  });
});
