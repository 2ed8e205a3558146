import { describe, expect, it } from 'vitest';
import { readDisk } from '../../../../shared/domain/volumes/disk-reading.ts';

const row = (over: Partial<Parameters<typeof readDisk>[0][number]> = {}) => ({
  drive: 'C:',
  totalMb: 100_000,
  usedMb: 93_120,
  freeMb: 6_880,
  ...over,
});

describe('readDisk', () => {
  it('answers how full the drive is', () => {
    const result = readDisk([row({ drive: 'D:' }), row()], 'C');

    expect(result).toEqual({ ok: true, reading: { drive: 'C', totalMb: 100_000, freeMb: 6_880, usedPercent: 93.12 } });
  });

  it('counts repeated rows that agree once', () => {
    expect(readDisk([row(), row({ drive: 'c:\\' })], 'C')).toMatchObject({ ok: true });
  });

  it.each([
    ['/', '/'],
    ['/var/log/', '/var/log'],
    ['/Volumes/Data', '/Volumes/Data'],
    ['Data', 'Data'],
    ['c', 'C'],
  ])('finds the row %s of volume %s', (listed, drive) => {
    const rows = [row({ drive: '/var' }), row({ drive: listed })];

    expect(readDisk(rows, drive)).toMatchObject({ ok: true, reading: { drive, usedPercent: 93.12 } });
  });

  it.each([
    ['/VAR', '/var'],
    ['data', 'Data'],
    ['CD:', 'C'],
  ])('does not take %s for %s', (listed, drive) => {
    expect(readDisk([row({ drive: listed })], drive)).toEqual({ ok: false, problem: { kind: 'not-listed' } });
  });

  it.each([
    ['no such drive', [row({ drive: 'D:' })], 'not-listed'],
    ['rows that contradict each other', [row(), row({ freeMb: 50_000 })], 'contradicting'],
    ['a disk without size', [row({ totalMb: 0, freeMb: 0 })], 'impossible'],
    ['more free than there is', [row({ freeMb: 200_000 })], 'impossible'],
    ['a negative size', [row({ freeMb: -1 })], 'impossible'],
  ])('is no reading: %s', (_name, rows, kind) => {
    expect(readDisk(rows, 'C')).toMatchObject({ ok: false, problem: { kind } });
  });
});
