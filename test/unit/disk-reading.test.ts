import { describe, expect, it } from 'vitest';
import { readDisk } from '../../shared/domain/disk-reading.ts';

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
    ['no such drive', [row({ drive: 'D:' })], /lists no drive C:/],
    ['rows that contradict each other', [row(), row({ freeMb: 50_000 })], /different sizes/],
    ['a disk without size', [row({ totalMb: 0, freeMb: 0 })], /impossible sizes/],
    ['more free than there is', [row({ freeMb: 200_000 })], /impossible sizes/],
    ['a negative size', [row({ freeMb: -1 })], /impossible sizes/],
  ])('is no reading: %s', (_name, rows, problem) => {
    const result = readDisk(rows, 'C');

    expect(result).toMatchObject({ ok: false, problem: expect.stringMatching(problem) });
  });
});
