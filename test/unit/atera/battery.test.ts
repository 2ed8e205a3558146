import { describe, expect, it } from 'vitest';
import { hasRealBattery } from '../../../shared/atera/battery.ts';

const ZEROS = { Id: 1, Name: 'Primary', BatteryHealth: 0, DesignedCapacity: 0, FullChargeCapacity: 0, CycleCount: 0 };

describe('the battery of an agent', () => {
  it.each([
    [
      {
        Id: 1,
        Name: 'Primary',
        BatteryHealth: 87.5,
        DesignedCapacity: 57_000,
        FullChargeCapacity: 49_875,
        CycleCount: 212,
      },
    ],
    [{ ...ZEROS, BatteryHealth: 3 }],
    [{ ...ZEROS, DesignedCapacity: 57_000 }],
    [{ ...ZEROS, FullChargeCapacity: '49875' }],
    [{ ...ZEROS, DesignedCapacity: '57000 mWh' }],
    [{ ...ZEROS, CycleCount: 212 }],
    [{ designedcapacity: 57_000 }],
    [[{ ...ZEROS }, { ...ZEROS, BatteryHealth: 90 }]],
  ])('is real: %j', (battery) => {
    expect(hasRealBattery(battery)).toBe(true);
  });

  it.each([
    [null],
    [undefined],
    [{}],
    [[]],
    [''],
    ['Primary'],
    [true],
    [0],
    [ZEROS],
    [{ Id: 0, Name: null, BatteryHealth: null, DesignedCapacity: null, FullChargeCapacity: null, CycleCount: null }],
    [{ Id: 1, Name: 'Primary' }],
    [{ ...ZEROS, BatteryHealth: '0', DesignedCapacity: '0 mWh' }],
    [{ ...ZEROS, BatteryHealth: -1 }],
    [{ ...ZEROS, Name: '', CycleCount: 3 }],
    [{ ...ZEROS, DesignedCapacity: 'unknown' }],
    [{ ...ZEROS, Name: 'APC Back-UPS ES 700', BatteryHealth: 100, DesignedCapacity: 7_000 }],
    [{ ...ZEROS, Name: 'Smart-UPS 1500', FullChargeCapacity: 100 }],
    [{ ...ZEROS, BatteryHealth: Number.NaN }],
  ])('is none: %j', (battery) => {
    expect(hasRealBattery(battery)).toBe(false);
  });
});
