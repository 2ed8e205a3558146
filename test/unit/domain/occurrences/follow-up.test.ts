import { describe, expect, it } from 'vitest';
import { decideFollowUp } from '../../../../shared/domain/occurrences/follow-up.ts';
import type { Judgement } from '../../../../shared/domain/occurrences/judgement.ts';
import { policy } from '../../../../shared/policy/policy.ts';
import { watchRules } from '../../../../shared/policy/watch-rules.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const { diskSpace, ...sections } = policy.parse({});
const rules = watchRules({ diskSpace, ...sections }, 'disk-space');

const judged = (judgement: Judgement, inspectedAt: number, watched: { clearSince?: number; flapping?: boolean } = {}) =>
  decideFollowUp({ flapping: false, ...watched, judgement, inspectedAt }, rules);

const holds: Judgement = { verdict: 'holds', because: 'reading-full' };
const recovered: Judgement = { verdict: 'recovered', because: 'back', alertGone: false, contradicted: false };
const gone: Judgement = { verdict: 'recovered', because: 'alert-cleared', alertGone: true, contradicted: false };
const inspection = (
  judgement: Judgement,
  watched: { clearSince?: number; flapping?: boolean } = {},
  inspectedAt = 10 * HOUR,
) => judged(judgement, inspectedAt, watched);

describe('decideFollowUp', () => {
  it('comes back later while the condition holds', () => {
    expect(inspection(holds)).toEqual({ verdict: 'holds', nextAt: 11 * HOUR });
  });

  it('believes nothing the first time it seems to have recovered', () => {
    expect(inspection(recovered)).toEqual({
      verdict: 'clear-once',
      clearSince: 10 * HOUR,
      nextAt: 10 * HOUR + 10 * MINUTE,
    });
  });

  it('waits for a reading from after the alert went when only that is known', () => {
    expect(inspection(gone)).toEqual({
      verdict: 'clear-once',
      clearSince: 10 * HOUR,
      nextAt: 10 * HOUR + 45 * MINUTE,
    });
  });

  it('is over when the second inspection confirms it', () => {
    const tenMinutes = { clearSince: 10 * HOUR - 10 * MINUTE };
    const anHour = { clearSince: 9 * HOUR };

    expect(inspection(recovered, tenMinutes)).toEqual({ verdict: 'over' });
    expect(inspection(gone, tenMinutes)).toMatchObject({ verdict: 'clear-once' });
    expect(inspection(gone, anHour)).toEqual({ verdict: 'over' });
  });

  it('is over at once when two inspections in a row have proven it already, but for a flapping one', () => {
    const proven = { ...recovered, confirmed: true };

    expect(inspection(proven)).toEqual({ verdict: 'over' });
    expect(inspection(proven, { flapping: true })).toMatchObject({ verdict: 'clear-once' });
  });

  it('starts to count again after an inspection that found it holding', () => {
    expect(inspection(holds, { clearSince: 9 * HOUR })).not.toHaveProperty('clearSince');
  });

  it('holds when the alert is gone and a reading from after that says full', () => {
    expect(inspection({ ...gone, contradicted: true }, { clearSince: 9 * HOUR })).toMatchObject({ verdict: 'holds' });
  });

  it('comes back when something can be reported, and not within the minute', () => {
    const wait = (until: number) => judged({ verdict: 'wait', because: 'grace', until }, 10 * HOUR);

    expect(wait(12 * HOUR)).toEqual({ verdict: 'wait', nextAt: 12 * HOUR });
    expect(wait(9 * HOUR)).toEqual({ verdict: 'wait', nextAt: 10 * HOUR + MINUTE });
  });

  it('asks a flapping condition to stay away for a day', () => {
    const flapping = { clearSince: 9 * HOUR, flapping: true };

    expect(inspection(gone, flapping)).toEqual({
      verdict: 'clear-once',
      clearSince: 9 * HOUR,
      nextAt: 33 * HOUR,
    });
    expect(inspection(gone, flapping, 33 * HOUR)).toEqual({ verdict: 'over' });
  });
});
