import { describe, expect, it } from 'vitest';
import type { DiskReading } from '../../../../shared/domain/volumes/disk-reading.ts';
import { type DiskFindings, decideDisk } from '../../../../shared/playbooks/disk-space/decide-disk.ts';
import type { DiskMemory } from '../../../../shared/playbooks/disk-space/disk-memory.ts';
import { policy } from '../../../../shared/policy/policy.ts';

const MINUTE = 60_000;
const limits = policy.parse({}).diskSpace;

const used = (usedPercent: number): DiskReading => ({
  drive: 'C',
  totalMb: 100_000,
  freeMb: (100 - usedPercent) * 1_000,
  usedPercent,
});
const kept = (usedPercent: number, minute: number) => ({
  at: minute * MINUTE,
  freeMb: used(usedPercent).freeMb,
  totalMb: 100_000,
});

const alert = (thresholdPercent?: number, over: Partial<DiskFindings['open'][number]> = {}) => ({
  thresholdPercent,
  firstListedAt: 0,
  ...over,
});

/**
 * An online workstation with one open alert, inspected for the first time a minute after it was
 * listed.
 */
const findings = (over: Partial<DiskFindings> & { memory?: DiskMemory } = {}): DiskFindings => ({
  open: [alert(90)],
  limits: (over.open ?? [alert(90)]).map(({ thresholdPercent }) => thresholdPercent),
  selfResolve: true,
  hasTicket: false,
  online: true,
  inspectedAt: MINUTE,
  reading: used(95),
  memory: { since: 0 },
  ...over,
});

/** A baseline of 70 %, another value since minute 60. */
const changed = (minute = 60): DiskMemory => ({ since: 0, baseline: kept(70, 10), changed: kept(60, minute) });
const { reading: _reading, ...unread } = findings({ memory: { since: 0, unreadSince: MINUTE } });

describe('decideDisk, while an alert is open', () => {
  it.each<[string, DiskFindings, object]>([
    ['full for the first time', findings(), { verdict: 'wait', because: 'reading-full', until: 11 * MINUTE }],
    [
      'full again after the time to confirm it',
      findings({ inspectedAt: 12 * MINUTE, memory: { since: 0, fullSince: MINUTE, baseline: kept(95, 11) } }),
      { verdict: 'holds', because: 'reading-full' },
    ],
    [
      'full for the first time, however long the alert has stood',
      findings({ inspectedAt: 241 * MINUTE, memory: { since: 0, fullSince: 241 * MINUTE } }),
      { verdict: 'wait', because: 'reading-full', until: 251 * MINUTE },
    ],
    [
      'full twice, though a later alert has begun the proof again',
      findings({ inspectedAt: 300 * MINUTE, memory: { since: 299 * MINUTE, fullSince: MINUTE } }),
      { verdict: 'holds', because: 'reading-full' },
    ],
    [
      'exactly at the limit',
      findings({ reading: used(90) }),
      { verdict: 'wait', because: 'reading-between', until: 10 * MINUTE },
    ],
    [
      'just inside the margin, at the end of its time',
      findings({ reading: used(88.5), inspectedAt: 240 * MINUTE, memory: { since: 0, baseline: kept(88.5, 10) } }),
      { verdict: 'unknown', because: 'reading-between' },
    ],
    [
      'recovered by a reading that may be old, before there is a baseline',
      findings({ reading: used(60) }),
      { verdict: 'wait', because: 'reading-may-be-old', until: 10 * MINUTE },
    ],
    [
      'recovered by the same reading as the baseline, hours later',
      findings({ reading: used(60), inspectedAt: 130 * MINUTE, memory: { since: 0, baseline: kept(60, 10) } }),
      { verdict: 'wait', because: 'reading-may-be-old', until: 175 * MINUTE },
    ],
    [
      'the last inspection before the deadline',
      findings({ reading: used(60), inspectedAt: 190 * MINUTE, memory: { since: 0, baseline: kept(60, 10) } }),
      { verdict: 'wait', because: 'reading-may-be-old', until: 240 * MINUTE },
    ],
    [
      'never proven: a person is notified after four hours',
      findings({ reading: used(60), inspectedAt: 240 * MINUTE, memory: { since: 0, baseline: kept(60, 10) } }),
      { verdict: 'unknown', because: 'reading-may-be-old' },
    ],
    [
      'never proven on a server: after one hour',
      findings({ reading: used(60), inspectedAt: 60 * MINUTE, deviceClass: 'server' }),
      { verdict: 'unknown', because: 'reading-may-be-old' },
    ],
    [
      'never proven with a critical alert: after one hour',
      findings({ reading: used(60), inspectedAt: 60 * MINUTE, open: [alert(90, { severity: 'Critical' })] }),
      { verdict: 'unknown', because: 'reading-may-be-old' },
    ],
    [
      'another value for the first time',
      findings({ reading: used(60), inspectedAt: 60 * MINUTE, memory: changed() }),
      { verdict: 'wait', because: 'reading-changed-once', until: 70 * MINUTE },
    ],
    [
      'another value twice',
      findings({ reading: used(60), inspectedAt: 70 * MINUTE, memory: changed() }),
      { verdict: 'recovered', because: 'reading-changed', alertGone: false, contradicted: false, confirmed: true },
    ],
    [
      'another value twice, but the device is off now',
      findings({ reading: used(60), online: false, inspectedAt: 70 * MINUTE, memory: changed() }),
      { verdict: 'wait', because: 'device-offline', until: 115 * MINUTE },
    ],
    [
      'whether the device is online is not reported',
      findings({ reading: used(60), online: undefined, inspectedAt: 70 * MINUTE, memory: changed() }),
      { verdict: 'wait', because: 'device-offline', until: 115 * MINUTE },
    ],
    [
      'no reading once',
      { ...unread, inspectedAt: MINUTE },
      { verdict: 'wait', because: 'no-reading', until: 11 * MINUTE },
    ],
    ['no reading twice', { ...unread, inspectedAt: 11 * MINUTE }, { verdict: 'unknown', because: 'no-reading' }],
    [
      'no reading of a device that is off, which may come back',
      { ...unread, online: false, inspectedAt: 11 * MINUTE },
      { verdict: 'wait', because: 'device-offline', until: 56 * MINUTE },
    ],
    [
      'a limit that is not said',
      findings({ open: [alert()], reading: used(10), inspectedAt: 10 * MINUTE, memory: changed(5) }),
      { verdict: 'unknown', because: 'threshold-unknown' },
    ],
  ])('%s', (_name, given, expected) => {
    expect(decideDisk(given, limits)).toEqual(expected);
  });

  it('goes by the limit of each alert', () => {
    const proven = { memory: changed(), inspectedAt: 80 * MINUTE, reading: used(85) };

    expect(decideDisk(findings({ ...proven, open: [alert(90)] }), limits)).toMatchObject({ verdict: 'recovered' });
    expect(decideDisk(findings({ ...proven, open: [alert(80), alert(90)] }), limits)).not.toMatchObject({
      verdict: 'recovered',
    });
    expect(decideDisk(findings({ ...proven, open: [alert(90), alert()] }), limits)).toMatchObject({
      because: 'threshold-unknown',
    });
  });
});

