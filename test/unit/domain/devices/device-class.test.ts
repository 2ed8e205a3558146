import { describe, expect, it } from 'vitest';
import { deviceClass } from '../../../../shared/domain/devices/device-class.ts';

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

  it.each([
    ['a laptop whose battery is left out', 'Work Station', false, 'laptop', 'laptop'],
    ['a Linux laptop whose battery is left out', 'Linux', false, 'laptop', 'laptop'],
    ['a server whose system is left out', 'unknown', false, 'server', 'server'],
    ['a workstation', 'Work Station', false, 'workstation', 'workstation'],
    ['one that became a server', 'Server', false, 'laptop', 'server'],
    ['one that turns out to have a battery', 'Work Station', true, 'workstation', 'laptop'],
    ['one that is no server any more', 'Work Station', false, 'server', 'workstation'],
  ] as const)('keeps the class of %s', (_name, osType, hasBattery, known, expected) => {
    expect(deviceClass({ osType, hasBattery }, known)).toBe(expected);
  });
});
