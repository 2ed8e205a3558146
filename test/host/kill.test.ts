import { describe, expect, it } from 'vitest';
import { killRounds } from './kill/rounds.ts';
import { undisturbed } from './kill/undisturbed.ts';
import { expectedActivities } from './kill/workload.ts';

const INSTANCES = 12;

describe('a host killed with SIGKILL', () => {
  it('ends every instance as an undisturbed run does, with each activity executed at least once', async () => {
    const expected = await undisturbed(INSTANCES);

    const report = await killRounds(10, INSTANCES, 40, 7);

    expect(report.kills).toBe(10);
    expect(new Set(report.outcomes)).toEqual(new Set([expected]));
    for (const counts of report.activities)
      expect([...counts.keys()].sort()).toEqual(expectedActivities(INSTANCES).sort());
  });
});
