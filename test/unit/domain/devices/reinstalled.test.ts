import { describe, expect, it } from 'vitest';
import { type InstalledAgent, isSuccessor, possibleSuccessor } from '../../../../shared/domain/devices/reinstalled.ts';

const LAST_SEEN_AT = Date.parse('2026-03-02T08:00:00Z');
const MINUTE = 60_000;

const old: InstalledAgent = {
  id: 1_001,
  machineName: 'NW-SRV-01',
  serialNumber: 'PF3XK9Q7',
  customerId: 11,
  online: false,
  lastSeenAt: LAST_SEEN_AT,
};
const fresh = (over: Partial<InstalledAgent> = {}): InstalledAgent => ({
  ...old,
  id: 1_050,
  online: true,
  createdAt: LAST_SEEN_AT + 20 * MINUTE,
  lastSeenAt: LAST_SEEN_AT + 60 * MINUTE,
  ...over,
});

const wrong: readonly [string, Partial<InstalledAgent>][] = [
  ['of another customer', { customerId: 12 }],
  ['of no customer', { customerId: undefined }],
  ['of another name', { machineName: 'NW-SRV-02' }],
  ['with another serial number', { serialNumber: 'PF3XK9Q8' }],
  ['installed while the old one was still reported', { createdAt: LAST_SEEN_AT - MINUTE }],
  ['of which it is not reported when it was installed', { createdAt: undefined }],
];

describe('a device whose agent was installed again', () => {
  it.each([
    ['the same name', {}],
    ['the name with its domain', { machineName: 'nw-srv-01.nw.example' }],
    ['installed the moment it was last reported', { createdAt: LAST_SEEN_AT }],
  ])('is found by customer, serial number and %s', (_name, over) => {
    expect(possibleSuccessor(old, [old, fresh(over)])).toMatchObject({ id: 1_050 });
    expect(isSuccessor(old, fresh(over))).toBe(true);
  });

  it.each(wrong)('is not an agent %s', (_name, over) => {
    expect(possibleSuccessor(old, [old, fresh(over)])).toBeUndefined();
    expect(isSuccessor(old, fresh(over))).toBe(false);
  });

  it.each([
    ['a third agent shares the number', [fresh(), fresh({ id: 1_051, customerId: 12, machineName: 'OTHER' })]],
    ['there are two of them', [fresh(), fresh({ id: 1_051 })]],
    ['there is none', []],
  ])('is not known when %s', (_name, others) => {
    expect(possibleSuccessor(old, [old, ...others])).toBeUndefined();
  });

  it('is not reported by a number that identifies nothing, nor without a last observation of the old agent', () => {
    const placeholder = { ...old, serialNumber: 'Default string' };

    expect(possibleSuccessor(placeholder, [placeholder, fresh({ serialNumber: 'Default string' })])).toBeUndefined();
    expect(isSuccessor({ ...old, lastSeenAt: undefined }, fresh())).toBe(false);
    expect(isSuccessor({ ...old, machineName: '' }, fresh({ machineName: '' }))).toBe(false);
  });

  it('is back only under an agent that is online now', () => {
    expect(possibleSuccessor(old, [fresh({ online: false })])).toMatchObject({ id: 1_050 });
    expect(isSuccessor(old, fresh({ online: false }))).toBe(false);
    expect(isSuccessor(old, fresh({ online: undefined }))).toBe(false);
  });

  it('may come twice in a list', () => {
    expect(possibleSuccessor(old, [old, old, fresh(), fresh()])).toMatchObject({ id: 1_050 });
  });
});
