import { z } from 'zod';
import { count, percent, wait } from './fields.ts';

/** When many quiet devices count as one incident, of a site or of Atera. */
export const siteRule = z.strictObject({
  withinMinutes: wait('minutes', 10, 'Always-on devices that went quiet within this time count together.'),
  minDevices: count(3, 'Fewer of them are no site incident.'),
  minSharePercent: percent(30, "Nor is a smaller share of the customer's always-on devices."),
  vendorMinCustomers: count(3, 'Customers that must go quiet together before Atera itself is suspected.'),
  vendorMinSharePercent: percent(20, 'Share of all always-on devices that must go quiet together for that.'),
  vendorQuietMinutes: wait('minutes', 10, 'No device anywhere seen within this time: the same suspicion.'),
  vendorMinAgents: count(
    5,
    'Agents of so many customers that fall silent within two hours, one by one, while Automox reaches their devices: the same suspicion.',
  ),
  vendorQuietAtMostMinutes: wait(
    'minutes',
    120,
    'Then the suspicion ends although the devices are still away, and their tickets say what was suspected.',
  ),
});
