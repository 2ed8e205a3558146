import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type DiskMemory,
  hasStayedCalm,
  type InspectedDisk,
  isProvenNewer,
  remember,
} from '../../../../shared/playbooks/disk-space/disk-memory.ts';

const MINUTE = 60_000;
const rules = { publishLagMinutes: 10 };

const inspected = (minute: number, freeMb: number, over: Partial<InspectedDisk> = {}): InspectedDisk => ({
  at: minute * MINUTE,
  since: 0,
  online: true,
  reading: { drive: 'C', totalMb: 100_000, freeMb, usedPercent: 100 - freeMb / 1_000 },
  isFull: freeMb < 10_000,
  isCalm: false,
  ...over,
});
const memoryAfter = (...inspections: readonly InspectedDisk[]): DiskMemory =>
  inspections.reduce<DiskMemory | undefined>((memory, one) => remember(memory, one, rules), undefined) ?? { since: 0 };

describe('what is remembered of a drive', () => {
  it('takes its baseline only when an older inventory must have been published', () => {
    expect(memoryAfter(inspected(9, 30_000))).not.toHaveProperty('baseline');
    expect(memoryAfter(inspected(10, 30_000)).baseline).toMatchObject({ freeMb: 30_000 });
  });

  it('takes neither baseline nor change from a device that is off, or not known to be on', () => {
    for (const online of [false, undefined]) {
      expect(memoryAfter(inspected(20, 30_000, { online }))).not.toHaveProperty('baseline');
      expect(memoryAfter(inspected(10, 30_000), inspected(40, 50_000, { online }))).not.toHaveProperty('changed');
    }
  });

  it('counts a change from its first inspection in a row', () => {
    const memory = memoryAfter(inspected(10, 30_000), inspected(40, 50_000), inspected(50, 51_000));

    expect(memory.changed).toMatchObject({ at: 40 * MINUTE });
    expect(isProvenNewer(memory, 50 * MINUTE, 10)).toBe(true);
    expect(isProvenNewer(memory, 49 * MINUTE, 10)).toBe(false);
  });

  it('begins to count again when a cache still gives the baseline', () => {
    const memory = memoryAfter(inspected(10, 30_000), inspected(40, 50_000), inspected(50, 30_000));

    expect(memory).not.toHaveProperty('changed');
  });

  it('takes a value that was there before for an old one: caches answer by turns', () => {
    const before = memoryAfter(
      inspected(0, 31_000),
      inspected(10, 30_000),
      inspected(40, 31_000),
      inspected(50, 31_000),
    );
    expect(before).not.toHaveProperty('changed');

    const turns = [inspected(10, 30_000), inspected(40, 31_000), inspected(50, 30_000), inspected(90, 31_000)];
    expect(memoryAfter(...turns, inspected(100, 31_000))).not.toHaveProperty('changed');
    expect(memoryAfter(...turns, inspected(100, 32_000)).changed).toMatchObject({ freeMb: 32_000 });
  });

  it('believes a value from before the alert again once the drive has read full', () => {
    const memory = memoryAfter(inspected(0, 31_000), inspected(8, 3_000), inspected(12, 3_000), inspected(60, 31_000));

    expect(memory.changed).toMatchObject({ at: 60 * MINUTE });
  });

  it('wants two inspections in a row below the limit, whatever a full one between shows', () => {
    const memory = memoryAfter(inspected(10, 30_000), inspected(40, 3_000), inspected(90, 32_000));

    expect(isProvenNewer(memory, 90 * MINUTE, 10)).toBe(false);
  });

  it('takes no baseline right after the device came back: what it could not send comes late', () => {
    const away = inspected(12, 30_000, { online: false });

    expect(memoryAfter(away, inspected(60, 30_000))).not.toHaveProperty('baseline');
    expect(memoryAfter(away, inspected(60, 30_000), inspected(69, 31_000))).not.toHaveProperty('baseline');
    expect(memoryAfter(away, inspected(60, 30_000), inspected(70, 31_000)).baseline).toMatchObject({ freeMb: 31_000 });
  });

  it('begins the proof again with a later alert, and keeps that the drive reads full', () => {
    const memory = memoryAfter(
      inspected(10, 3_000),
      inspected(40, 50_000),
      inspected(50, 4_000),
      inspected(60, 4_000, { since: 55 * MINUTE }),
    );

    expect(memory).toEqual({ since: 55 * MINUTE, fullSince: 50 * MINUTE });
  });

  it('counts calm inspections in a row, and only of a device that is on', () => {
    const calm = (minute: number, over: Partial<InspectedDisk> = {}) =>
      inspected(minute, 40_000, { isCalm: true, ...over });

    const memory = memoryAfter(calm(60), calm(70));
    expect(hasStayedCalm(memory, 70 * MINUTE, 10)).toBe(true);
    expect(memoryAfter(calm(60), calm(65, { online: false }))).not.toHaveProperty('calmSince');
    expect(memoryAfter(calm(60), inspected(65, 40_000))).not.toHaveProperty('calmSince');
    expect(memoryAfter(calm(60), calm(70, { since: 65 * MINUTE })).calmSince).toBe(70 * MINUTE);
  });

  it('counts inspections without a usable reading only while the device is on', () => {
    const unread = (minute: number, online: boolean) =>
      inspected(minute, 0, { reading: undefined, online, isFull: false });

    expect(memoryAfter(unread(1, true), unread(5, true)).unreadSince).toBe(MINUTE);
    expect(memoryAfter(unread(1, false))).not.toHaveProperty('unreadSince');
    expect(memoryAfter(unread(1, true), inspected(5, 30_000))).not.toHaveProperty('unreadSince');
  });

  it('never proves a recovery by readings that were all taken before the alert', () => {
    // Whatever is inspected when, on or off: the inventory stays the one from before the alert.
    const steps = fc.array(fc.tuple(fc.integer({ min: 0, max: 300 }), fc.boolean()), { maxLength: 20 });
    fc.assert(
      fc.property(steps, (given) => {
        const sorted = given.toSorted(([one], [other]) => one - other);
        const memory = memoryAfter(
          inspected(0, 30_000),
          ...sorted.map(([minute, online]) => inspected(minute, 30_000, { online })),
        );

        expect(isProvenNewer(memory, 1_000 * MINUTE, 10)).toBe(false);
      }),
    );
  });
});
