import { describe, expect, it } from 'vitest';
import { type CleanupFacts, cleanupResult } from '../../../../shared/playbooks/disk-space/cleanup-result.ts';
import type { DiskFindings } from '../../../../shared/playbooks/disk-space/decide-disk.ts';
import { policy } from '../../../../shared/policy/policy.ts';

const MINUTE = 60_000;
const limits = policy.parse({}).diskSpace;

const used = (usedPercent: number) => ({
  drive: 'C',
  totalMb: 100_000,
  freeMb: (100 - usedPercent) * 1_000,
  usedPercent,
});
const scan = (minute: number, usedPercent: number) => ({
  scannedAt: minute * MINUTE,
  volumes: [{ drive: 'C:', totalMb: 100_000, freeMb: (100 - usedPercent) * 1_000 }],
});

/**
 * A worklet that ended in minute 100, on a drive that Atera has read as 95 % full since minute 10.
 */
const findings = (usedPercent: number, over: Partial<DiskFindings> = {}): DiskFindings => ({
  open: [{ thresholdPercent: 90, firstListedAt: 0 }],
  limits: [90],
  selfResolve: true,
  hasTicket: false,
  online: true,
  inspectedAt: 120 * MINUTE,
  reading: used(usedPercent),
  memory: { since: 0, baseline: { at: 10 * MINUTE, freeMb: 5_000, totalMb: 100_000 } },
  ...over,
});
const facts = (over: Partial<CleanupFacts> = {}): CleanupFacts => ({
  witness: {},
  drive: 'C',
  endedAt: 100 * MINUTE,
  settledAt: 105 * MINUTE,
  ...over,
});
const proven = {
  memory: {
    since: 0,
    baseline: { at: 10 * MINUTE, freeMb: 5_000, totalMb: 100_000 },
    changed: { at: 110 * MINUTE, freeMb: 40_000, totalMb: 100_000 },
  },
};

describe('the result of a cleanup', () => {
  it.each<[string, DiskFindings, CleanupFacts, string]>([
    ['is unknown when nothing newer was read', findings(95), facts(), 'unknown'],
    [
      'is unknown when only a scan from before the end says anything',
      findings(95),
      facts({ witness: scan(99, 50) }),
      'unknown',
    ],
    ['is a recovery by a scan after it', findings(95), facts({ witness: scan(102, 50) }), 'recovered'],
    [
      'is unknown by a scan beside it that found the drive full',
      findings(95),
      facts({ witness: scan(102, 95) }),
      'unknown',
    ],
    ['is a failure by a scan after the settling time', findings(95), facts({ witness: scan(106, 95) }), 'full'],
    ['is unknown by a scan that is between', findings(95), facts({ witness: scan(106, 89) }), 'unknown'],
    ['is a recovery by a reading proven twice', findings(60, proven), facts(), 'recovered'],
    [
      'is unknown by another reading observed once',
      findings(60, { ...proven, inspectedAt: 115 * MINUTE }),
      facts(),
      'unknown',
    ],
    [
      'is a failure by an inventory that was certainly taken after it',
      findings(94),
      facts({ first: used(95) }),
      'full',
    ],
    ['is no failure by the inventory of before', findings(95), facts({ first: used(95) }), 'unknown'],
    ['is unknown while the device is off', findings(94, { online: false }), facts({ first: used(95) }), 'unknown'],
    ['is a failure when one vendor says so', findings(60, proven), facts({ witness: scan(106, 95) }), 'full'],
    [
      'is unknown without a limit',
      findings(60, { ...proven, open: [{ thresholdPercent: undefined, firstListedAt: 0 }] }),
      facts({ witness: scan(106, 50) }),
      'unknown',
    ],
  ])('%s', (_name, given, cleanup, expected) => {
    expect(cleanupResult(given, cleanup, limits).result).toBe(expected);
  });
});
