import type { Simulator } from '../../../dev/simulator/simulator.ts';

const MINUTE = 60_000;
const DAY = 86_400_000;

/**
 * An account with a past: one server whose disk alert lasts an hour every day, and others that no
 * playbook takes, the oldest first. Returns the ids.
 */
export function withPast(simulator: Pick<Simulator, 'world'>, days: number, others: number): number[] {
  const { world } = simulator;
  const device = world.addDevice(world.addCustomer('Big <b>Corp</b>'), { name: 'BIG-1', kind: 'server' });
  const now = world.now();
  const ids: number[] = [];
  const raise = (title: string, message: string, at: number) => {
    const ArchivedDate = new Date(at + 60 * MINUTE).toISOString();
    const raw = { Archived: true, ArchivedDate };
    const alert = world.raiseCustomAlert({ device, title, message, createdAt: at, raw });
    world.alerts.archive(alert.id, 'atera');
    ids.push(alert.id);
  };
  for (let day = days; day >= 1; day--) {
    const at = now - day * DAY;
    raise('Disk Usage(C:)', 'The Disk Usage(C:) 93.12% is greater than the threshold of 90%.', at);
    for (let i = 0; i < others / days; i++) raise(`CPU Load ${i % 3}`, '', at + i * MINUTE);
  }
  return ids;
}
