import { describe, expect, it } from 'vitest';
import { fleetCounts } from '../../../shared/sites/fleet-counts.ts';

const device = (id: number, customerId: number | undefined, online: boolean | undefined) => ({
  id,
  ...(customerId !== undefined && { customerId }),
  ...(online !== undefined && { online }),
});

describe('fleetCounts', () => {
  it('counts devices by customer, and of the always-on ones those that were online', async () => {
    const devices = [
      device(1, 5, true),
      device(2, 5, true),
      device(3, 5, false),
      device(4, 5, undefined),
      device(9, 5, true),
      device(5, 6, false),
      device(6, undefined, true),
    ];

    const counts = await fleetCounts(devices, ({ id }) => id !== 9);

    expect(Object.fromEntries(counts)).toEqual({ 5: { devices: 5, alwaysOn: 2 }, 6: { devices: 1, alwaysOn: 0 } });
  });
});
