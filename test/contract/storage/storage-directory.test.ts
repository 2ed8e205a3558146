import { beforeEach, describe, expect, it } from 'vitest';
import type { DirectoryAgent } from '../../../shared/domain/devices/directory-agent.ts';
import { statusByClass } from '../../../shared/domain/devices/fleet-status.ts';
import { type DeviceMatch, matchDevices } from '../../../shared/domain/devices/match-devices.ts';
import { type DirectoryStore, makeDirectoryStore } from '../../../shared/storage/directory/directory.ts';
import type { DirectoryServer } from '../../../shared/storage/directory/directory-rows.ts';
import type { TableService } from '../../../shared/storage/table/table.ts';
import { tableServices } from '../../helpers/app/tables.ts';

const NOW = Date.parse('2026-03-02T08:00:00Z');
const HOUR = 3_600_000;

const agent = (id: number, over: Partial<DirectoryAgent> = {}): DirectoryAgent => ({
  id,
  machineName: `PC-${id}`,
  serialNumber: `5TG8QN${id}`,
  customerId: 5,
  deviceClass: 'workstation',
  listedAt: NOW,
  ...over,
});
const server = (id: number, over: Partial<DirectoryServer> = {}): DirectoryServer => ({
  id,
  name: `PC-${id}`,
  serialNumber: '',
  organizationId: 7,
  listedAt: NOW,
  ...over,
});
const MARKS = { agent: { machineName: 'PC-1', serialNumber: '5TG8QN1' }, server: { name: 'pc-1', serialNumber: '' } };
const ids = async (rows: AsyncIterable<{ readonly id: number }>) =>
  (await Array.fromAsync(rows)).map(({ id }) => id).sort((a, b) => a - b);

