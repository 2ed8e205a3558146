import { nextWindow, type WeeklySpan } from './business-hours.ts';

/**
 * Whether a device may be disturbed now by the customer's maintenance windows. `until` (end of the
 * window) and `next` are epoch ms.
 */
export type MaintenanceWindow =
  | { readonly open: true; readonly until: number }
  | { readonly open: false; readonly next?: number };

/**
 * Returns the customer's maintenance window at `at` (epoch ms): open, or when the next one opens.
 * Without any window there is no `next`: it is never allowed. Unknown zone: `RangeError`.
 */
export function maintenanceWindow(windows: readonly WeeklySpan[], zone: string, at: number): MaintenanceWindow {
  const window = nextWindow(windows, zone, at);
  if (!window) return { open: false };
  return window.start <= at ? { open: true, until: window.end } : { open: false, next: window.start };
}
