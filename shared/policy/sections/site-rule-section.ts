import { z } from 'zod';
import { count, percent, wait } from '../fields.ts';

/** When many quiet devices are one incident. */
export const siteRule = z.strictObject({
  withinMinutes: wait('minutes', 10, 'Always-on devices that went quiet within this time count together.', 'less'),
  minDevices: count(3, 'Fewer of them are no site incident.', 'more'),
  minSharePercent: percent(30, "Nor is a smaller share of the customer's always-on devices.", { widens: 'more' }),
  vendorMinCustomers: count(3, 'Customers that must go quiet together before Atera itself is suspected.', 'more'),
  vendorMinSharePercent: percent(20, 'Share of all always-on devices that must go quiet together for that.', {
    widens: 'more',
  }),
  vendorQuietMinutes: wait('minutes', 10, 'No device anywhere seen within this time: the same suspicion.', 'more'),
  vendorMinAgents: count(
    5,
    'Agents of so many customers that fall silent within two hours, one by one, while Automox reaches their devices: the same suspicion.',
    'more',
  ),
  vendorQuietAtMostMinutes: wait(
    'minutes',
    120,
    'Then the suspicion ends although the devices are still away, and their tickets say what was suspected.',
    'less',
  ),
});
