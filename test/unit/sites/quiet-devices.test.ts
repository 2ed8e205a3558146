import { describe, expect, it } from 'vitest';
import type { AlertRow } from '../../../shared/domain/alerts/alert-row.ts';
import type { DirectoryAgent } from '../../../shared/domain/devices/directory-agent.ts';
import { policy } from '../../../shared/policy/policy.ts';
import { type AwayFacts, quietDevices } from '../../../shared/sites/quiet-devices.ts';

/** A Monday, ten in the morning. */
const NOW = Date.parse('2026-03-02T10:00:00Z');
const MINUTE = 60_000;
const POLL = '2026-03-02T10:00:00.000Z';

const agent = (id: number, over: Partial<DirectoryAgent> = {}): DirectoryAgent => ({
  ...{ id, machineName: `D-${id}`, serialNumber: '', customerId: 3, deviceClass: 'server', online: true },
  listedAt: NOW,
  ...over,
});
const alertOf = (id: number, over: Partial<AlertRow> = {}): AlertRow => ({
  ...{
    alertId: 100 + id,
    state: 'handled',
    playbook: 'offline-device',
    deviceKey: `a${id}`,
    title: 'Machine status unknown',
  },
  ...{ createdAt: NOW - 2 * MINUTE, firstListedAt: NOW, lastPoll: POLL },
  ...over,
});
/** The given devices; device 1 is away. */
function facts(agents: readonly DirectoryAgent[], over: Partial<AwayFacts> & { alert?: Partial<AlertRow> } = {}) {
  const { alert, ...rest } = over;
  return {
    away: [alertOf(1, alert)],
    listedSince: POLL,
    agents: new Map(agents.map((one) => [`a${one.id}`, one])),
    workstationGraceMinutes: rules.offlineDevice.graceMinutes.workstation,
    refreshedAt: NOW,
    now: NOW,
    ...rest,
  };
}

const rules = policy.parse({ customers: { 3: { alwaysOnDevices: [7] } } });

describe('quietDevices', () => {
  it('counts a server whose alert is listed, among those that were online', async () => {
    const found = await quietDevices(facts([agent(1), agent(2), agent(3, { online: false })]), rules);

    expect(found.quiet).toEqual([{ deviceKey: 'a1', customerId: 3, quietSince: NOW - 2 * MINUTE }]);
    expect(found.fleets.get(3)).toEqual({ devices: 3, alwaysOn: 2 });
  });

  it.each([
    ['whose alert the last poll did not list', { alert: { lastPoll: '2026-03-02T09:58:00.000Z' } }],
    ['whose alert is closed', { alert: { closedAt: NOW } }],
    ['without an alert', { away: [] }],
  ])('does not count one %s', async (_name, over) => {
    expect((await quietDevices(facts([agent(1)], over), rules)).quiet).toEqual([]);
  });

  it('still counts among all a device that a refresh during the outage found offline', async () => {
    const { fleets } = await quietDevices(facts([agent(1, { online: false }), agent(2)]), rules);

    expect(fleets.get(3)?.alwaysOn).toBe(2);
  });

  it.each([
    ['a workstation at work', { deviceClass: 'workstation' }, NOW, 1],
    ['a workstation within an hour of the end of the day', { deviceClass: 'workstation' }, NOW + 7.5 * 60 * MINUTE, 0],
    ['a workstation at night', { deviceClass: 'workstation' }, NOW + 12 * 60 * MINUTE, 0],
    ['a laptop', { deviceClass: 'laptop' }, NOW, 0],
    ['a server at night', {}, NOW + 12 * 60 * MINUTE, 1],
  ] as const)('counts %s as it should', async (_name, over, now, count) => {
    const alert = { createdAt: now - 2 * MINUTE };

    const { quiet } = await quietDevices(facts([agent(1, over)], { now, alert }), rules);

    expect(quiet).toHaveLength(count);
  });

  it('takes all workstations for on where the refresh was at night', async () => {
    const pcs = [4, 5].map((id) => agent(id, { deviceClass: 'workstation', online: false }));
    const atNight = NOW - 6 * 60 * MINUTE;

    const { fleets } = await quietDevices(facts([agent(1), ...pcs], { refreshedAt: atNight }), rules);

    expect(fleets.get(3)?.alwaysOn).toBe(3);
  });

  it('counts servers among servers alone when asked to', async () => {
    const agents = [agent(1), agent(2), agent(4, { deviceClass: 'workstation' })];

    const all = await quietDevices(facts(agents), rules);
    const servers = await quietDevices(facts(agents), rules, { withWorkstations: false });

    expect([all, servers].map(({ fleets }) => fleets.get(3)?.alwaysOn)).toEqual([3, 2]);
  });

  it('knows the zone of the account', async () => {
    const pc = agent(1, { deviceClass: 'workstation' });

    const { quiet } = await quietDevices(facts([pc], { accountTimeZone: 'Tokyo Standard Time' }), rules);

    expect(quiet).toEqual([]);
  });
});
