import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Organization, User } from '../../../shared/automox/account-schema.ts';
import { AUTOMOX_BUDGET_OF } from '../../../shared/automox/client.ts';
import { QueuedCommand } from '../../../shared/automox/command-schema.ts';
import { AutomoxEvent } from '../../../shared/automox/event-schema.ts';
import { count, exitCode, flag } from '../../../shared/automox/fields.ts';
import { listOf } from '../../../shared/automox/list.ts';
import { Policy } from '../../../shared/automox/policy-schema.ts';
import { Server } from '../../../shared/automox/server-schema.ts';
import { automoxBudgets } from '../../../shared/budget/budgets.ts';

const serverRow = (overrides: object = {}) => ({ id: 1, name: 'PC-1', organization_id: 5, ...overrides });

describe('numbers and flags', () => {
  it('reads counts from numbers and digits, and nothing else', () => {
    const values = [
      5,
      '5',
      ' 12 ',
      0,
      '0',
      -1,
      '-1',
      1.5,
      '1.5',
      '0x10',
      '1e3',
      '5 GB',
      '',
      null,
      undefined,
      {},
      '9'.repeat(17),
    ];

    expect(values.map((value) => count.parse(value))).toEqual([5, 5, 12, 0, 0, ...Array(12).fill(undefined)]);
  });

  it('reads flags in every form, and never takes an unknown one for false', () => {
    const values = [true, 'True', 'true', 1, '1', false, 'False', 0, '0', 'yes', '', null, undefined, {}, 2];

    expect(values.map((value) => flag.parse(value))).toEqual([
      ...Array(5).fill(true),
      ...Array(4).fill(false),
      ...Array(6).fill(undefined),
    ]);
  });

  it('reads exit codes with their sign', () => {
    expect([0, '0', -1_073_741_819, '-1073741819', 'failed', null].map((value) => exitCode.parse(value))).toEqual([
      0,
      0,
      -1_073_741_819,
      -1_073_741_819,
      undefined,
      undefined,
    ]);
  });
});

describe('Server', () => {
  it('takes what is missing for not reported', () => {
    expect(Server.parse({ id: 1 })).toEqual({
      id: 1,
      name: '',
      serialNumber: '',
      lastScanFailed: false,
      osFamily: 'unknown',
      timezone: '',
      notes: [],
    });
  });

  it.each([true, 'true', 'True', 1, '1', 'yes', 'Error 1603', 'timeout', {}])(
    'takes a last scan for failed that says %j',
    (last_scan_failed) => {
      expect(Server.parse({ id: 1, last_scan_failed }).lastScanFailed).toBe(true);
    },
  );

  it.each([false, 'false', 'False', 0, '0', 'no', '', ' ', null, undefined])(
    'takes a last scan for good that says %j',
    (last_scan_failed) => {
      expect(Server.parse({ id: 1, last_scan_failed }).lastScanFailed).toBe(false);
    },
  );

  it('reads +0000 dates, and notes one that is none', () => {
    const server = Server.parse(
      serverRow({ last_refresh_time: '2025-01-22T22:18:21+0000', last_disconnect_time: 'yesterday' }),
    );

    expect(server).toMatchObject({
      lastRefreshAt: Date.UTC(2025, 0, 22, 22, 18, 21),
      lastDisconnectAt: undefined,
      notes: ['last_disconnect_time is no readable date'],
    });
  });

  it('finds volumes under either name of the detail, keeping the good ones', () => {
    const good = { VOLUME: 'C:', AVAIL: '100', FREE: '40', IS_SYSTEM_DISK: 'True' };
    const bad = [{ ...good, FREE: '' }, { ...good, AVAIL: '0', FREE: '0' }, 'x', { ...good, VOLUME: null }];

    expect(Server.parse(serverRow({ details: { VOLUME: [good] } })).volumes).toEqual([
      { volume: 'C:', totalBytes: 100, freeBytes: 40, isSystem: true },
    ]);
    expect(Server.parse(serverRow({ detail: { VOLUME: [good, ...bad] } }))).toMatchObject({
      volumes: [{ volume: 'C:' }],
      notes: ['4 unreadable volume(s)'],
    });
  });

  it.each([undefined, null, {}, 'text', []])('has no volumes and no note for a detail of %j', (detail) => {
    const server = Server.parse(serverRow({ detail }));

    expect([server.volumes, server.notes]).toEqual([undefined, []]);
  });

  it('counts pending commands where there is a list', () => {
    const counts = [[{}, {}], [], 'none', undefined].map((commands) => Server.parse(serverRow({ commands })));

    expect(counts.map(({ pendingCommands }) => pendingCommands)).toEqual([2, 0, undefined, undefined]);
  });

  it('never gives a volume that cannot be, whatever comes in', () => {
    const value = fc.oneof(fc.string(), fc.integer(), fc.double(), fc.constant(null), fc.boolean());
    const volume = fc.record({ VOLUME: value, AVAIL: value, FREE: value, IS_SYSTEM_DISK: value });

    fc.assert(
      fc.property(fc.oneof(fc.array(fc.oneof(volume, value)), value), (VOLUME) => {
        const { volumes = [] } = Server.parse(serverRow({ detail: { VOLUME } }));

        return volumes.every(
          ({ totalBytes, freeBytes }) => totalBytes > 0 && freeBytes >= 0 && freeBytes <= totalBytes,
        );
      }),
    );
  });
});

