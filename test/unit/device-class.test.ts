import { describe, expect, it } from 'vitest';
import { deviceClass } from '../../shared/domain/device-class.ts';

describe('deviceClass', () => {
  it.each([
    ['Work Station', false, 'workstation'],
    ['Work Station', true, 'laptop'],
    ['Server', false, 'server'],
    ['Server', true, 'server'],
    ['Domain Controller', false, 'server'],
    ['Domain Controller', true, 'server'],
    ['Linux', false, 'server'],
    ['Linux', true, 'laptop'],
    ['unknown', false, 'workstation'],
    ['unknown', true, 'laptop'],
  ] as const)('takes %s, battery %s, for a %s', (osType, hasBattery, expected) => {
    expect(deviceClass({ osType, hasBattery })).toBe(expected);
  });
});