describe('decideDisk, when no alert is open any more', () => {
  const gone = (over: Partial<DiskFindings>) => decideDisk(findings({ open: [], limits: [90], ...over }), limits);

  it.each([
    ['recovered', 60, false],
    ['still full', 95, true],
    ['in between', 89, true],
  ])('ends what has no ticket, whatever was read: %s', (_name, usedPercent, contradicted) => {
    expect(gone({ reading: used(usedPercent) })).toEqual({
      verdict: 'recovered',
      because: 'alert-cleared',
      alertGone: true,
      contradicted,
    });
  });

  it('keeps a ticket open while the drive is full or in between', () => {
    for (const usedPercent of [95, 89])
      expect(gone({ hasTicket: true, reading: used(usedPercent) })).toEqual({
        verdict: 'holds',
        because: 'reading-full-alert-gone',
      });
  });

  it('keeps a ticket open while no newer reading proves the recovery', () => {
    const unproven = { verdict: 'unknown', because: 'alert-gone-unproven' };

    expect(gone({ hasTicket: true, reading: used(60) })).toEqual(unproven);
    expect(gone({ hasTicket: true, reading: used(60), online: false, memory: changed() })).toEqual(unproven);
    expect(gone({ hasTicket: true, reading: undefined })).toEqual(unproven);
    expect(gone({ hasTicket: true, reading: used(10), limits: [undefined], memory: changed() })).toEqual({
      verdict: 'unknown',
      because: 'alert-gone-limit-unknown',
    });
  });

  it('lets a ticket be closed when Atera has not raised the alert again, checked twice', () => {
    const calm = { hasTicket: true, reading: used(60), memory: { since: 0, calmSince: 100 * MINUTE } };

    expect(gone({ ...calm, inspectedAt: 100 * MINUTE })).toEqual({
      verdict: 'wait',
      because: 'alert-gone-once',
      until: 110 * MINUTE,
    });
    expect(gone({ ...calm, inspectedAt: 110 * MINUTE })).toMatchObject({ verdict: 'recovered', confirmed: true });
    expect(gone({ ...calm, inspectedAt: 110 * MINUTE, selfResolve: false })).toMatchObject({ verdict: 'unknown' });
  });

  it('lets a ticket be closed on a proven recovery, by the lowest limit of all its alerts', () => {
    const proven = { hasTicket: true, inspectedAt: 80 * MINUTE, memory: changed() };

    expect(gone({ ...proven, reading: used(60) })).toMatchObject({ verdict: 'recovered', confirmed: true });
    expect(gone({ ...proven, reading: used(85), limits: [80, 90] })).toMatchObject({ verdict: 'holds' });
  });
});
