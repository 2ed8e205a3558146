import type { Scenario } from './scenario.ts';
import { AUTOMATION_TECHNICIAN_EMAIL } from './tenant.ts';

const CUSTOMERS = 5;

/**
 * `count` machines at five customers, each with a full C: and its alert open from the start.
 * Nothing else happens.
 */
export function bulk(count: number): Scenario {
  return {
    name: `bulk:${count}`,
    description: `${count} open disk alerts from the start, one per machine`,
    play(world) {
      world.people.addTechnician(AUTOMATION_TECHNICIAN_EMAIL, 'Automation Desk');
      const customers = Array.from({ length: CUSTOMERS }, (_, index) =>
        world.addCustomer(`Bulk Customer ${index + 1}`),
      );
      for (let index = 0; index < count; index++) {
        const customer = customers[index % CUSTOMERS];
        if (!customer) throw new Error('unreachable: the remainder is below the length');
        const name = `BULK-${String(index + 1).padStart(5, '0')}`;
        world.addDevice(customer, { name, disks: [{ drive: 'C:', usedPercent: 95 }] }).raiseDiskAlertNow();
      }
    },
  };
}
