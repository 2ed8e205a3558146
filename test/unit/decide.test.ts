import { describe, expect, it } from 'vitest';
import { type DiskEvidence, decideDisk } from '../../shared/domain/decide.ts';
import type { DiskReading } from '../../shared/domain/disk-reading.ts';

const MINUTE = 60_000;
const limits = { inventoryLagMinutes: 45, clearMarginPercent: 2 };

const used = (usedPercent: number): DiskReading => ({
  drive: 'C',
  totalMb: 100_000,
  freeMb: (100 - usedPercent) * 1_000,
  usedPercent,
});

const evidence = (over: Partial<DiskEvidence> = {}): DiskEvidence => ({
  alertOpen: true,
  alertCreatedAt: 0,
  lookedAt: 5 * MINUTE,
  reading: used(95),
  thresholdPercent: 90,
  ...over,
});

const { reading: _reading, ...unread } = evidence();
const { thresholdPercent: _threshold, ...limitless } = evidence({ reading: used(10) });

describe('decideDisk', () => {
  it.each([
    [
      'the alert is over, whatever the reading',
      evidence({ alertOpen: false }),
      { verdict: 'recovered', because: 'alert-cleared', alertGone: true, contradicted: true },
    ],
    [
      'the alert is over and the disk is inside the margin only',
      evidence({ alertOpen: false, reading: used(89.5) }),
      { verdict: 'recovered', because: 'alert-cleared', alertGone: true, contradicted: false },
    ],
    [
      'the alert is over and so is the reading',
      evidence({ alertOpen: false, reading: used(50) }),
      { verdict: 'recovered', because: 'alert-cleared', alertGone: true, contradicted: false },
    ],
    ['the disk reads full', evidence(), { verdict: 'holds', because: 'reading-full' }],
    ['the disk is at its threshold', evidence({ reading: used(90) }), { verdict: 'holds', because: 'reading-full' }],
    ['the disk is inside the margin', evidence({ reading: used(88.5) }), { verdict: 'holds', because: 'reading-full' }],
    ['there is no reading', unread, { verdict: 'unknown', because: 'no-reading' }],
    ['the threshold is not known', limitless, { verdict: 'unknown', because: 'threshold-unknown' }],
    [
      'a healthy reading may be older than the alert',
      evidence({ reading: used(60) }),
      { verdict: 'wait', because: 'reading-may-be-old', until: 45 * MINUTE },
    ],
    [
      'the same healthy reading as at first, still within the lag',
      evidence({ reading: used(60), firstReading: used(60), lookedAt: 44 * MINUTE }),
      { verdict: 'wait', because: 'reading-may-be-old', until: 45 * MINUTE },
    ],
    [
      'a healthy reading from after the lag',
      evidence({ reading: used(60), lookedAt: 45 * MINUTE }),
      { verdict: 'recovered', because: 'reading-after-lag', alertGone: false, contradicted: false },
    ],
    [
      'a healthy reading that differs from the first one',
      evidence({ reading: used(60), firstReading: used(95), lookedAt: 10 * MINUTE }),
      { verdict: 'recovered', because: 'reading-changed', alertGone: false, contradicted: false },
    ],
    [
      'a full reading from after the lag',
      evidence({ reading: used(95), firstReading: used(60), lookedAt: 90 * MINUTE }),
      { verdict: 'holds', because: 'reading-full' },
    ],
  ])('%s', (_name, given, expected) => {
    expect(decideDisk(given, limits)).toEqual(expected);
  });
});
