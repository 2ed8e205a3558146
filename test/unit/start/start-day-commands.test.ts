import { describe, expect, it } from 'vitest';
import { VirtualClock } from '../../../dev/host/clock.ts';
import { AutomoxOrganization } from '../../../dev/simulator/automox/organization.ts';
import type { LoggedRequest } from '../../../dev/simulator/request-log.ts';
import { World } from '../../../dev/simulator/world/world.ts';
import { checkCommands } from '../../../dev/start/day/day-limits.ts';
import type { Approval } from '../../../dev/start/operator.ts';
import { policy } from '../../../shared/policy/policy.ts';

const MORNING = Date.parse('2026-03-02T09:00:00Z');
const LUNCH = Date.parse('2026-03-02T11:30:00Z');

/** Two servers, of a customer that is assigned to Automox and of one that is not. */
function stage() {
  const world = new World({ clock: new VirtualClock() });
  const automox = new AutomoxOrganization(world);
  const [assigned, other] = ['NW', 'SW'].map((prefix) =>
    automox.enroll(world.addDevice(world.addCustomer(`${prefix} Ltd`), { name: `${prefix}-SRV-01`, kind: 'server' })),
  );
  if (!assigned || !other) throw new Error('unreachable: two were enrolled');
  const customers = policy.parse({ customers: { [assigned.device.customer.id]: { automox: {} } } }).customers;
  /** The checks that fail when this was sent and approved. */
  const failing = (requests: LoggedRequest[], approvals: Approval[]) =>
    checkCommands({ simulator: { requests, automox }, policy: { customers }, operator: { approvals } })
      .filter(({ holds }) => !holds)
      .map(({ text }) => text);
  return { automox, assigned: assigned.id, other: other.id, failing };
}

function posted(template: string, path: string, at: number, body: unknown): LoggedRequest {
  return { vendor: 'automox', method: 'POST', template, path, query: {}, at, body };
}

const cleanup = (serverId: number, at = MORNING) =>
  posted('/policies/{policyId}/action', '/automox/api/policies/1/action', at, { action: 'remediateServer', serverId });

const queued = (serverId: number, name: string, at: number) =>
  posted('/servers/{serverId}/queues', `/automox/api/servers/${serverId}/queues`, at, { command_type_name: name });

function yes(deviceName: string, playbook: string, at: number): Approval {
  return { at, question: { id: `rem.${deviceName}`, deviceName, playbook, asks: 'May I?', evidence: '0' } };
}

describe('the checks of commands', () => {
  it('hold for one command after each approval, and for scans', () => {
    const { assigned, failing } = stage();

    const failed = failing(
      [queued(assigned, 'GetOS', MORNING), cleanup(assigned), queued(assigned, 'Reboot', LUNCH)],
      [yes('NW-SRV-01', 'disk-space', MORNING - 1), yes('NW-SRV-01', 'pending-reboot', MORNING)],
    );

    expect(failed).toEqual([]);
  });

  it('fail for a command without approval, or from before it', () => {
    const { assigned, failing } = stage();

    const without = failing([cleanup(assigned)], []);
    const before = failing([cleanup(assigned)], [yes('NW-SRV-01', 'disk-space', MORNING + 1)]);

    expect(without).toEqual([expect.stringContaining('NW-SRV-01 disk-space without approval')]);
    expect(before).toEqual([expect.stringContaining('without approval')]);
  });

  it('fail for a second command on one approval', () => {
    const { assigned, failing } = stage();

    const failed = failing([cleanup(assigned), cleanup(assigned)], [yes('NW-SRV-01', 'disk-space', MORNING)]);

    expect(failed).toEqual([expect.stringContaining('2 commands, 1 approvals')]);
  });

  it('fail for an approval that nothing came of', () => {
    const { failing } = stage();

    const failed = failing([], [yes('NW-SRV-01', 'disk-space', MORNING)]);

    expect(failed).toEqual([expect.stringContaining('NW-SRV-01 approved, no command')]);
  });

  it('fail for a customer that is not assigned, and for an unknown server', () => {
    const { other, failing } = stage();

    const failed = failing([cleanup(other)], [yes('SW-SRV-01', 'disk-space', MORNING)]);
    const unknown = failing([cleanup(1)], []);

    expect(failed).toEqual([expect.stringMatching(/not assigned .*SW-SRV-01/)]);
    expect(unknown.join()).toMatch(/an unknown device/);
  });

  it('fail for a reboot outside of the window', () => {
    const { assigned, failing } = stage();

    const failed = failing([queued(assigned, 'Reboot', MORNING)], [yes('NW-SRV-01', 'pending-reboot', MORNING)]);

    expect(failed).toEqual([expect.stringContaining('maintenance window')]);
  });

  it('fail for a worklet on every device', () => {
    const { automox, failing } = stage();
    automox.remediateAll(automox.addWorklet('Disk cleanup'));

    const failed = failing([], []);

    expect(failed).toEqual([expect.stringContaining('every device')]);
  });
});