describe('the other rows', () => {
  it('keep what is used', () => {
    const policy = { id: 4, name: 'Clean', policy_type_name: 'worklet2', server_groups: [1, '2', 'x', null] };
    const event = { id: 5, name: 'system.policy.action', create_time: '2026-03-02T08:00:00+0000', data: 'text' };

    expect(Policy.parse(policy)).toEqual({ id: 4, name: 'Clean', type: 'unknown', serverGroupIds: [1, 2] });
    expect(AutomoxEvent.parse(event)).toEqual({
      id: 5,
      name: 'system.policy.action',
      at: Date.UTC(2026, 2, 2, 8),
      serverId: undefined,
    });
    expect(QueuedCommand.parse({ id: 1, command_type_name: 'InstallUpdate', args: 'a b' })).toMatchObject({
      id: 1,
      command: 'InstallUpdate',
    });
    expect(Organization.parse({ id: 3, name: 'Zone' })).toEqual({ id: 3, name: 'Zone' });
    expect(User.parse({ id: 3, email: 'a@b.example', orgs: [{ id: 1 }, 'x', { id: '2' }] })).toMatchObject({
      organizationIds: [1, 2],
    });
  });
});

describe('a queued command', () => {
  it.each([
    [{ command_type_name: 'policy_77_remediate', policy_id: 77 }, 77],
    [{ command_type_name: 'policy_77_remediate' }, 77],
    [{ command_type_name: 'policy_x_remediate' }, undefined],
    [{ command_type_name: 'Reboot' }, undefined],
  ])('of %j is the run of policy %s', (row, policyId) => {
    expect(QueuedCommand.parse({ id: 1, ...row }).policyId).toBe(policyId);
  });
});

describe('a list', () => {
  const options = { page: 0, limit: 3, idName: 'id' };

  it('ends with a page that is not full', () => {
    const rows = (length: number) => Array.from({ length }, (_, index) => serverRow({ id: index + 1, total_count: 9 }));

    const [short, full] = [listOf(Server, options).parse(rows(2)), listOf(Server, options).parse(rows(3))];

    expect([short.isLast, full.isLast, full.totalCount]).toEqual([true, false, 9]);
  });

  it('leaves out what was not asked for, and never what it cannot read', () => {
    const belongs = ({ organizationId }: Server) => organizationId === 5;
    const raw = [serverRow(), serverRow({ id: 2, organization_id: 6 }), { id: 'x', name: 'bad' }, null];

    expect(listOf(Server, { ...options, belongs }).parse(raw)).toMatchObject({
      rows: [{ id: 1 }, { unreadable: true, id: 'x' }, { unreadable: true, reason: 'row: invalid_type' }],
      rawCount: 4,
      filteredOut: 1,
    });
  });

  it.each([null, undefined, {}, { size: 0, results: [] }, 'text'])('is not made of %j', (body) => {
    expect(listOf(Server, options).safeParse(body).success).toBe(false);
  });
});

describe('the budgets of the methods', () => {
  it('are the ones that exist', () => {
    const { automox, servers } = automoxBudgets(1_250);

    expect(new Set(Object.values(AUTOMOX_BUDGET_OF))).toEqual(new Set([automox.id, servers.id]));
    expect(AUTOMOX_BUDGET_OF.listServers).toBe(servers.id);
  });
});
