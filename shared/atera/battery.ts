import { z } from 'zod';
import { row } from '../http/rows.ts';

/** A number, or a text that begins with one (`57000 mWh`, `87,5 %`); 0 for anything else. */
const quantity = z.unknown().transform((value) => {
  if (typeof value === 'number') return Number.isFinite(value) ? value : 0;
  const [digits = ''] = typeof value === 'string' ? (/^\s*\d+(?:[.,]\d+)?/.exec(value) ?? []) : [];
  return Number(digits.replace(',', '.'));
});

const Battery = row({
  Name: z.unknown().transform((value) => (typeof value === 'string' ? value.trim() : '')),
  BatteryHealth: quantity,
  DesignedCapacity: quantity,
  FullChargeCapacity: quantity,
  CycleCount: quantity,
});

/**
 * Windows lists a UPS on a USB port as a battery: it makes no laptop of the device under a desk.
 */
const UPS_NAME = /\b(?:ups|uninterruptible)\b/iu;

/**
 * Returns whether an agent's `BatteryInfo` (vendor-apis 1.7 [D]) describes a real battery: a health
 * or capacity above zero, or a name with charge cycles. Desktops, servers and virtual machines come
 * with null, `{}`, zeros or a bare name, which describe none.
 */
export function hasRealBattery(batteryInfo: unknown): boolean {
  const batteries = Array.isArray(batteryInfo) ? batteryInfo : [batteryInfo];
  return batteries.some(isReal);
}

function isReal(batteryInfo: unknown): boolean {
  const { data: battery } = Battery.safeParse(batteryInfo);
  if (!battery || UPS_NAME.test(battery.Name)) return false;
  const { Name, BatteryHealth, DesignedCapacity, FullChargeCapacity, CycleCount } = battery;
  const isNamedAndUsed = Name !== '' && CycleCount > 0;
  return BatteryHealth > 0 || DesignedCapacity > 0 || FullChargeCapacity > 0 || isNamedAndUsed;
}