describe.each(tableServices)('on %s', (_service, makeTables) => {
  let tables: TableService;
  let directory: DirectoryStore;
  beforeEach(() => {
    tables = makeTables();
    directory = makeDirectoryStore(tables.open('directory'));
  });

  describe('the directory', () => {
    it('gives back a device with its match, and what was never searched as not reported', async () => {
      const full = agent(1, { deviceGuid: 'g-1', customerName: 'North', online: true, lastSeenAt: NOW - HOUR });
      await directory.saveAgents([full, agent(2), agent(3, { online: false })]);
      const found: DeviceMatch = { matched: true, serverId: 9, by: 'serial+name', marks: MARKS };
      const none: DeviceMatch = {
        matched: false,
        code: 'shared-name',
        reason: 'Automox has 2 devices of that host name',
      };
      await directory.saveMatches(
        new Map<number, DeviceMatch>([
          [1, found],
          [2, none],
        ]),
        NOW,
      );

      const entries = await Promise.all([1, 2, 3, 4].map((id) => directory.get(id)));

      expect(entries).toEqual([
        { agent: full, automoxMatch: { ...found, matchedAt: NOW } },
        { agent: agent(2), automoxMatch: { ...none, matchedAt: NOW } },
        { agent: agent(3, { online: false }) },
        undefined,
      ]);
    });

    it('takes more rows than a transaction holds, and repeated ones, of which the last counts', async () => {
      const rows = Array.from({ length: 250 }, (_, index) => agent(index + 1));

      await directory.saveAgents([...rows, agent(7, { machineName: 'RENAMED' })]);
      await directory.saveServers([server(1), server(1), server(2)]);

      expect(await ids(directory.agents())).toHaveLength(250);
      expect((await directory.get(7))?.agent.machineName).toBe('RENAMED');
      expect(await ids(directory.servers())).toEqual([1, 2]);
    });

    it('lists the devices of a customer, and those of none only among all', async () => {
      const { customerId: _, ...unassigned } = agent(3);
      await directory.saveAgents([agent(1), agent(2, { customerId: 6 }), unassigned]);

      expect(await ids(directory.agents(5))).toEqual([1]);
      expect(await ids(directory.agents())).toEqual([1, 2, 3]);
    });

    it('finds the one agent of a guid', async () => {
      await directory.saveAgents([
        agent(1, { deviceGuid: 'aaaa' }),
        agent(2, { deviceGuid: 'bbbb' }),
        agent(3, { deviceGuid: 'bbbb' }),
      ]);

      expect((await directory.agentByGuid('AAAA'))?.id).toBe(1);
      expect(await directory.agentByGuid('bbbb')).toBeUndefined();
      expect(await directory.agentByGuid('cccc')).toBeUndefined();
    });

    it('finds the agents that carry a serial number, letter for letter, with when they were installed and booted', async () => {
      const times = { createdAt: NOW - 48 * HOUR, lastRebootAt: NOW - HOUR };
      await directory.saveAgents([
        agent(1, { serialNumber: 'PF3XK9Q7' }),
        agent(2, { serialNumber: 'PF3XK9Q7', customerId: 9, ...times }),
        agent(3, { serialNumber: "PF3'XK9" }),
      ]);

      expect((await directory.agentsBySerial('PF3XK9Q7')).map(({ id }) => id)).toEqual([1, 2]);
      expect((await directory.agentsBySerial('PF3XK9Q7'))[1]).toMatchObject(times);
      expect((await directory.agentsBySerial("PF3'XK9")).map(({ id }) => id)).toEqual([3]);
      expect(await directory.agentsBySerial('none')).toEqual([]);
    });

    it('keeps the disks as they were days ago, apart from what is listed now', async () => {
      const disks = [{ drive: 'C:', totalMb: 256_000, freeMb: 9_000.5 }];
      await directory.saveAgents([agent(1, { disks })]);
      await directory.saveBaselines([{ agentId: 1, at: NOW - 24 * HOUR, disks }]);
      const fuller = [{ drive: 'C:', totalMb: 256_000, freeMb: 4_000 }];

      await directory.saveAgents([agent(1, { disks: fuller, listedAt: NOW + HOUR })]);

      const entry = await directory.get(1, { withBaseline: true });
      expect(entry?.agent.disks).toEqual(fuller);
      expect(entry?.baseline).toEqual({ at: NOW - 24 * HOUR, disks });
      const row = { agentId: 1, at: NOW - 24 * HOUR, disks, later: { at: NOW, disks: fuller } };
      await directory.saveBaselines([row]);
      expect(await Array.fromAsync(directory.baselines())).toEqual([row]);
    });

    it('passes over a row that cannot be read, and reports it', async () => {
      const table = tables.open('other');
      const reported: unknown[] = [];
      const store = makeDirectoryStore(table, ({ rowKey }) => void reported.push(rowKey));
      await store.saveAgents([agent(1), agent(2)]);
      await table.put({ partitionKey: 'agent', rowKey: 'a1', id: 'one' });

      expect(await ids(store.agents())).toEqual([2]);
      expect(reported).toEqual(['a1']);
    });

    it('keeps the MAC addresses of a server over a refresh that lists it, and as long as it is listed', async () => {
      const macs = { macAddresses: ['D4:BE:D9:01:02:03'], macsReadAt: NOW };
      await directory.saveServers([server(1), server(2)]);
      await directory.saveMacs([{ serverId: 1, macAddresses: macs.macAddresses, readAt: NOW }]);

      await directory.saveServers([server(1, { listedAt: NOW + HOUR })]);
      await directory.finishRefresh(NOW + HOUR, NOW + HOUR);
      const kept = await Array.fromAsync(directory.servers());
      await directory.finishRefresh(NOW + 2 * HOUR, NOW + 2 * HOUR);
      await directory.saveServers([server(1)]);

      expect(kept).toEqual([server(1, { listedAt: NOW + HOUR, ...macs })]);
      expect(await Array.fromAsync(directory.servers())).toEqual([server(1)]);
    });

    it('holds what matching needs', async () => {
      await directory.saveAgents([agent(1)]);
      await directory.saveServers([server(1, { serialNumber: '5TG8QN1' })]);

      const matches = matchDevices({
        agents: await Array.fromAsync(directory.agents()),
        servers: await Array.fromAsync(directory.servers()),
        placeOf: () => ({ organizationId: 7 }),
      });

      expect(matches.get(1)).toMatchObject({ matched: true, serverId: 1 });
    });
  });

  describe('a refresh', () => {
    it('is unknown before the first, and forgets at its end what it did not list', async () => {
      expect(await directory.lastRefresh()).toBeUndefined();
      const automoxMatch = new Map<number, DeviceMatch>([
        [2, { matched: false, code: 'unknown-in-automox', reason: 'gone' }],
      ]);
      await directory.saveAgents([agent(1), agent(2)]);
      await directory.saveServers([server(1), server(2)]);
      await directory.saveMatches(automoxMatch, NOW);

      await directory.saveAgents([agent(1, { listedAt: NOW + HOUR })]);
      await directory.saveServers([server(2, { listedAt: NOW + HOUR })]);
      const refresh = await directory.finishRefresh(NOW + HOUR, NOW + HOUR + 60_000);

      expect(refresh).toMatchObject({ startedAt: NOW + HOUR, finishedAt: NOW + HOUR + 60_000, agents: 1, servers: 1 });
      expect(await directory.lastRefresh()).toEqual(refresh);
      expect([await ids(directory.agents()), await ids(directory.servers())]).toEqual([[1], [2]]);
      expect(await directory.get(2)).toBeUndefined();
    });

    it('knows which agents of which class are online, and which have long not been seen', async () => {
      await directory.saveAgents([
        agent(1, { customerId: 5, customerName: 'Five', deviceClass: 'server', online: true }),
        agent(2, { customerId: 5, deviceClass: 'laptop', online: false, lastSeenAt: NOW - 40 * 24 * HOUR }),
        agent(3, { customerId: 6, deviceClass: 'server', online: false, lastSeenAt: NOW - HOUR }),
        agent(4, { customerId: 6, deviceClass: 'server', online: undefined, lastSeenAt: undefined }),
      ]);

      const { fleet, customerNames } = await directory.finishRefresh(NOW, NOW);

      const status = (customerId?: number) => fleet && statusByClass(fleet, customerId);
      const none = { online: 0, offline: 0, unknown: 0, longUnseen: 0 };
      expect(status(5)).toEqual({
        server: { ...none, online: 1 },
        workstation: none,
        laptop: { ...none, offline: 1, longUnseen: 1 },
      });
      expect(status()?.server).toEqual({ online: 1, offline: 1, unknown: 1, longUnseen: 1 });
      expect(customerNames).toMatchObject({ 5: 'Five' });
    });

    it('keeps its coverage', async () => {
      const counts = { withActions: 1, without: { 'shared-serial': 2 } };
      const coverage = { ...counts, by: { policy: 1 }, customers: [{ customerId: 5, ...counts }], moreCustomers: 0 };

      await directory.finishRefresh(NOW, NOW, { coverage });

      expect(await directory.lastRefresh()).toMatchObject({ coverage });
    });

    it('knows when any device was last reported', async () => {
      await directory.saveAgents([
        agent(1, { lastSeenAt: NOW - HOUR }),
        agent(2, { lastSeenAt: NOW - 60_000 }),
        agent(3),
      ]);

      expect(await directory.finishRefresh(NOW, NOW)).toMatchObject({ agents: 3, newestLastSeenAt: NOW - 60_000 });
    });

    it('counts the devices of each customer again', async () => {
      await directory.saveAgents([
        agent(1, { customerId: 5 }),
        agent(2, { customerId: 5 }),
        agent(3, { customerId: 6 }),
      ]);
      await directory.finishRefresh(NOW, NOW);
      const before = [await directory.deviceCount(5), await directory.deviceCount(6), await directory.deviceCount(7)];

      await directory.saveAgents([agent(1, { customerId: 5, listedAt: NOW + HOUR })]);
      await directory.finishRefresh(NOW + HOUR, NOW + HOUR);

      expect(before).toEqual([2, 1, undefined]);
      expect([await directory.deviceCount(5), await directory.deviceCount(6)]).toEqual([1, undefined]);
    });

    it('that keeps unlisted devices forgets nothing, and counts what is there', async () => {
      await directory.saveAgents([agent(1), agent(2, { listedAt: NOW + HOUR })]);

      const refresh = await directory.finishRefresh(NOW + HOUR, NOW + HOUR, { keepUnlisted: true });

      expect(refresh).toMatchObject({ startedAt: NOW + HOUR, agents: 2 });
      expect(await ids(directory.agents())).toEqual([1, 2]);
    });

    it('that stops half-way leaves every device with the match it had', async () => {
      const found: DeviceMatch = { matched: true, serverId: 9, by: 'policy', marks: MARKS };
      await directory.saveAgents([agent(1), agent(2)]);
      await directory.saveMatches(new Map([[1, found]]), NOW);

      await directory.saveAgents([agent(1, { listedAt: NOW + HOUR })]);

      expect(await directory.get(1)).toMatchObject({ agent: { listedAt: NOW + HOUR }, automoxMatch: found });
      expect(await directory.get(2)).toMatchObject({ agent: { listedAt: NOW } });
    });
  });
});
