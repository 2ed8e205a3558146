import { describe, expect, it } from 'vitest';
import { diskWitness } from '../../../../shared/playbooks/disk-space/disk-witness.ts';

const volume = (usedPercent: number, drive = 'C:') => ({
  drive,
  totalMb: 100_000,
  freeMb: (100 - usedPercent) * 1_000,
});
const question = { drive: 'C', thresholdPercent: 90, clearMarginPercent: 2, since: 1_000 };

describe('diskWitness', () => {
  it.each([
    ['is full', { scannedAt: 1_001, volumes: [volume(95)] }, 'full'],
    ['is within the margin', { scannedAt: 1_001, volumes: [volume(88.5)] }, 'between'],
    ['has recovered', { scannedAt: 1_001, volumes: [volume(50)] }, 'recovered'],
    ['was scanned before', { scannedAt: 1_000, volumes: [volume(95)] }, 'unknown'],
    ['was never scanned', { volumes: [volume(95)] }, 'unknown'],
    ['is not among the volumes', { scannedAt: 1_001, volumes: [volume(95, 'D:')] }, 'unknown'],
    ['comes without volumes', { scannedAt: 1_001 }, 'unknown'],
    ['has impossible sizes', { scannedAt: 1_001, volumes: [{ drive: 'C:', totalMb: 0, freeMb: 5 }] }, 'unknown'],
  ] as const)('says what it knows of a drive that %s', (_name, reading, expected) => {
    expect(diskWitness(reading, question).band).toBe(expected);
  });
});
