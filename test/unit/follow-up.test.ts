import { describe, expect, it } from 'vitest';
import { type DiskEvidence, decideDisk } from '../../shared/domain/decide.ts';
import { decideFollowUp } from '../../shared/domain/follow-up.ts';
import type { Judgement } from '../../shared/domain/judgement.ts';
import { policy } from '../../shared/policy/policy.ts';
import { watchRules } from '../../shared/policy/watch-rules.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const { diskSpace, ...sections } = policy.parse({});
const rules = watchRules({ diskSpace, ...sections }, 'disk-space');

const evidence = (over: { alertOpen?: boolean; usedPercent?: number; lookedAt?: number }): DiskEvidence => {
  const { alertOpen = true, usedPercent = 95, lookedAt = 10 * HOUR } = over;
  const reading = { drive: 'C', totalMb: 100_000, freeMb: (100 - usedPercent) * 1_000, usedPercent };
  return { alertOpen, alertCreatedAt: 0, lookedAt, reading, thresholdPercent: 90 };
};
const look = (over: Parameters<typeof evidence>[0], watched: { clearSince?: number; flapping?: boolean } = {}) =>
  judged(decideDisk(evidence(over), diskSpace), evidence(over).lookedAt, watched);
const judged = (judgement: Judgement, lookedAt: number, watched: { clearSince?: number; flapping?: boolean } = {}) =>
  decideFollowUp({ flapping: false, ...watched, judgement, lookedAt }, rules);

describe('decideFollowUp', () => {
  it('comes back later while the condition holds', () => {
    expect(look({})).toEqual({ verdict: 'holds', nextAt: 11 * HOUR });
  });

  it('believes nothing the first time it looks over', () => {
    expect(look({ usedPercent: 50 })).toEqual({
      verdict: 'clear-once',
      clearSince: 10 * HOUR,
      nextAt: 10 * HOUR + 10 * MINUTE,
    });
  });

  it('waits for a reading from after the alert went when only that is known', () => {
    expect(look({ alertOpen: false })).toEqual({
      verdict: 'clear-once',
      clearSince: 10 * HOUR,
      nextAt: 10 * HOUR + 45 * MINUTE,
    });
  });

  it('is over when it still looks so at the second look', () => {
    const tenMinutes = { clearSince: 10 * HOUR - 10 * MINUTE };
    const anHour = { clearSince: 9 * HOUR };

    expect(look({ alertOpen: true, usedPercent: 50 }, tenMinutes)).toEqual({ verdict: 'over' });
    expect(look({ alertOpen: false, usedPercent: 50 }, tenMinutes)).toMatchObject({ verdict: 'clear-once' });
    expect(look({ alertOpen: false, usedPercent: 50 }, anHour)).toEqual({ verdict: 'over' });
  });

  it('starts to count anew after a look that found it holding', () => {
    expect(look({ usedPercent: 95 }, { clearSince: 9 * HOUR })).not.toHaveProperty('clearSince');
  });

  it('holds when the alert is gone and a reading from after that says full', () => {
    expect(look({ alertOpen: false, usedPercent: 95 }, { clearSince: 9 * HOUR })).toMatchObject({ verdict: 'holds' });
  });

  it('comes back when something can be told, and not within the minute', () => {
    const wait = (until: number) => judged({ verdict: 'wait', because: 'grace', until }, 10 * HOUR);

    expect(wait(12 * HOUR)).toEqual({ verdict: 'wait', nextAt: 12 * HOUR });
    expect(wait(9 * HOUR)).toEqual({ verdict: 'wait', nextAt: 10 * HOUR + MINUTE });
  });

  it('asks a flapping condition to stay away for a day', () => {
    const flapping = { clearSince: 9 * HOUR, flapping: true };

    expect(look({ alertOpen: false, usedPercent: 50 }, flapping)).toEqual({
      verdict: 'clear-once',
      clearSince: 9 * HOUR,
      nextAt: 33 * HOUR,
    });
    expect(look({ alertOpen: false, usedPercent: 50, lookedAt: 33 * HOUR }, flapping)).toEqual({ verdict: 'over' });
  });
});
