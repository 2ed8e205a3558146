import { describe, expect, it } from 'vitest';
import { VirtualClock } from '../../../dev/host/clock.ts';
import { MemoryTables } from '../../../dev/tables/memory-tables.ts';
import { actingFor, assertMayAct } from '../../../orchestrations/activities/effects/may-act.ts';
import type { Mute } from '../../../shared/domain/mutes/mute.ts';
import { type Policy, policy } from '../../../shared/policy/policy.ts';
import { makeNarrowingStore } from '../../../shared/storage/directory/narrowings.ts';
import type { MuteStore } from '../../../shared/storage/mutes.ts';

const NOW = Date.UTC(2026, 2, 2, 8);
const muted = (mutes: readonly Mute[], unreadable = 0): Pick<MuteStore, 'current'> => ({
  current: async () => ({ mutes, unreadable }),
});
const narrowings = makeNarrowingStore(new MemoryTables().open('directory'));
const given = {
  clock: new VirtualClock(NOW),
  mutes: muted([]) as MuteStore,
  mode: 'approve',
  narrowings,
  policy: policy.parse({
    modes: { customers: { 3: { diskSpace: 'propose' } } },
    customFields: { deviceMode: 'Mode', customerOptOut: 'Opt out' },
  }),
} as const;
const key = { deviceKey: 'a7', conditionKey: 'disk-space.C' };
const now = ({ on = false, by = given.policy, stopped }: { on?: boolean; by?: Policy; stopped?: 'invalid' } = {}) => ({
  beforeWrite: async () => ({
    killSwitch: { on, reason: 'test', revision: 1 },
    policy: by,
    ...(stopped && { stopped }),
  }),
});
const disk = (customerId?: number, agentId?: number) => ({
  ...now(),
  ...actingFor(given, { key, playbook: 'disk-space', customerId, agentId }),
});

describe('assertMayAct', () => {
  it("goes by what the policy allows the alert's customer", async () => {
    await expect(assertMayAct(disk(3), 'propose', 'open a ticket')).resolves.toBeUndefined();
    await expect(assertMayAct(disk(3), 'approve', 'resolve an alert')).rejects.toMatchObject({ code: 'mode_forbids' });
    await expect(assertMayAct(disk(4), 'propose', 'open a ticket')).rejects.toMatchObject({ code: 'mode_forbids' });
    await expect(assertMayAct(disk(), 'propose', 'open a ticket')).rejects.toMatchObject({ code: 'mode_forbids' });
  });

  it('never goes beyond the setting', async () => {
    const observed = {
      ...now(),
      ...actingFor({ ...given, mode: 'observe' }, { key, playbook: 'disk-space', customerId: 3 }),
    };

    await expect(assertMayAct(observed, 'propose', 'open a ticket')).rejects.toMatchObject({ code: 'mode_forbids' });
  });

  it('goes by what custom fields said last, where that is less', async () => {
    await narrowings.save({ agentId: 8 }, { cap: 'observe' }, 0);
    await narrowings.save({ agentId: 9 }, { cap: 'auto' }, 0);

    await expect(assertMayAct(disk(3, 8), 'propose', 'open a ticket')).rejects.toMatchObject({ code: 'mode_forbids' });
    await expect(assertMayAct(disk(3, 9), 'propose', 'open a ticket')).resolves.toBeUndefined();
    await expect(assertMayAct(disk(3, 9), 'approve', 'resolve an alert')).rejects.toMatchObject({
      code: 'mode_forbids',
    });

    await narrowings.save({ customerId: 3 }, { optedOut: 'marked' }, 0);
    await expect(assertMayAct(disk(3, 9), 'propose', 'open a ticket')).rejects.toMatchObject({ code: 'mode_forbids' });
    await narrowings.save({ customerId: 3 }, {}, 0);
  });

  it('refuses everything while the kill switch is on', async () => {
    const off = { ...disk(3), ...now({ on: true }) };

    await expect(assertMayAct(off, 'propose', 'open a ticket')).rejects.toMatchObject({ code: 'kill_switch_on' });
  });

  it('names the mute that holds for the device, and lets only a proven end through', async () => {
    const until = NOW + 3_600_000;
    const mute = { id: 'm1', deviceKey: 'a7', from: NOW, until, reason: 'Patch day', by: 'Ada', createdAt: NOW };
    const off = { ...disk(3), mutes: muted([mute]) as MuteStore };

    await expect(assertMayAct(off, 'propose', 'comment a ticket')).rejects.toMatchObject({
      code: 'muted',
      mute: { id: 'm1', until },
      message: 'muted by Ada until 2026-03-02 09:00 UTC (Patch day): the app may not comment a ticket now',
    });
    await expect(assertMayAct(off, 'propose', 'close a ticket')).resolves.toBeUndefined();
    const other = { ...off, about: { ...off.about, deviceKey: 'a8' } };
    await expect(assertMayAct(other, 'propose', 'open a ticket')).resolves.toBeUndefined();
  });

  it('sends no command while a mute cannot be read, and goes on to notify people', async () => {
    const all = { ...given, policy: policy.parse({ modes: { default: { diskSpace: 'approve' } } }) };
    const unread = {
      ...now({ by: all.policy }),
      ...actingFor(all, { key, playbook: 'disk-space' }),
      mutes: muted([], 1) as MuteStore,
    };

    await expect(assertMayAct(unread, 'approve', 'send a command to a device')).rejects.toMatchObject({
      code: 'muted',
    });
    await expect(assertMayAct(unread, 'propose', 'open a ticket')).resolves.toBeUndefined();
  });

  it('refuses everything while the table of mutes does not answer', async () => {
    const failing = {
      ...disk(3),
      mutes: { current: async () => Promise.reject(new Error('down')) } as unknown as MuteStore,
    };

    await expect(assertMayAct(failing, 'propose', 'open a ticket')).rejects.toThrow('down');
  });

  it('goes by the policy in force at the write where that allows less, and never where it allows more', async () => {
    const narrowed = { ...disk(3), ...now({ by: policy.parse({ modes: {} }) }) };
    const widened = { ...disk(3), ...now({ by: policy.parse({}) }) };

    await expect(assertMayAct(narrowed, 'propose', 'open a ticket')).rejects.toMatchObject({ code: 'mode_forbids' });
    await expect(assertMayAct(widened, 'approve', 'resolve an alert')).rejects.toMatchObject({ code: 'mode_forbids' });
  });

  it('stops everything, as the kill switch does, while the policy in force is not valid', async () => {
    const invalid = { ...disk(3), ...now({ stopped: 'invalid' }) };

    await expect(assertMayAct(invalid, 'propose', 'open a ticket')).rejects.toMatchObject({
      code: 'kill_switch_on',
      message: expect.stringContaining('not valid for this version'),
    });
  });
});
