import { describe, expect, it } from 'vitest';
import { actingFor, assertMayAct } from '../../../orchestrations/activities/effects/may-act.ts';
import { policy } from '../../../shared/policy/policy.ts';
import type { KillSwitchStore } from '../../../shared/storage/kill-switch.ts';

const switched = (on: boolean): KillSwitchStore => ({
  get: async () => ({ on, reason: 'test', revision: 1 }),
  set: async () => undefined,
});
const given = {
  mode: 'approve',
  policy: policy.parse({ modes: { customers: { 3: { diskSpace: 'propose' } } } }),
  killSwitch: switched(false),
} as const;
const disk = (customerId?: number) => actingFor(given, { playbook: 'disk-space', customerId });

describe('assertMayAct', () => {
  it("goes by what the policy allows the alert's customer", async () => {
    await expect(assertMayAct(disk(3), 'propose', 'open a ticket')).resolves.toBeUndefined();
    await expect(assertMayAct(disk(3), 'approve', 'resolve an alert')).rejects.toMatchObject({ code: 'mode_forbids' });
    await expect(assertMayAct(disk(4), 'propose', 'open a ticket')).rejects.toMatchObject({ code: 'mode_forbids' });
    await expect(assertMayAct(disk(), 'propose', 'open a ticket')).rejects.toMatchObject({ code: 'mode_forbids' });
  });

  it('never goes beyond the setting', async () => {
    const observed = actingFor({ ...given, mode: 'observe' }, { playbook: 'disk-space', customerId: 3 });

    await expect(assertMayAct(observed, 'propose', 'open a ticket')).rejects.toMatchObject({ code: 'mode_forbids' });
  });

  it('refuses everything while the kill switch is on', async () => {
    const off = { ...disk(3), killSwitch: switched(true) };

    await expect(assertMayAct(off, 'propose', 'open a ticket')).rejects.toMatchObject({ code: 'kill_switch_on' });
  });
});
