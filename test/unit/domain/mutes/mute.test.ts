import { describe, expect, it } from 'vitest';
import {
  covers,
  isInForce,
  MAX_MUTE_MS,
  type Mute,
  muteOf,
  muteTimes,
  needsAdmin,
} from '../../../../shared/domain/mutes/mute.ts';
import { deviceKey } from '../../../../shared/domain/occurrences/keys.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../../../shared/durations.ts';

const NOW = Date.UTC(2026, 2, 2, 8);

function mute(over: Partial<Mute> = {}): Mute {
  return { id: 'm1', from: NOW, until: NOW + HOUR_MS, reason: 'Patch day', by: 'Ada', createdAt: NOW, ...over };
}

const DISK = { deviceKey: 'a1201', conditionKey: 'disk-space.C', playbook: 'disk-space', customerId: 7 };

describe('what a mute is about', () => {
  it('covers every condition of its device, and of no other', () => {
    expect(covers(mute({ deviceKey: 'a1201' }), DISK)).toBe(true);
    expect(covers(mute({ deviceKey: 'a120' }), DISK)).toBe(false);
    expect(covers(mute({ deviceKey: 'a1201' }), { playbook: 'disk-space', customerId: 7 })).toBe(false);
  });

  it('follows its device to another customer', () => {
    expect(covers(mute({ deviceKey: 'a1201', customerId: 7 }), { ...DISK, customerId: 8 })).toBe(true);
  });

  it('covers a customer, one playbook or one condition of it', () => {
    expect(covers(mute({ customerId: 7 }), DISK)).toBe(true);
    expect(covers(mute({ customerId: 7, playbook: 'disk-space' }), DISK)).toBe(true);
    expect(covers(mute({ customerId: 7, playbook: 'offline-device' }), DISK)).toBe(false);
    expect(covers(mute({ customerId: 7, conditionKey: 'disk-space.D' }), DISK)).toBe(false);
    expect(covers(mute({ customerId: 8 }), DISK)).toBe(false);
  });

  it('covers nothing of a customer that is not known', () => {
    expect(covers(mute({ customerId: 7 }), { ...DISK, customerId: undefined })).toBe(false);
    expect(covers(mute({}), { ...DISK, customerId: undefined })).toBe(false);
  });

  it('covers the site incident of its customer, which a mute of a device does not', () => {
    const site = { deviceKey: 'c7', conditionKey: 'site-incident', playbook: 'site-incident', customerId: 7 };
    expect(covers(mute({ customerId: 7 }), site)).toBe(true);
    expect(covers(mute({ deviceKey: 'a1201', customerId: 7 }), site)).toBe(false);
  });

  it('covers an alert that names its device by no more than its name', () => {
    const named = { ...DISK, deviceKey: deviceKey({ customerId: 7, deviceName: 'SRV-01' }) };
    expect(covers(mute({ deviceKey: 'a1201', deviceName: 'SRV-01', customerId: 7 }), named)).toBe(true);
    expect(covers(mute({ deviceKey: 'a1201', deviceName: 'SRV-02', customerId: 7 }), named)).toBe(false);
    expect(covers(mute({ deviceKey: 'a1201', deviceName: 'SRV-01', customerId: 8 }), named)).toBe(false);
  });
});

describe('when a mute holds', () => {
  it('holds from its first moment on, and at its end no more', () => {
    const planned = mute({ from: NOW + 1, until: NOW + 3 });
    expect([0, 1, 2, 3].map((ms) => isInForce(planned, NOW + ms))).toEqual([false, true, true, false]);
  });

  it('ends when a person ends it, also before it has begun', () => {
    expect(isInForce(mute({ ended: { at: NOW + 5, by: 'Bob' } }), NOW + 5)).toBe(false);
    expect(isInForce(mute({ from: NOW + 10, ended: { at: NOW + 5, by: 'Bob' } }), NOW + 11)).toBe(false);
  });

  it('names of several mutes the one that ends last', () => {
    const short = mute({ id: 'short', deviceKey: 'a1201' });
    const long = mute({ id: 'long', customerId: 7, until: NOW + DAY_MS });
    const longest = mute({ id: 'planned', customerId: 7, from: NOW + 1, until: NOW + 2 * DAY_MS });
    expect(muteOf([short, long, longest], DISK, NOW)?.id).toBe('long');
    expect(muteOf([short, long, longest], DISK, NOW + 1)?.id).toBe('planned');
    expect(muteOf([short], { ...DISK, deviceKey: 'a9' }, NOW)).toBeUndefined();
  });
});

describe('the times of a new mute', () => {
  it.each([
    ['an end in the past', { until: NOW }, 'until'],
    ['an end before its beginning', { from: NOW + HOUR_MS, until: NOW + MINUTE_MS }, 'until'],
    ['no length', { from: NOW + HOUR_MS, until: NOW + HOUR_MS }, 'until'],
    ['a beginning in the past', { from: NOW - HOUR_MS, until: NOW + HOUR_MS }, 'from'],
    ['more than 90 days', { until: NOW + MAX_MUTE_MS + 1 }, 'until'],
    ['a beginning over a year ahead', { from: NOW + 367 * DAY_MS, until: NOW + 368 * DAY_MS }, 'from'],
  ])('refuses %s', (_, times, field) => {
    expect(muteTimes(times, NOW)).toMatchObject({ field });
  });

  it('takes 90 days to the millisecond, and a beginning of some minutes ago for now', () => {
    expect(muteTimes({ until: NOW + MAX_MUTE_MS }, NOW)).toEqual({ from: NOW, until: NOW + MAX_MUTE_MS });
    expect(muteTimes({ from: NOW - 10 * MINUTE_MS, until: NOW + HOUR_MS }, NOW)).toEqual({
      from: NOW,
      until: NOW + HOUR_MS,
    });
  });

  it('asks for an admin where a whole customer is muted for over 72 hours', () => {
    const threeDays = { from: NOW, until: NOW + 72 * HOUR_MS };
    expect(needsAdmin(threeDays)).toBe(false);
    expect(needsAdmin({ ...threeDays, until: threeDays.until + 1 })).toBe(true);
    expect(needsAdmin({ from: NOW, until: NOW + MAX_MUTE_MS, deviceKey: 'a1201' })).toBe(false);
  });

  it('asks for one also where that is done in pieces, and not for pieces apart or of something else', () => {
    const piece = (id: string, fromHours: number, untilHours: number, over: Partial<Mute> = {}) =>
      mute({ id, customerId: 7, from: NOW + fromHours * HOUR_MS, until: NOW + untilHours * HOUR_MS, ...over });
    const next = piece('next', 48, 96);

    expect(needsAdmin(next, [piece('first', 0, 48)])).toBe(true);
    expect(needsAdmin(piece('first', 0, 48), [next, piece('second', 96, 97)])).toBe(true);
    expect(needsAdmin(next, [piece('far', 0, 46)])).toBe(false);
    expect(needsAdmin(next, [piece('other', 0, 48, { customerId: 8 })])).toBe(false);
    expect(needsAdmin(next, [piece('disks', 0, 48, { playbook: 'disk-space' })])).toBe(false);
    // Of what the first one muted as well.
    expect(needsAdmin({ ...next, playbook: 'disk-space' }, [piece('all', 0, 48)])).toBe(true);
    expect(needsAdmin(next, [piece('over', 0, 48, { ended: { at: NOW + HOUR_MS, by: 'Bob' } })])).toBe(false);
  });
});
