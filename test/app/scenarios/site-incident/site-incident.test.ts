import { afterAll, describe, expect } from 'vitest';
import type { Device } from '../../../../dev/simulator/world/device.ts';
import { checkHealth } from '../../../../shared/health.ts';
import { printRequests, type Stage, scenario } from '../../../helpers/app/scenario.ts';
import { seldomPolled } from '../../../helpers/scenarios/disk-scenarios.ts';
import { untilKnown } from '../../../helpers/scenarios/offline-scenarios.ts';

/** Devices are found by listing Atera, as in production. */
const listed = { directory: 'none' } as const;

const DAY = 24;

/**
 * A site of this many servers, and a tenant with enough others that one site is not the whole of
 * it.
 */
async function addSite(stage: Stage, count: number): Promise<Device[]> {
  const servers = Array.from({ length: count }, () => stage.add());
  addElsewhere(stage, 'SOUTH', 6);
  await untilKnown(stage);
  return servers;
}

/** Servers of another customer. */
function addElsewhere({ app }: Stage, name: string, count: number): Device[] {
  const { world } = app.simulator;
  const customer = world.addCustomer(name);
  return Array.from({ length: count }, (_, i) =>
    world.addDevice(customer, { name: `${name}-SRV-${i}`, kind: 'server' }),
  );
}

const goOffline = (devices: readonly Device[]) => devices.forEach((device) => void device.goOffline());
const comeBack = (devices: readonly Device[]) => devices.forEach((device) => void device.comeBack());
const times = (count: number, code: string) => Array.from({ length: count }, () => code);
const inspectionsOfDevices = ({ app }: Stage) => app.simulator.requestsOf('GET /agents/{agentId}').length;

afterAll(printRequests);

