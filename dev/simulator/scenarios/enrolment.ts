import type { AutomoxOrganization } from '../automox/organization.ts';
import type { ExampleTenant } from './tenant.ts';

/** The customers that the policy of a demo assigns to Automox. */
export const CUSTOMERS_WITH_AUTOMOX = ['Alder & Sons', 'Bright Dental', 'Cobalt Logistics'];

/**
 * Automox lists the machines of this one too; nobody assigned it, so nothing may be done on them.
 */
const CUSTOMER_WITHOUT_ASSIGNMENT = 'Dune Architects';

const AFTER_CLEANUP_PERCENT = 58;

/** What the cleanup leaves where there is nothing to clean. */
const STUBBORN_PERCENT = 94;

/**
 * Enrols machines of four of the five customers and adds the one worklet: a disk cleanup that does
 * not help on the `stubborn` ones.
 */
export function addAutomoxMatch(
  { sites }: ExampleTenant,
  automox: AutomoxOrganization,
  stubborn: readonly string[] = [],
): void {
  for (const { customer, devices } of sites) {
    if (![...CUSTOMERS_WITH_AUTOMOX, CUSTOMER_WITHOUT_ASSIGNMENT].includes(customer.name)) continue;
    for (const device of devices) automox.enroll(device);
  }
  automox.addWorklet('Disk cleanup', (device) => {
    const left = stubborn.includes(device.name) ? STUBBORN_PERCENT : AFTER_CLEANUP_PERCENT;
    device.setDiskUsedPercent('C:', Math.min(left, device.diskUsedPercent('C:')));
    return 0;
  });
}