describe('a site whose servers all go quiet', () => {
  scenario(
    'that a person removes from Atera leaves its ticket open: nothing observed its return',
    listed,
    async (stage) => {
      goOffline(await addSite(stage, 4));
      await stage.minutes(20);
      stage.app.simulator.world.person.deleteCustomer(stage.customer);
      await stage.hours(7);
      const outcome = (await stage.app.outcomes()).find(({ playbook }) => playbook === 'site-incident');
      expect(outcome?.text).toContain('no devices of customer 11 any more. Its ticket 7001 is left as it is');
    },
    { outcomes: times(5, 'device-not-found'), tickets: ['Open'], comments: 1, openAlerts: 4 },
  );

  scenario(
    'gets one ticket and its devices none, and it is closed when they are back',
    listed,
    async (stage) => {
      const servers = await addSite(stage, 6);
      goOffline(servers);
      await stage.minutes(40);
      expect(stage.ticket()).toMatchObject({
        ...{ priority: 'Critical', impact: 'SiteDown' },
        title: expect.stringContaining('Site down: 6 of 6 always-on devices quiet at North Wind Ltd'),
      });
      comeBack(servers);
      await stage.hours(1);
      expect(inspectionsOfDevices(stage)).toBe(0);
    },
    {
      outcomes: ['verified-recovered', ...times(6, 'alert-cleared')],
      tickets: ['Resolved'],
      comments: 1,
      says: [
        'What: 6 of the 6 always-on devices of North Wind Ltd went quiet together, the first at 2026-03-02 09:0',
        'Atera lists an offline alert for 6 of 6 always-on devices, namely NW-SRV-01, NW-SRV-02',
        'Please do: call the site: check power, internet line, firewall and switches',
      ],
      noted: [
        'The condition has recovered, confirmed by two checks.',
        'None of the 6 always-on devices is away any more',
      ],
      // One for the ticket, four to close it, and to make sure of each alert that it is over.
      most: { atera: 11 },
    },
  );

  scenario(
    'leaves a server that stays away after it to a ticket of its own',
    listed,
    async (stage) => {
      const [first, ...others] = await addSite(stage, 6);
      goOffline(first ? [first, ...others] : others);
      await stage.minutes(20);
      comeBack(others);
      await stage.hours(2);
    },
    {
      outcomes: ['verified-recovered', 'still-occurring', ...times(5, 'alert-cleared')],
      tickets: ['Resolved', 'Open'],
      comments: 1,
      openAlerts: 1,
      says: ['What: the server NW-SRV-01 is offline.', 'not seen since 2026-03-02 09:06 CET (as Atera last reported)'],
    },
  );

  scenario(
    'costs nobody a ticket when the line is back within minutes',
    listed,
    async (stage) => {
      const servers = await addSite(stage, 6);
      goOffline(servers);
      await stage.minutes(3);
      comeBack(servers);
      await stage.hours(1);
    },
    // Three of the six were back before Atera noticed.
    { outcomes: ['devices-back', ...times(3, 'alert-cleared')], most: { atera: 3 } },
  );

  scenario(
    'is reminded of after a day, and its devices are never inspected',
    { ...listed, ...seldomPolled },
    async (stage) => {
      goOffline(await addSite(stage, 4));
      await stage.hours(DAY + 3);
      expect(inspectionsOfDevices(stage)).toBe(0);
    },
    {
      outcomes: ['still-occurring', ...times(4, 'site-incident')],
      tickets: ['Open'],
      comments: 1,
      openAlerts: 4,
      // The ticket, its reminder, and five checks whether somebody has closed it.
      most: { atera: 7 },
    },
  );

  scenario(
    'again within the week has its ticket opened again',
    { ...listed, ...seldomPolled },
    async (stage) => {
      const servers = await addSite(stage, 4);
      goOffline(servers);
      await stage.hours(1);
      comeBack(servers);
      await stage.hours(2 * DAY);
      expect(stage.ticket().status).toBe('Resolved');
      goOffline(servers);
      await stage.hours(1);
    },
    {
      outcomes: ['verified-recovered', 'ticket-reopened', ...times(4, 'alert-cleared'), ...times(4, 'site-incident')],
      tickets: ['Open'],
      comments: 2,
      openAlerts: 4,
      noted: ['The condition came back at 2026-03-04'],
    },
  );

  scenario(
    'has its ticket left open with our note when a person works on it',
    listed,
    async (stage) => {
      const servers = await addSite(stage, 4);
      goOffline(servers);
      await stage.minutes(20);
      stage.app.simulator.world.person.comment(stage.ticket().id, stage.technician(), 'The provider is told');
      comeBack(servers);
      await stage.hours(1);
    },
    {
      outcomes: ['verified-recovered', ...times(4, 'alert-cleared')],
      tickets: ['Open'],
      comments: 1,
      noted: ['The ticket is left to whoever works on it.'],
    },
  );

  scenario(
    'has its alerts resolved by a person, which come back: still one ticket, and it stays open',
    listed,
    async (stage) => {
      const servers = await addSite(stage, 4);
      goOffline(servers);
      await stage.minutes(20);
      const { world } = stage.app.simulator;
      for (const { id } of world.alerts.in('Open')) world.person.resolveAlert(id);
      await stage.hours(1);
      expect(inspectionsOfDevices(stage)).toBe(0);
    },
    {
      outcomes: ['still-occurring', ...times(4, 'alert-cleared'), ...times(4, 'site-incident')],
      tickets: ['Open'],
      openAlerts: 4,
    },
  );

  scenario(
    'is only reported in observe',
    { ...listed, mode: 'observe' },
    async (stage) => {
      goOffline(await addSite(stage, 4));
      await stage.hours(1);
    },
    {
      outcomes: ['would-open-ticket', ...times(4, 'site-incident')],
      openAlerts: 4,
      explained: ['It went quiet together with others of its site, which would have one ticket'],
      most: { atera: 0 },
    },
  );

  scenario(
    'is one incident at work too, where the workstations of the customer go on',
    { ...listed, policy: { timeZone: 'Asia/Kolkata' } },
    async (stage) => {
      for (let i = 0; i < 20; i++) stage.add({ name: `NW-PC-${i}`, kind: 'workstation' });
      goOffline(await addSite(stage, 4));
      await stage.minutes(20);
      expect(stage.ticket().title).toContain('Site down: 4 of 4');
    },
    { outcomes: ['ticket-opened', ...times(4, 'site-incident')], tickets: ['Open'], openAlerts: 4, most: { atera: 1 } },
  );

  scenario(
    'of two servers only is no site, and each gets its ticket',
    listed,
    async (stage) => {
      goOffline(await addSite(stage, 2));
      await stage.minutes(20);
    },
    {
      outcomes: times(2, 'ticket-opened'),
      tickets: ['Open', 'Open'],
      openAlerts: 2,
      says: ['What: the server NW-SRV-0'],
      most: { atera: 6 },
    },
  );

  for (const seed of [1, 2, 3]) {
    scenario(
      `has no ticket for a device written before the rule has the rest (seed ${seed})`,
      { ...listed, simulator: { seed } },
      async (stage) => {
        const servers = await addSite(stage, 10);
        addElsewhere(stage, 'WEST', 6);
        const { world } = stage.app.simulator;
        for (const [i, server] of servers.entries()) {
          const about = { device: server, title: 'Machine status unknown', category: 'Availability' };
          world.after(i * 30_000, () => void world.raiseCustomAlert(about));
        }
        goOffline(servers);
        await stage.minutes(30);
        expect(stage.ticket().title).toContain('Site down');
      },
      {
        outcomes: ['ticket-opened', ...times(20, 'site-incident')],
        tickets: ['Open'],
        openAlerts: 20,
        most: { atera: 1 },
      },
    );
  }
});

describe('three customers who go quiet together', () => {
  scenario(
    'make Atera itself suspect: nobody gets a ticket, no device is inspected, and one outcome says why',
    listed,
    async (stage) => {
      const servers = Array.from({ length: 4 }, () => stage.add());
      servers.push(...addElsewhere(stage, 'SOUTH', 4), ...addElsewhere(stage, 'WEST', 4));
      await untilKnown(stage);
      goOffline(servers);
      await stage.minutes(45);
      const { checks } = await checkHealth(stage.app.deps, 0);
      expect(checks).toContainEqual({ name: 'atera', status: 'warning', detail: expect.stringContaining('suspected') });
      expect(await stage.app.outcomes()).toContainEqual(
        expect.objectContaining({ subject: 'atera-quiet', code: 'atera-quiet', state: 'waiting' }),
      );
      comeBack(servers);
      await stage.minutes(30);
      expect(inspectionsOfDevices(stage)).toBe(0);
    },
    { outcomes: ['atera-trusted', ...times(12, 'alert-cleared')], most: { atera: 12 } },
  );
});
